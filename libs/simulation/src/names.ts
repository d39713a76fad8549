import type { Random } from './random.ts';

// Common names, put together by chance: whoever bears one of the combinations does so by coincidence.
const givenNames = {
  F: 'Amelia Ava Ayesha Beth Chloe Daisy Ella Emily Fatima Freya Grace Hana Isla Jade Leah Lily Maya Mia Nadia Niamh Olivia Poppy Priya Rosie Ruby Sana Sophie Tia Zara Zoe'.split(
    ' ',
  ),
  M: 'Adam Alfie Amir Ben Callum Daniel Dylan Ethan Finn George Harry Hassan Idris Jack Jayden Kai Leo Liam Luca Max Mohammed Noah Omar Oscar Ravi Ryan Sam Theo Tom Yusuf'.split(
    ' ',
  ),
} as const;
const familyNames =
  'Adams Ahmed Ali Bailey Begum Brown Clarke Cooper Davies Edwards Evans Green Hall Harris Hussain Jackson Johnson Jones Khan King Lewis Martin Mason Mitchell Morgan Morris Patel Phillips Roberts Shah Singh Smith Taylor Thomas Turner Walker Ward White Williams Wright'.split(
    ' ',
  );
// The streets of no city: an invented first word before an ordinary second one.
const streetWords =
  'Alderholt Brackenmere Coppersley Dunmarrow Elderwick Fenhallow Gorsebeck Hazelmarsh Larkenfield Mossington Quarrybank Rookhampton'.split(
    ' ',
  );
const streetKinds = 'Road Street Avenue Close Lane Grove Crescent Way'.split(' ');
/** Postcode districts that are not in use: XX is no postcode area of the United Kingdom. */
const districts = { EAST: ['XX1', 'XX2', 'XX3'], NWC: ['XX4', 'XX5', 'XX6'], SOUTH: ['XX7', 'XX8', 'XX9'] } as const;

export type Area = keyof typeof districts;

export const familyName = (random: Random): string => random.pick(familyNames);

/** A given name for a child of this sex; the unborn (U) have none. */
export function givenName(sex: 'F' | 'M' | 'U', random: Random): string | undefined {
  return sex === 'U' ? undefined : random.pick(givenNames[sex]);
}

/** A worker's whole name. */
export const workerName = (random: Random): string =>
  `${random.pick(givenNames[random.pick(['F', 'F', 'F', 'M'] as const)])} ${familyName(random)}`;

/** A house in an invented street, and its postcode in a district of the area. */
export function address(area: Area, random: Random): { readonly address: string; readonly postcode: string } {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ';
  const inward = `${random.whole(1, 9)}${random.pick([...letters])}${random.pick([...letters])}`;
  return {
    address: `${random.whole(1, 180)} ${random.pick(streetWords)} ${random.pick(streetKinds)}`,
    postcode: `${random.pick(districts[area])} ${inward}`,
  };
}
