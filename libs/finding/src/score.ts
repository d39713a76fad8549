import { daysBetween } from '#calendar/plain-date';
import { closenesses, closenessOf, isOnlyHeard, type Closeness, type NameForm } from './closeness.ts';
import type { Details } from './details.ts';
import { isWholePostcode, outwardOf } from './folding.ts';
import { NEAR_EXPECTED_DAYS, slipBetween, yearsApart, type Slip } from './near-dates.ts';

/** How much two descriptions are alike, why in words, and whether they look like two children of one family. */
export interface Likeness {
  readonly score: number;
  readonly reasons: readonly string[];
  /** Of one family with another given name: a twin or another sibling rather than the same child. */
  readonly mayBeSibling: boolean;
  /** An identifier in common, or both names and the birth date exactly. */
  readonly isSame: boolean;
}

/**
 * What each agreement is worth, and each contradiction. A detail that one of the two lacks counts for nothing. The weights
 * follow how often two children agree by chance: an identifier never, a birth date seldom, a name often, an outward
 * postcode very often. A name or an address may change, a birth date does not, so contradicting it costs the most.
 */
export const weights = {
  family: { SAME: 30, PART: 25, TYPING: 22, SOUND: 21, BEGINS: 19, none: -5 },
  given: { SAME: 25, PART: 21, TYPING: 18, SOUND: 17, BEGINS: 16, none: -10 },
  /** What is taken off where given and family name stand the other way round. */
  exchanged: 4,
  birth: { SAME: 35, SWAPPED: 26, DIGIT: 25, DAYS: 24, YEAR: 22, none: -15 },
  expected: { SAME: 35, NEAR: 15, none: -15 },
  age: { SAME: 12, NEAR: 6, none: -15 },
  postcode: { WHOLE: 15, OUTWARD: 6 },
  identifier: 100,
} as const;

/**
 * Compares two descriptions of a child. It does not matter which is which; nothing is more like a description than itself;
 * and a detail more on which the two agree never makes them less alike. Property tests hold all three.
 */
export function likeness(a: Details, b: Details): Likeness {
  const names = ofNames(a, b);
  const birth = ofBirth(a, b);
  const postcode = ofPostcode(a, b);
  const hasIdentifier = a.identifiers.some((one) => b.identifiers.includes(one));
  const identifier = hasIdentifier ? { points: weights.identifier, reasons: ['same identifier'] } : nothing;
  const parts = [identifier, names, birth, postcode];
  const isSameBirth = a.birthDate !== undefined && a.birthDate === b.birthDate;
  return {
    score: parts.reduce((sum, { points }) => sum + points, 0),
    reasons: parts.flatMap(({ reasons }) => reasons),
    mayBeSibling: !hasIdentifier && names.isOtherOfFamily && (isSameBirth || postcode.points >= weights.postcode.WHOLE),
    isSame: hasIdentifier || (names.isExact && isSameBirth),
  };
}

interface Part {
  readonly points: number;
  readonly reasons: readonly string[];
}

const nothing: Part = { points: 0, reasons: [] };

interface NamesPart extends Part {
  readonly isExact: boolean;
  readonly isOtherOfFamily: boolean;
}

function ofNames(a: Details, b: Details): NamesPart {
  const [given, family] = [nearest(a.given, b.given), nearest(a.family, b.family)];
  const straight = pointsOf('given', given) + pointsOf('family', family);
  const across = [nearest(a.given, b.family), nearest(a.family, b.given)];
  const crossed = across.reduce((sum, one) => sum + (one?.closeness ? weights.given[one.closeness] : 0), 0);
  if (crossed - weights.exchanged > Math.max(straight, 0))
    return {
      points: crossed - weights.exchanged,
      reasons: ['given and family name exchanged'],
      isExact: false,
      isOtherOfFamily: false,
    };
  return {
    points: straight,
    reasons: [...worded('family name', family), ...worded('given name', given)],
    isExact: given?.closeness === 'SAME' && family?.closeness === 'SAME',
    isOtherOfFamily: family?.closeness !== undefined && given !== undefined && (!given.closeness || given.isOnlyHeard),
  };
}

/** How near the nearest two names of two lists are; undefined where one list is empty. */
interface Nearest {
  readonly closeness: Closeness | undefined;
  readonly isOnlyHeard: boolean;
}

function nearest(some: readonly NameForm[], others: readonly NameForm[]): Nearest | undefined {
  if (some.length === 0 || others.length === 0) return undefined;
  const pairs = some.flatMap((one) => others.map((other) => [one, other] as const));
  const found = pairs.map(([one, other]) => closenessOf(one, other));
  const closeness = closenesses.find((each) => found.includes(each));
  const heard = pairs.filter((_, i) => found[i] === closeness);
  return { closeness, isOnlyHeard: closeness === 'SOUND' && heard.every(([one, other]) => isOnlyHeard(one, other)) };
}

const pointsOf = (name: 'given' | 'family', found: Nearest | undefined): number =>
  found === undefined ? 0 : weights[name][found.closeness ?? 'none'];

const nameWords: Readonly<Record<Closeness, (name: string) => string>> = {
  SAME: (name) => `same ${name}`,
  PART: (name) => `part of the ${name} is the same`,
  TYPING: (name) => `${name} differs by one letter`,
  SOUND: (name) => `sounds-like ${name}`,
  BEGINS: (name) => `${name} begins alike`,
};

const worded = (name: string, found: Nearest | undefined): readonly string[] =>
  found === undefined ? [] : [found.closeness ? nameWords[found.closeness](name) : `other ${name}`];

const slipWords: Readonly<Record<Slip, string>> = {
  SWAPPED: 'birth date with day and month exchanged',
  DIGIT: 'birth date differs by one digit',
  DAYS: 'birth dates within two days',
  YEAR: 'birth dates a year apart',
};

function ofBirth(a: Details, b: Details): Part {
  if (a.birthDate !== undefined && b.birthDate !== undefined) {
    if (a.birthDate === b.birthDate) return { points: weights.birth.SAME, reasons: ['same birth date'] };
    const slip = slipBetween(a.birthDate, b.birthDate);
    return slip === undefined
      ? { points: weights.birth.none, reasons: ['other birth date'] }
      : { points: weights.birth[slip], reasons: [slipWords[slip]] };
  }
  return best([ofExpected(a, b), ofAge(a, b), ofAge(b, a)]);
}

/** A birth and the day it was expected on, or two such days. */
function ofExpected(a: Details, b: Details): Part | undefined {
  const [one, other] = [a.birthDate ?? a.expectedDate, b.birthDate ?? b.expectedDate];
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return { points: weights.expected.SAME, reasons: ['same expected birth date'] };
  return Math.abs(daysBetween(one, other)) <= NEAR_EXPECTED_DAYS
    ? { points: weights.expected.NEAR, reasons: ['birth within six weeks of the expected date'] }
    : { points: weights.expected.none, reasons: ['other birth date'] };
}

function ofAge({ age, birthDate }: Details, { birthDate: born, age: other }: Details): Part | undefined {
  if (age === undefined) return undefined;
  if (birthDate !== undefined || (born === undefined && other === undefined)) return undefined;
  const apart = born !== undefined ? yearsApart(born, age.years, age.on) : Math.abs(age.years - other!.years);
  if (apart === 0) return { points: weights.age.SAME, reasons: ['same age'] };
  return apart === 1
    ? { points: weights.age.NEAR, reasons: ['age a year apart'] }
    : { points: weights.age.none, reasons: ['other age'] };
}

const best = (parts: readonly (Part | undefined)[]): Part =>
  parts.filter((part) => part !== undefined).sort((one, other) => other.points - one.points)[0] ?? nothing;

function ofPostcode(a: Details, b: Details): Part {
  if (a.postcode === undefined || b.postcode === undefined) return nothing;
  const outward = outwardOf(a.postcode);
  if (a.postcode === b.postcode && isWholePostcode(a.postcode))
    return { points: weights.postcode.WHOLE, reasons: ['same postcode'] };
  return outward !== undefined && outward === outwardOf(b.postcode)
    ? { points: weights.postcode.OUTWARD, reasons: ['same postcode district'] }
    : nothing;
}
