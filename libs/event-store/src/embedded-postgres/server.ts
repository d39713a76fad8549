import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { accountForPostgres, isPassable, placeForAll, type Account } from './account.ts';
import { findBinaries } from './binaries.ts';
import { initialise, password, SUPERUSER, type Cluster } from './cluster.ts';
import { withLock } from './lock.ts';
import { logFile, runningServer, start, stop, untilReady } from './postmaster.ts';

// This file and its folder import nothing by '#': the test set-up loads them before anything is built.

export interface EmbeddedPostgresOptions {
  /** Where the server keeps its files; made if it is not there. Its password stands beside it, in `<dataDir>.password`. */
  readonly dataDir: string;
  /** The wanted port; any free one if it is taken or left out. A server that already runs keeps its own. */
  readonly port?: number;
  /** 'waymark' if left out. */
  readonly database?: string;
  /** Server settings, for example { fsync: 'off' }; they count when this call starts the server. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (message: string) => void;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  /** False when the server ran already. */
  readonly started: boolean;
  stop(): Promise<void>;
}

/**
 * The PostgreSQL that comes with this project, running, with the database in it. The server outlives this process, is
 * shared by all that ask for the same folder, and after a crash recovers on the next call. It takes connections from
 * this machine only. Throws an Error that says what failed, where, and how to mend it.
 */
export async function ensurePostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => {} } = options;
  const wanted = resolve(options.dataDir);
  try {
    mkdirSync(dirname(wanted), { recursive: true });
    return await withLock(`${wanted}.lock`, async () => {
      const cluster = await clusterFor(wanted);
      const { dataDir, account } = cluster;
      if (account !== undefined && dataDir !== wanted) {
        log(`The account ${account.name} cannot reach ${wanted}: PostgreSQL keeps its files in ${dataDir}.`);
      }
      return await ensureServer(cluster, options, log);
    });
  } catch (error) {
    throw new Error(`PostgreSQL in ${wanted} cannot be used: ${(error as Error).message}${advice(error)}`, {
      cause: error,
    });
  }
}

/** Stops the server that runs on the folder, whoever started it; harmless when none does. */
export async function stopPostgres(dataDir: string): Promise<void> {
  if (existsSync(dirname(resolve(dataDir)))) await stop(await clusterFor(resolve(dataDir)));
}

/** Whether a server runs on the folder. */
export async function runsPostgres(dataDir: string): Promise<boolean> {
  return runningServer(await clusterFor(resolve(dataDir))) !== undefined;
}

async function clusterFor(wanted: string): Promise<Cluster> {
  const account = accountForPostgres();
  const binaries = await findBinaries(account);
  return { dataDir: reachableFolder(wanted, account), passwordFile: `${wanted}.password`, binaries, account };
}

async function ensureServer(
  cluster: Cluster,
  options: EmbeddedPostgresOptions,
  log: (message: string) => void,
): Promise<EmbeddedPostgres> {
  const { port = 0, database = 'waymark', settings = {} } = options;
  const running = await untilReady(cluster);
  if (running === undefined) {
    if (!existsSync(join(cluster.dataDir, 'PG_VERSION'))) log(`Setting up PostgreSQL in ${cluster.dataDir}.`);
    await initialise(cluster, settings['fsync'] !== 'off');
  }
  const secret = password(cluster, running !== undefined);
  const server = running ?? (await start(cluster, port, settings));
  if (running === undefined) log(`PostgreSQL runs on port ${server.port}; its log is ${logFile(cluster)}.`);
  const login = `postgres://${SUPERUSER}:${secret}@127.0.0.1:${server.port}`;
  await ensureDatabase(login, database);
  const url = `${login}/${encodeURIComponent(database)}`;
  return { url, port: server.port, started: running === undefined, stop: () => stop(cluster) };
}

/** As root, the server's own account has to get to its files; a folder under /root is moved to one that it can reach. */
function reachableFolder(wanted: string, account: Account | undefined): string {
  const real = join(realpathSync(dirname(wanted)), basename(wanted));
  if (account === undefined || isPassable(dirname(real))) return real;
  const name = `${basename(wanted)}-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`;
  return join(placeForAll(), name);
}

async function ensureDatabase(login: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${login}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

function advice(error: unknown): string {
  const text = String((error as Error).message) + String((error as { stderr?: string }).stderr ?? '');
  if (/ENOSPC|EDQUOT|No space left/.test(text)) return '\nThe disk is full: free some space and start again.';
  if (/ENOTEMPTY/.test(text)) return '\nThe folder holds something other than a PostgreSQL: choose another folder.';
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST|Permission denied|Read-only file system/.test(text)) {
    return '\nThe folder cannot be made or written: give this account the right to, or choose another folder.';
  }
  return '';
}
