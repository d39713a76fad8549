import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

const run = promisify(execFile);

/** A folder with the files of one PostgreSQL server, and who runs it with which programs. */
export interface Cluster {
  readonly dataDir: string;
  readonly passwordFile: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
}

export const SUPERUSER = 'waymark';

/** Makes the folder a PostgreSQL data directory if it is not one yet. */
export async function initialise(cluster: Cluster, isDurable: boolean): Promise<void> {
  const { dataDir, account, binaries } = cluster;
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  // Made beside its place and then moved there, so that a start cut short leaves nothing half made.
  const draft = `${dataDir}.new`;
  const handover = `${dataDir}.handover`;
  for (const old of [draft, handover]) rmSync(old, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const word = newPassword();
  writeFileSync(handover, `${word}\n`, { mode: 0o600 });
  if (account !== undefined) for (const each of [draft, handover]) chownSync(each, account.uid, account.gid);
  const login = ['-U', SUPERUSER, `--pwfile=${handover}`, '--auth=scram-sha-256'];
  // The built-in provider sorts alike on every machine, whatever its C library.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const sync = isDurable ? [] : ['--no-sync'];
  const options = ['-D', draft, ...login, ...locale, ...sync, '--no-instructions'];
  try {
    await run(binaries.initdb, options, runAs({ ...cluster, dataDir: draft }));
    keepPassword(cluster, word);
    renameSync(draft, dataDir);
  } finally {
    for (const each of [draft, handover]) rmSync(each, { recursive: true, force: true });
  }
}

/** The server's password: random for each data directory, in a file beside it that only its owner can read. */
export function password(cluster: Cluster, isRunning: boolean): string {
  if (existsSync(cluster.passwordFile)) return readFileSync(cluster.passwordFile, 'utf8').trim();
  return replacePassword(cluster, isRunning);
}

/** The file was lost, or left behind when the folder moved: whoever owns the files of a stopped server may set another. */
function replacePassword(cluster: Cluster, isRunning: boolean): string {
  const { binaries, dataDir, passwordFile } = cluster;
  if (isRunning) {
    throw new Error(
      `The password of the running PostgreSQL in ${dataDir} is not in ${passwordFile} any more. Put the file back, or ` +
        'stop that server (pg_ctl stop) and start again: it then gets a new password.',
    );
  }
  const word = newPassword();
  const { status, stderr } = spawnSync(binaries.postgres, ['--single', '-D', dataDir, 'postgres'], {
    ...runAs(cluster),
    input: `alter role ${SUPERUSER} password '${word}'\n`,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`PostgreSQL could not be given a new password: ${stderr}`);
  keepPassword(cluster, word);
  return word;
}

const newPassword = (): string => randomBytes(24).toString('base64url');

function keepPassword({ passwordFile }: Cluster, word: string): void {
  rmSync(passwordFile, { force: true }); // an old one might have other permissions
  writeFileSync(passwordFile, `${word}\n`, { mode: 0o600, flush: true });
}

/** How the server's programs are run: as its account, in its folder, with nothing of this process's environment. */
export function runAs({ account, dataDir }: Cluster) {
  const { PATH = '', SystemRoot = '' } = process.env;
  const env = { PATH, SystemRoot, LC_ALL: 'C', TZ: 'UTC' };
  return { env, cwd: dataDir, windowsHide: true, ...(account !== undefined && { uid: account.uid, gid: account.gid }) };
}
