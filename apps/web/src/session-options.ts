import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './listen.ts';
import { isSwitchedOn } from './switched.ts';
import type { SessionOptions } from './web-session.ts';

const USUAL_IDLE_MINUTES = 60;
const LONGEST_IDLE_MINUTES = 120;
const SHORTEST_SECRET = 32;

/**
 * How sessions are kept, from the environment: WAYMARK_SESSION_SECRET (made and kept in the data folder when left out),
 * WAYMARK_SESSION_MINUTES, WAYMARK_HTTPS, WAYMARK_HOSTS. Refuses (CannotStart) a secret that is too short, minutes that are
 * too many, and a WAYMARK_HTTPS that is neither on nor off.
 */
export function sessionFrom(env: NodeJS.ProcessEnv, databaseUrl: string, dataDir: string): SessionOptions {
  const { WAYMARK_SESSION_MINUTES: minutes, WAYMARK_SESSION_SECRET: given } = env;
  const idleMinutes = minutes === undefined || minutes === '' ? USUAL_IDLE_MINUTES : Number(minutes);
  if (!Number.isInteger(idleMinutes) || idleMinutes < 1 || idleMinutes > LONGEST_IDLE_MINUTES)
    throw new CannotStart(
      `WAYMARK_SESSION_MINUTES is "${minutes}": give a whole number from 1 to ${LONGEST_IDLE_MINUTES}.`,
    );
  if (given !== undefined && given !== '' && given.length < SHORTEST_SECRET)
    throw new CannotStart(
      `WAYMARK_SESSION_SECRET has ${given.length} characters: give ${SHORTEST_SECRET} or more, or leave it out.`,
    );
  const hosts = (env['WAYMARK_HOSTS'] ?? '').split(',').map((host) => host.trim().toLowerCase());
  return {
    databaseUrl,
    secret: given ? given : keptSecret(dataDir),
    idleMinutes,
    isSecure: isSwitchedOn(env, 'WAYMARK_HTTPS', false),
    hosts: hosts.filter((host) => host !== ''),
  };
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'session.secret');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    mkdirSync(dataDir, { recursive: true });
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(file, `${secret}\n`, { mode: 0o600 });
    return secret;
  }
}
