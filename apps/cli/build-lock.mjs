import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LONGEST_BUILD_MILLISECONDS = 10 * 60_000;

/**
 * Does the work while no other process installs or builds in this checkout. A lock whose owner died is taken over. All of
 * it is synchronous, as the work is: nothing else runs before the program is ready.
 */
export function withBuildLock(folder, work) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, '.lock');
  const givingUpAt = Date.now() + LONGEST_BUILD_MILLISECONDS;
  while (!take(lock)) {
    if (Date.now() > givingUpAt)
      throw new Error(`Another process has been building for ten minutes. If none is, remove ${lock} and start again.`);
    takeAwayIfOrphaned(lock);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** By a link, so that the lock never stands there without its owner's name in it. */
function take(lock) {
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the lock of a dead process aside, and puts it back if in this instant another process had taken it over. */
function takeAwayIfOrphaned(lock) {
  const owner = ownerOf(lock);
  if (owner === undefined || isAlive(owner)) return;
  const aside = `${lock}.of-${owner}`;
  try {
    renameSync(lock, aside);
    if (ownerOf(aside) !== owner) linkSync(aside, lock);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}

function ownerOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
