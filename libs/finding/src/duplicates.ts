import type { Sql } from '#projecting/reading-database';
import { candidatesFor, type Found } from './candidates.ts';
import { FINDING, knownBySql } from './finding-schema.ts';
import { comparable, type KnownBy } from './known-by.ts';

/** From this score on two records may be of one child: two of family name, given name and birth date, nearly the same. */
const MAY_BE_ONE = 45;
const MOST_DUPLICATES = 20;

/** Records that may be of the same child as one, the likeliest first. None for a record that was merged or is not there. */
export async function duplicatesOf(sql: Sql, childId: string): Promise<readonly Found[]> {
  const [known] = await sql.query<KnownBy>(`select ${knownBySql} from ${FINDING}.child where child_id = $1`, [childId]);
  if (known === undefined || known.mergedInto !== null) return [];
  const { postcode: _, ...lookedUp } = comparable(known); // neighbours are no duplicates
  const found = await candidatesFor(sql, comparable(known), lookedUp);
  return found
    .filter((one) => one.score >= MAY_BE_ONE && one.known.childId !== childId && !isAnother(known, one.known))
    .slice(0, MOST_DUPLICATES);
}

/** Whether two records are known to be of two children. What is said of a record merged since is said of its survivor. */
function isAnother(one: KnownBy, other: KnownBy): boolean {
  const names = ({ notSame, siblings }: KnownBy, { identifiers }: KnownBy) =>
    [...notSame, ...siblings].some((childId) => identifiers.includes(childId));
  return names(one, other) || names(other, one);
}

/** Two records that somebody asked to be merged. */
export interface PairAskedFor {
  readonly childId: string;
  readonly otherChildId: string;
}

/** Pairs of records, each once, that are to be merged and are still two. */
export function mergesAskedFor(sql: Sql): Promise<readonly PairAskedFor[]> {
  return sql.query<PairAskedFor>(
    `select c.child_id as "childId", o.child_id as "otherChildId"
     from ${FINDING}.child c cross join unnest(c.merge_asked) asked join ${FINDING}.child o on o.child_id = asked
     where c.merge_asked <> '{}' and c.child_id < o.child_id and c.merged_into is null and o.merged_into is null
       and not o.child_id = any(c.not_same)
     order by c.child_id, o.child_id`,
  );
}
