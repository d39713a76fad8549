import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the built programs stand: the benchmarks are one of them. */
export const built = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const running = new Set<ChildProcess>();

/** Starts a built program; what it says on standard error appears on ours. */
export function started(program: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [join(built, program), ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends whatever was started and still runs, at once. */
export function endPrograms(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** What a program printed, once it has ended well. Throws when it has not. */
export async function printed(program: ChildProcess): Promise<string> {
  let said = '';
  program.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code, signal] = (await once(program, 'close')) as [number | null, string | null];
  if (code !== 0) throw new Error(`A measured program ended with ${code ?? signal}.`);
  return said;
}

/** Ends a program by SIGTERM and waits until it is gone. */
export async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  program.kill('SIGTERM');
  await once(program, 'exit');
}
