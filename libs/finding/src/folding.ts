/** Letters that Unicode does not take apart into a plain letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};

/** A text in small letters without marks; what is no letter and no digit stays. */
const withoutMarks = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD') // small letters may be put together anew
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøđðłþħı]/g, (letter) => plainLetters[letter]!);

/** A name as names are compared: small letters and digits alone, so that "O’Brien-Núñez" is "obriennunez". */
export const folded = (name: string): string => withoutMarks(name).replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * The parts of a name, folded: "Anne-Marie van Dijk" is anne, marie, van, dijk. An apostrophe parts nothing, a hyphen and a
 * blank do. Parts of a single letter are initials and are left out where longer ones stand beside them.
 */
export function partsOf(name: string): readonly string[] {
  const parts = withoutMarks(name)
    .replaceAll(/['’‘`´.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
  const long = parts.filter((part) => part.length > 1);
  return [...new Set(long.length > 0 ? long : parts)];
}

/** A postcode as postcodes are compared: capitals and digits alone. */
export const foldedPostcode = (postcode: string): string => postcode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** The outward half of a postcode: B15 of "B15 2TT" and of "B15". Undefined for what is no postcode. */
export function outwardOf(postcode: string): string | undefined {
  const text = foldedPostcode(postcode);
  const whole = /^([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}$/.exec(text);
  return whole?.[1] ?? /^[A-Z]{1,2}\d[A-Z\d]?$/.exec(text)?.[0];
}

/** Whether a postcode is written with both its halves. */
export const isWholePostcode = (postcode: string): boolean =>
  /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(foldedPostcode(postcode));

/** A number or code of a child as such are compared. */
export const foldedIdentifier = (identifier: string): string => identifier.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
