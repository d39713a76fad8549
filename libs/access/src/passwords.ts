import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** As OWASP's cheat sheet on storing passwords has it for scrypt: 32 MiB and three lanes. */
const COST = 2 ** 15;
const LANES = { r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;

const derived = (password: string, salt: Buffer, N: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, ...LANES }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );

/**
 * A password as it is stored: salt and key, base64, apart by a dollar. What is sealed at another cost than ours says so in a
 * third part ("libs/testing/src/sealed-quickly.ts"); here nothing is ever sealed at another.
 */
export async function sealedPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('base64')}$${(await derived(password, salt, COST)).toString('base64')}`;
}

/** Whether it is the password that was stored. Takes as long when there is none, so that nobody learns which names exist. */
export async function isPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const [salt = '', key = '', cost = COST] = (stored ?? NOBODYS).split('$');
  const made = await derived(password.slice(0, LONGEST_PASSWORD), Buffer.from(salt, 'base64'), Number(cost));
  const same = timingSafeEqual(made, Buffer.from(key, 'base64'));
  return same && stored != null;
}

const NOBODYS = `${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(KEY_BYTES).toString('base64')}`;

/** Why a password is not accepted, in words; undefined for a good one. Length is what protects; no rules of composition. */
export function whyNotPassword(password: string, username: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD) return `Enter a password of ${SHORTEST_PASSWORD} characters or more`;
  if (password.length > LONGEST_PASSWORD) return `Enter a password of ${LONGEST_PASSWORD} characters or fewer`;
  if (password.toLowerCase().includes(username.toLowerCase()))
    return 'Enter a password that does not hold the username';
  if (new Set(password).size < 5) return 'Enter a password with more different characters';
  return undefined;
}
