import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { runAs, type Cluster } from './cluster.ts';
import { isAlive } from './lock.ts';

const run = promisify(execFile);
const START_SECONDS = 60;

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** The server that runs on the data directory; undefined when none does. */
export function runningServer({ dataDir }: Cluster): RunningServer | undefined {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!isAlive(pid)) return undefined; // PostgreSQL itself replaces the file of a dead server
  if (!isServerOf(pid, dataDir)) {
    // After a crash the number went to another process, and PostgreSQL would take that one for a server of its own.
    rmSync(file);
    return undefined;
  }
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

function isServerOf(pid: number, dataDir: string): boolean {
  if (process.platform === 'win32') return true; // no cheap way to tell
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dataDir);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(dataDir);
  } catch {
    return false; // it ended meanwhile
  }
}

/**
 * Starts the server on the wanted port; if none is wanted, on that of last time, for programs that lost it look for it there. On
 * any free one if that is taken. Throws with the server's own words.
 */
export async function start(
  cluster: Cluster,
  wantedPort: number,
  settings: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const likedPort = wantedPort === 0 ? lastPort(cluster) : wantedPort;
  for (let attempt = 1; ; attempt++) {
    const port = (await freePort(likedPort)) ?? (await freePort(0)) ?? wantedPort;
    const logged = logOf(cluster).length;
    const isUp = await pgCtlStart(cluster, { port: String(port), ...ONLY_THIS_MACHINE, ...settings });
    const server = runningServer(cluster);
    if (isUp && server !== undefined) return server;
    const words = logOf(cluster).slice(logged);
    // Someone may have taken the port this instant; the children of a killed server need a moment to notice.
    if (attempt < 20 && /Address already in use|pre-existing shared memory block/.test(words)) await pause(250);
    else throw new Error(`PostgreSQL did not start. Its log says:\n${lastLines(words)}\n(${logFile(cluster)})`);
  }
}

/** PostgreSQL notes there how it was started last. */
function lastPort({ dataDir }: Cluster): number {
  const file = join(dataDir, 'postmaster.opts');
  return existsSync(file) ? Number(/\bport=(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) : 0;
}

const ONLY_THIS_MACHINE = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };

/** pg_ctl puts the server into a session of its own, so that Ctrl+C in the terminal does not reach it. */
function pgCtlStart(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<boolean> {
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${quoted(value)}`);
  const limits = ['-w', '-t', String(START_SECONDS)];
  const options = ['start', '-D', cluster.dataDir, ...limits, '-l', logFile(cluster), '-o', flags.join(' ')];
  return new Promise((resolve, reject) => {
    // Pipes would be inherited by the server and keep this process waiting for as long as it runs.
    const pgCtl = spawn(cluster.binaries.pgCtl, options, { ...runAs(cluster), stdio: 'ignore' });
    pgCtl.once('error', reject);
    pgCtl.once('exit', (code) => resolve(code === 0));
  });
}

/** pg_ctl hands the flags to a shell. */
const quoted = (value: string): string =>
  process.platform === 'win32' ? `"${value}"` : `'${value.replaceAll("'", `'\\''`)}'`;

/** Waits until a server that somebody else has just started takes connections. */
export async function untilReady(cluster: Cluster): Promise<RunningServer | undefined> {
  const giveUpAt = Date.now() + START_SECONDS * 1000;
  for (;;) {
    const server = runningServer(cluster);
    if (server === undefined || server.isReady) return server;
    if (Date.now() > giveUpAt) {
      throw new Error(
        `PostgreSQL in ${cluster.dataDir} is not ready after ${START_SECONDS} s. See ${logFile(cluster)}.`,
      );
    }
    await pause(50);
  }
}

/** Ends the server; connections are closed, transactions under way rolled back. Harmless when it does not run. */
export async function stop(cluster: Cluster): Promise<void> {
  if (runningServer(cluster) === undefined) return;
  await run(cluster.binaries.pgCtl, ['stop', '-D', cluster.dataDir, '-m', 'fast', '-w', '-t', '60'], runAs(cluster));
}

export const logFile = ({ dataDir }: Cluster): string => join(dataDir, 'server.log');

function logOf(cluster: Cluster): string {
  return existsSync(logFile(cluster)) ? readFileSync(logFile(cluster), 'utf8') : '';
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-15).join('\n');

function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const found = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(found));
    });
  });
}
