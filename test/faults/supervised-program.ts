import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../apps/web/src/project-root.ts';

const AGAIN_MILLISECONDS = 250;
/** The compiled programs, whether this runs from source, as a spec, or is compiled itself. */
export const compiled = (path: string): string => join(projectRoot, 'dist', path);

/** A program of Waymark that is started again whenever it ends, as the system's own supervisor would. */
export class SupervisedProgram {
  /** How often it ended without having been killed by us: because it could not go on. */
  endedByItself = 0;
  private child: ChildProcess | undefined;
  private killing = false;
  private stopping = false;
  private readonly said: WriteStream;
  private running: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly main: string,
    private readonly env: NodeJS.ProcessEnv,
    logFile: string,
  ) {
    this.said = createWriteStream(logFile, { flags: 'a' });
  }

  start(): void {
    this.running = this.keepUp();
  }

  get pid(): number | undefined {
    return this.child?.exitCode === null ? this.child.pid : undefined;
  }

  /** Sends a signal; false when it is not running just now. SIGKILL is not counted as its own fault. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean {
    if (signal === 'SIGKILL') this.killing = true;
    return this.child?.kill(signal) ?? false;
  }

  /** Ends it for good: as a stop of the service would, and by force when it does not follow. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.child?.kill('SIGCONT');
    this.child?.kill('SIGTERM');
    const force = setTimeout(() => this.child?.kill('SIGKILL'), 6000);
    await this.running;
    clearTimeout(force);
    this.said.end();
  }

  private async keepUp(): Promise<void> {
    const clock = pathToFileURL(compiled('test/faults/shifted-clock.js')).href;
    while (!this.stopping) {
      this.killing = false;
      this.child = spawn(process.execPath, ['--import', clock, compiled(this.main)], {
        env: this.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [this.child.stdout!, this.child.stderr!]) stream.pipe(this.said, { end: false });
      const [code, signal] = (await once(this.child, 'exit')) as [number | null, string | null];
      if (this.stopping) return;
      if (!this.killing) this.endedByItself++;
      this.said.write(`--- ${this.name} ended: ${signal ?? code}${this.killing ? ', killed' : ''}\n`);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLISECONDS));
    }
  }
}
