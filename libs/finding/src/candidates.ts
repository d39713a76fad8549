import type { Sql } from '#projecting/reading-database';
import type { PlainDate } from '#calendar/plain-date';
import { detailsOf, type Details } from './details.ts';
import { FINDING, knownBySql } from './finding-schema.ts';
import { soughtFor, type Sought } from './keys.ts';
import { comparable, type KnownBy } from './known-by.ts';
import { likeness, type Likeness } from './score.ts';

/** What somebody searches by. Whatever is left out is not known. */
export interface Search {
  /** First and middle names, as far as they are known: a beginning is enough, and so is what sounds like it. */
  readonly givenName?: string;
  readonly familyName?: string;
  readonly dob?: PlainDate;
  /** Years of age, where no date is known. */
  readonly age?: number;
  /** Whole, or its outward half alone. */
  readonly postcode?: string;
  /** The child's id, the authority's number or the pupil number. */
  readonly identifier?: string;
}

/** A record that the search may be about, and how much it is like what was asked for. */
export interface Found extends Likeness {
  readonly known: KnownBy;
}

/** So many candidates are weighed at most; the index has sorted the likeliest to the front. */
const MOST_WEIGHED = 300;

/** A search as details that can be compared. */
export const detailsOfSearch = (
  { givenName, familyName, dob, age, postcode, identifier }: Search,
  today: PlainDate,
): Details =>
  detailsOf({
    ...(givenName === undefined ? {} : { givenNames: [givenName] }),
    ...(familyName === undefined ? {} : { familyNames: [familyName] }),
    ...(dob === undefined ? {} : { birthDate: dob }),
    ...(age === undefined || dob !== undefined ? {} : { age: { years: age, on: today } }),
    ...(postcode === undefined ? {} : { postcode }),
    ...(identifier === undefined ? {} : { identifiers: [identifier] }),
  });

/**
 * The records that are like some details, the likeliest first, and those alike in the order of their ids. At least two of the
 * details agree, or an identifier does; where no record has that, or only one detail is known, one is enough. They are looked
 * up by `lookedUp`, where that is not all that is compared.
 */
export async function candidatesFor(
  sql: Sql,
  details: Details,
  lookedUp: Details = details,
): Promise<readonly Found[]> {
  const { steps, worth } = soughtFor(lookedUp);
  for (const step of steps) {
    const rows = await candidates(sql, step, worth);
    const found = rows
      .map((known): Found => ({ known, ...likeness(details, comparable(known)) }))
      .filter(({ score }) => score > 0);
    if (found.length > 0) return found.sort(likeliestFirst);
  }
  return [];
}

/** At the same score somebody of another given name, perhaps a twin, stands behind. */
const likeliestFirst = (a: Found, b: Found): number =>
  b.score - a.score || Number(a.mayBeSibling) - Number(b.mayBeSibling) || (a.known.childId < b.known.childId ? -1 : 1);

function candidates(sql: Sql, step: Sought['steps'][number], worth: Sought['worth']): Promise<KnownBy[]> {
  const values: unknown[] = [worth.map((one) => one.expression), worth.map((one) => one.points), MOST_WEIGHED];
  const holds = (expression: string) => `keys @@ $${values.push(expression)}::tsquery`;
  const alternatives = step.map((all) => `(${all.map(holds).join(' and ')})`);
  return sql.query<KnownBy>(
    `select ${knownBySql} from ${FINDING}.child c where ${alternatives.join(' or ')}
     order by (select coalesce(sum(points), 0) from unnest($1::tsquery[], $2::integer[]) w(expression, points)
               where c.keys @@ expression) desc, child_id
     limit $3`,
    values,
  );
}
