import { randomBytes, scryptSync } from 'node:crypto';

const COST = 2;

/**
 * A password as it is stored, sealed at hardly any cost, for the accounts of specs: a suite signs in dozens of times, and
 * each time at the true cost takes a core for a sixth of a second. The cost stands in it, so that it is recognised.
 */
export function sealedQuickly(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password.normalize('NFKC'), salt, 32, { N: COST, r: 8, p: 3 });
  return [salt.toString('base64'), key.toString('base64'), COST].join('$');
}
