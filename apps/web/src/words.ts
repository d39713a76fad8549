/** What the program shortens and people do not. */
const spelledOut: Readonly<Record<string, string>> = {
  Cp: 'child protection',
  Cin: 'child in need',
  Uasc: 'unaccompanied child',
};

/** A name of the program as people write it: `InitialConferenceHeld` is "Initial conference held". */
export function wordsOf(name: string): string {
  const words = name.split(/(?=[A-Z])|(?<=[a-z])(?=\d)/).map((word) => spelledOut[word] ?? word.toLowerCase());
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
