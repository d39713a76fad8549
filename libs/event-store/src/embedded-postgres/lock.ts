import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const STALE_MILLISECONDS = 30_000;
const BEAT_MILLISECONDS = 5_000;
const GIVE_UP_MILLISECONDS = 120_000;

/**
 * Runs `work` while no other process runs its own under the same folder name: making a folder is atomic everywhere.
 * The holder's process id and a heartbeat let the next one take over from a holder that was killed.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + GIVE_UP_MILLISECONDS;
  while (!take(folder)) {
    if (isStale(folder)) breakOpen(folder);
    else if (Date.now() > giveUpAt) throw new Error(`Another process has been holding ${folder} for two minutes.`);
    else await pause(50);
  }
  const beat = setInterval(() => utimesSync(folder, new Date(), new Date()), BEAT_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder: string): boolean {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  return true;
}

function isStale(folder: string): boolean {
  const made = statSync(folder, { throwIfNoEntry: false });
  if (made === undefined) return false;
  const pid = holder(folder);
  return (pid !== undefined && !isAlive(pid)) || Date.now() - made.mtimeMs > STALE_MILLISECONDS;
}

/** Only one of those who found the lock stale may remove it, or the second would remove the first one's new lock. */
function breakOpen(folder: string): void {
  const guard = `${folder}.breaking`;
  try {
    mkdirSync(guard);
  } catch {
    const since = statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > STALE_MILLISECONDS) rmSync(guard, { recursive: true, force: true });
    return;
  }
  try {
    if (isStale(folder)) rmSync(folder, { recursive: true, force: true });
  } finally {
    rmdirSync(guard);
  }
}

function holder(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8')) || undefined;
  } catch {
    return undefined; // not written yet, or gone
  }
}

/** Whether a process with this id runs, whoever it belongs to. One that has ended and that nobody has waited for does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isDefunct(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** In a container the first process may never wait for those it inherits. Only Linux tells. */
function isDefunct(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
