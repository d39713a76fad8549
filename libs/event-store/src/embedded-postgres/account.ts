import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account PostgreSQL runs as when this process is root: PostgreSQL itself refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Undefined when PostgreSQL can simply run as whoever runs this process. */
export function accountForPostgres(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as. Create one.',
  );
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

/** Whether every account can get to the file or folder and read it. */
export function isReachable(path: string): boolean {
  const readable = statSync(path).isDirectory() ? 0o005 : 0o004;
  return (statSync(path).mode & readable) === readable && isPassable(dirname(path));
}

/** Whether every account can pass through the folder and those above it. */
export function isPassable(folder: string): boolean {
  for (let each = folder; ; each = dirname(each)) {
    if ((statSync(each).mode & 0o001) === 0) return false;
    if (each === dirname(each)) return true;
  }
}

/**
 * Root's folder for what another account has to reach. Not simply under /var/tmp: that is emptied of what is old, and
 * anybody could have put programs there before us.
 */
export function placeForAll(): string {
  try {
    mkdirSync('/var/lib/waymark', { recursive: true, mode: 0o755 });
    return '/var/lib/waymark';
  } catch {
    const folder = '/var/tmp/waymark-of-root';
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const { uid, mode } = lstatSync(folder);
    if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${folder} belongs to somebody else. Remove it.`);
    return folder;
  }
}
