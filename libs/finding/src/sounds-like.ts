/** Spellings that English ears hear as one sound, in the order they are replaced. Capitals are sounds that have no letter. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/^(kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^ps/, 's'],
  [/^x/, 's'],
  [/^mac(?=[^aeiouy])/, 'mk'],
  [/^mc/, 'mk'],
  [/tch/g, 'X'],
  [/sch/g, 'sk'],
  [/chr/g, 'kr'],
  [/ch|sh/g, 'X'],
  [/ph/g, 'f'],
  [/th/g, 'T'],
  [/dg(?=[eiy])/g, 'j'],
  [/gh(?=t|$)/g, ''],
  [/gh/g, 'g'],
  [/c(?=[eiy])/g, 's'],
  [/ck|c|q/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/g(?=[eiy])/g, 'j'],
  [/v/g, 'f'],
  [/d/g, 't'],
  [/[wh](?![aeiouy])/g, ''],
  [/(?<=.)h/g, ''],
];

/**
 * How a folded name sounds: its consonants as an English ear takes them in, and one sign for a vowel at the beginning, so that
 * Catherine and Kathryn, Mohammed and Muhammad, Aisha and Ayesha are the same. Names in other scripts sound as they are written.
 */
export function soundOf(foldedName: string): string {
  if (!/^[a-z]+$/.test(foldedName)) return foldedName;
  const heard = sounds.reduce((text, [spelling, sound]) => text.replaceAll(asGlobal(spelling), sound), foldedName);
  const [first = '', rest] = [heard[0], heard.slice(1)];
  const consonants = rest.replaceAll(/[aeiouy]/g, ' ');
  const begins = /[aeiou]/.test(first) ? 'a' : first;
  return (begins + consonants).replaceAll(/([^ ])\1+/g, '$1').replaceAll(' ', '');
}

const asGlobal = (pattern: RegExp): RegExp =>
  pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
