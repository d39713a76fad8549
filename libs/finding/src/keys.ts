import { SHORTEST_BEGINNING, SHORTEST_MISTYPED, type NameForm } from './closeness.ts';
import type { Details } from './details.ts';
import { isWholePostcode, outwardOf } from './folding.ts';
import { datesNear, monthsAround, monthsOfAge } from './near-dates.ts';

/*
 * What the index holds of a child is a set of keys, each a letter and a value; a search is an expression over keys, as
 * PostgreSQL's full-text search has them (tsvector, tsquery), where one index answers any mixture of them.
 * Names: g, f (given, family) whole and in parts; s, t how they sound; v, w the whole with one letter left out.
 * b birth date, m its month, e month of an expected birth, p postcode, o its outward half, i identifiers.
 */
interface NameKeys {
  readonly name: string;
  readonly sound: string;
  readonly typing: string;
}
const given: NameKeys = { name: 'g', sound: 's', typing: 'v' };
const family: NameKeys = { name: 'f', sound: 't', typing: 'w' };

/** The keys that a child is found by. */
export function keysOf(details: Details): readonly string[] {
  const { birthDate, expectedDate, postcode, identifiers } = details;
  const outward = postcode === undefined ? undefined : outwardOf(postcode);
  return [
    ...new Set([
      ...details.given.flatMap((form) => nameKeys(given, form)),
      ...details.family.flatMap((form) => nameKeys(family, form)),
      ...(birthDate === undefined ? [] : [`b${birthDate}`, `m${birthDate.slice(0, 7)}`]),
      ...(birthDate !== undefined || expectedDate === undefined ? [] : [`e${expectedDate.slice(0, 7)}`]),
      ...(postcode === undefined ? [] : [`p${postcode}`]),
      ...(outward === undefined ? [] : [`o${outward}`]),
      ...identifiers.map((one) => `i${one}`),
    ]),
  ];
}

const nameKeys = (kind: NameKeys, { whole, parts, sounds }: NameForm): readonly string[] => [
  ...[whole, ...parts].map((one) => kind.name + one),
  ...sounds.map((sound) => kind.sound + sound),
  ...mistyped(whole).map((one) => kind.typing + one),
];

/** A name and all it becomes with one letter left out: two names a slip apart have one of these in common. */
function mistyped(whole: string): readonly string[] {
  if (whole.length < SHORTEST_MISTYPED) return [];
  return [whole, ...[...whole].map((_, i) => whole.slice(0, i) + whole.slice(i + 1))];
}

/**
 * What a search asks of the index: steps, each tried when the one before has found nobody. A step is a list of alternatives, and
 * an alternative a list of expressions that all hold (kept apart, because the index meets two short ones faster than a long one).
 */
export interface Sought {
  readonly steps: readonly (readonly (readonly string[])[])[];
  /** Single expressions with what meeting them is worth: enough to keep the best where there are too many to weigh. */
  readonly worth: readonly { readonly expression: string; readonly points: number }[];
}

/**
 * The steps for a description: two strong details agree (a name, a birth date, a whole postcode), or a strong and a weak one
 * (an age, a postcode district), or one alone. An identifier is enough at every step. No steps where nothing can be looked up.
 */
export function soughtFor(details: Details): Sought {
  const names = {
    given: nameSought(given, details.given),
    family: nameSought(family, details.family),
    // Somebody may have written them the other way round.
    givenAsFamily: nameSought(family, details.given),
    familyAsGiven: nameSought(given, details.family),
  };
  const { birth, age } = { birth: birthSought(details), age: ageSought(details) };
  const { whole, district } = postcodeSought(details);
  const identifier = any(details.identifiers.map((one) => key(`i${one}`)));
  const eachName = Object.values(names);
  const strong = alternatives([
    [names.given, names.family],
    [names.givenAsFamily, names.familyAsGiven],
    ...eachName.flatMap((name) => [
      [name, birth],
      [name, whole],
    ]),
    [birth, whole],
  ]);
  const mixed = alternatives([...eachName, birth].flatMap((one) => [age, district].map((weak) => [one, weak])));
  const single = alternatives([...eachName, birth, whole].map((one) => [one]));
  const weak = alternatives([[age], [district]]);
  const steps = [strong, mixed, single, weak].filter((step) => step.length > 0);
  const always = alternatives([[identifier]]);
  return {
    steps: steps.length === 0 && always.length > 0 ? [always] : steps.map((step) => [...always, ...step]),
    worth: worthOf(details, { ...names, birth, age, whole, district, identifier }),
  };
}

/** Those of which every expression is there, each once. */
const alternatives = (all: readonly (readonly (string | undefined)[])[]): readonly (readonly string[])[] => [
  ...new Map(
    all
      .filter((one): one is readonly string[] => one.every((expression) => expression !== undefined))
      .map((one) => [one.join(' & '), one]),
  ).values(),
];

function worthOf(details: Details, found: Readonly<Record<string, string | undefined>>): Sought['worth'] {
  const same = (letter: string, forms: readonly NameForm[]) => any(forms.map(({ whole }) => key(letter + whole)));
  const worth: readonly (readonly [string | undefined, number])[] = [
    [found['identifier'], 100],
    [found['family'], 21],
    [same('f', details.family), 9],
    [found['given'], 17],
    [same('g', details.given), 8],
    [found['familyAsGiven'], 4],
    [found['birth'], 24],
    [details.birthDate && key(`b${details.birthDate}`), 11],
    [found['age'], 9],
    [found['district'], 6],
    [found['whole'], 9],
  ];
  return worth.flatMap(([expression, points]) => (expression ? [{ expression, points }] : []));
}

function nameSought(kind: NameKeys, forms: readonly NameForm[]): string | undefined {
  return any(
    forms.flatMap(({ whole, parts, sounds }) => [
      key(kind.name + whole, whole.length >= SHORTEST_BEGINNING),
      ...[...parts, ...beginningsOf(whole)].map((one) => key(kind.name + one)),
      ...sounds.map((sound) => key(kind.sound + sound)),
      ...mistyped(whole).map((one) => key(kind.typing + one)),
    ]),
  );
}

const beginningsOf = (whole: string): readonly string[] =>
  Array.from({ length: Math.max(0, whole.length - SHORTEST_BEGINNING) }, (_, i) =>
    whole.slice(0, i + SHORTEST_BEGINNING),
  );

function birthSought({ birthDate, expectedDate }: Details): string | undefined {
  const around = birthDate ?? expectedDate;
  if (around === undefined) return undefined;
  const expected = monthsAround(around).map((month) => key(`e${month}`));
  const born = birthDate === undefined ? monthsAround(around).map((month) => key(`m${month}`)) : [];
  return any([
    ...(birthDate === undefined ? [] : datesNear(birthDate)).map((on) => key(`b${on}`)),
    ...born,
    ...expected,
  ]);
}

const ageSought = ({ age }: Details): string | undefined =>
  age && any(monthsOfAge(age.years, age.on).map((month) => key(`m${month}`)));

function postcodeSought({ postcode }: Details): { readonly whole?: string; readonly district?: string } {
  if (postcode === undefined) return {};
  const outward = outwardOf(postcode);
  return {
    ...(isWholePostcode(postcode) || outward === undefined ? { whole: key(`p${postcode}`) } : {}),
    ...(outward === undefined ? {} : { district: key(`o${outward}`) }),
  };
}

/** One key as a tsquery writes it. */
const key = (value: string, begins = false): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${begins ? ':*' : ''}`;

const any = (expressions: readonly (string | undefined)[]): string | undefined => {
  const there = [...new Set(expressions.filter((one) => one !== undefined))];
  return there.length === 0 ? undefined : `(${there.join(' | ')})`;
};
