/**
 * An address as it may be shown: without user, password, and settings that are secret. A password may hold anything, so all
 * up to the last `@` is left out, rather than what a rule of addresses takes for one.
 */
export function withoutPassword(url: string): string {
  const [, scheme = ''] = /^([a-z+]+:\/\/)?/i.exec(url)!;
  const rest = url.slice(Math.max(scheme.length, url.lastIndexOf('@') + 1));
  return `${scheme}${rest.replace(NO_PORT, '$1…').replaceAll(SECRET, '$1…')}`;
}

/** The same without any settings: what people call a store. */
export const nameOfStore = (url: string): string => withoutPassword(url).replace(/\?.*$/s, '');

/** `user:password` whose `@host` was forgotten. */
const NO_PORT = /^([^:/?,[]*:)(?!\d*(?:[/?,]|$))[^/?]*/;
const SECRET = /([?&](?:password|pass|pwd)=)[^&]*/gi;
