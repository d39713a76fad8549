import { CannotStart } from './listen.ts';

const ON = ['on', 'true', 'yes', '1'];
const OFF = ['off', 'false', 'no', '0'];

/**
 * Whether a setting of the environment is on; as it usually is when it is left out or empty. Refuses (CannotStart) a word that
 * says neither, for a program that took it for one of the two would do the opposite of what was meant.
 */
export function isSwitchedOn(env: NodeJS.ProcessEnv, name: string, usually: boolean): boolean {
  const word = (env[name] ?? '').trim().toLowerCase();
  if (word === '') return usually;
  if (ON.includes(word)) return true;
  if (OFF.includes(word)) return false;
  throw new CannotStart(`${name} is "${env[name]}": give on or off, or leave it out for ${usually ? 'on' : 'off'}.`);
}
