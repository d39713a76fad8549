import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Line } from './line.ts';
import { smallDisk, type SmallDisk } from './small-disk.ts';
import { SupervisedPostgres } from './supervised-postgres.ts';
import { SupervisedProgram } from './supervised-program.ts';

export type ProgramKind = 'web' | 'projector' | 'worker';

/** Everything that runs: a durable PostgreSQL, and the real programs, each on a line of its own to it. */
export interface Stage {
  readonly folder: string;
  readonly postgres: SupervisedPostgres;
  readonly programs: Readonly<Record<ProgramKind, readonly SupervisedProgram[]>>;
  readonly lines: ReadonlyMap<string, Line>;
  readonly addresses: readonly string[];
  readonly disk: SmallDisk | { readonly whyNot: string };
  /** The environment of a program past all lines, such as the command line. */
  readonly env: NodeJS.ProcessEnv;
  /** Moves the clock of every program to so many milliseconds from the machine's. */
  moveClock(milliseconds: number): void;
  close(options?: { readonly keepFolder: boolean }): Promise<void>;
}

/** A worker that says nothing for so long has lost its jobs to another. */
const JOB_LOCK_SECONDS = '4';
const cast: readonly (readonly [kind: ProgramKind, name: string])[] = [
  ['web', 'web-1'],
  ['web', 'web-2'],
  ['projector', 'projector-1'],
  ['projector', 'projector-2'],
  ['worker', 'worker-1'],
];

/** Starts everything at once on an empty database, which each program is able to prepare. */
export async function openStage(diskMegabytes: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-faults-'));
  chmodSync(folder, 0o755); // as root the server runs under another account, which must reach its files
  const disk = diskIn(folder, diskMegabytes);
  const home = 'whyNot' in disk ? folder : disk.folder;
  const postgres = await SupervisedPostgres.start(join(home, 'postgres'));
  const lines = new Map<string, Line>();
  for (const [, name] of cast) lines.set(name, await Line.to(postgres.port));
  const clock = join(folder, 'clock');
  const moveClock = (milliseconds: number) => {
    writeFileSync(`${clock}.new`, String(milliseconds));
    renameSync(`${clock}.new`, clock);
  };
  moveClock(0);
  mkdirSync(join(folder, 'data'));
  const env = environment(folder, clock, postgres.url);
  const ports = new Map<string, number>();
  for (const [kind, name] of cast) if (kind === 'web') ports.set(name, await freePort());
  const programs = cast.map(([kind, name]) => {
    const own = { DATABASE_URL: urlBy(lines.get(name)!, postgres.url), PORT: String(ports.get(name) ?? '') };
    const main = `apps/${kind}/src/main.js`;
    return [kind, new SupervisedProgram(name, main, { ...env, ...own }, join(folder, `${name}.log`))] as const;
  });
  for (const [, program] of programs) program.start();
  const all = (wanted: ProgramKind) => programs.flatMap(([kind, program]) => (kind === wanted ? [program] : []));
  const closed = async (keepFolder: boolean) => {
    try {
      await Promise.all(programs.map(([, program]) => program.stop()));
      for (const line of lines.values()) await line.close();
    } finally {
      await postgres.stop();
      if (!('whyNot' in disk)) disk.remove();
    }
    if (!keepFolder) rmSync(folder, { recursive: true, force: true });
  };
  let closing: Promise<void> | undefined;
  return {
    ...{ folder, postgres, lines, disk, env, moveClock },
    programs: { web: all('web'), projector: all('projector'), worker: all('worker') },
    addresses: [...ports.values()].map((port) => `http://127.0.0.1:${port}`),
    close: ({ keepFolder } = { keepFolder: false }) => (closing ??= closed(keepFolder)),
  };
}

function diskIn(folder: string, megabytes: number): Stage['disk'] {
  try {
    return smallDisk(folder, megabytes);
  } catch (error) {
    const said = (error as { readonly stderr?: Buffer }).stderr?.toString().trim();
    return { whyNot: `A file system in a file cannot be mounted here: ${said || (error as Error).message}` };
  }
}

function environment(folder: string, clock: string, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    WAYMARK_DATA: join(folder, 'data'),
    WAYMARK_MASTER_KEY: randomBytes(32).toString('hex'),
    WAYMARK_SESSION_SECRET: randomBytes(32).toString('hex'),
    WAYMARK_DEMO_CHILDREN: '0',
    WAYMARK_PROJECTOR: 'off',
    WAYMARK_JOBS: 'off',
    WAYMARK_JOB_LOCK_SECONDS: JOB_LOCK_SECONDS,
    WAYMARK_FAULTS_CLOCK: clock,
  };
}

function urlBy(line: Line, databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.port = String(line.port);
  return url.href;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => void probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
