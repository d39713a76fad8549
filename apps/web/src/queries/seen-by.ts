import { endSql } from '#measures/sql';
import { isOfWholeAuthority, opening, recordPlace } from '#access/opening';
import type { BreakGlass } from '#access/break-glass';
import { may, type Person } from '#access/person';
import { READING } from '#projecting/reading-schema';
import { restrictedChildren } from '#waymark/restricted';
import type { Waymark } from '../waymark.ts';
import { knownChild } from './known-child.ts';

/** What of an answer whoever asks may see. */
export interface SeenBy {
  /** The restricted children whose records open for them nonetheless. */
  readonly mayOpen: ReadonlySet<string>;
  /** Names, addresses and what was written. */
  readonly showsPersonal: boolean;
}

/** Somebody who sees no restricted record. */
export const asOperator: SeenBy = { mayOpen: new Set(), showsPersonal: true };

/** What a person may see, as their account and the records they have opened for a reason say now. */
export const seenBy = async (waymark: Waymark, breakGlass: BreakGlass, person: Person): Promise<SeenBy> => ({
  mayOpen: await openableRestricted(waymark, breakGlass, person),
  showsPersonal: may(person, 'see-personal-details'),
});

/**
 * The restricted children whose records open for a person: opened for a reason, their own case, their team's, or one whose
 * restriction names them. The rule is `opening`'s, held against each record that it could be.
 */
async function openableRestricted(
  waymark: Waymark,
  breakGlass: BreakGlass,
  person: Person,
): Promise<ReadonlySet<string>> {
  if (!may(person, 'open-records')) return new Set();
  const [restricted, opened] = await Promise.all([restrictedChildren(waymark.database), breakGlass.openedBy(person)]);
  const could = new Set([...opened, ...(await theirs(waymark, person)), ...(await namedIn(waymark, person))]);
  const opens = await Promise.all(
    [...could]
      .filter((childId) => restricted.has(childId))
      .map((childId) => opensFor(waymark, person, childId, opened)),
  );
  return new Set(opens.flat());
}

async function opensFor(
  waymark: Waymark,
  person: Person,
  childId: string,
  opened: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { journey } = await knownChild(waymark.store, childId, null);
  const isOpen = opening(person, recordPlace(journey, waymark.today()), opened.has(childId)) === 'OPEN';
  return isOpen ? [childId] : [];
}

/** The children restricted to a team whose case is with one of the person's teams, or is the person's own. */
async function theirs(waymark: Waymark, { teams, workerId }: Person): Promise<readonly string[]> {
  if (teams.length === 0 && workerId === undefined) return [];
  const rows = await waymark.database.query<{ child_id: string }>(theirsSql, [
    waymark.today(),
    teams,
    workerId ?? null,
  ]);
  return rows.map((row) => row.child_id);
}

/** The stretches of today that say who holds a child's open case, with or without a lead social worker. */
const heldToday = ['open_cases', 'unallocated_cases', 'caseloads'].map(
  (table) =>
    `select child_id, team, area, ${table === 'caseloads' ? 'worker_id' : 'null'} as worker from ${READING}.${table} t
     where known_to is null and "from" <= $1 and ${endSql('"to"')} > $1`,
);
const heldSql = heldToday.join(' union all ');
const theirsSql = `
  select child_id from ${READING}.children where known_to is null and is_restricted and child_id in (
    select child_id from (${heldSql}) held where team = any($2) or worker = $3)`;
const elsewhereSql = `
  select child_id from (${heldSql}) held where child_id = any($5) group by child_id
  having not bool_or(coalesce(team = any($2), false) or coalesce(worker = $3, false) or coalesce(area = any($4), false))`;

/**
 * Those of some children whose open case is another area's or team's, as a list may say. Whether a record opens is
 * `opening`'s to decide, from the record itself.
 */
export async function heldElsewhere(
  waymark: Waymark,
  person: Person,
  childIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (isOfWholeAuthority(person) || childIds.length === 0) return new Set();
  const { areas, teams, workerId } = person;
  const values = [waymark.today(), teams, workerId ?? null, areas, childIds];
  const rows = await waymark.database.query<{ child_id: string }>(elsewhereSql, values);
  return new Set(rows.map((row) => row.child_id));
}

/** The children whose restriction names, or once named, the person. */
async function namedIn({ store }: Waymark, { workerId }: Person): Promise<readonly string[]> {
  if (workerId === undefined) return [];
  const restrictions = await store.readTypes(['RecordRestricted']);
  return restrictions
    .filter(({ data }) => Array.isArray(data['allowed']) && (data['allowed'] as unknown[]).includes(workerId))
    .map(({ childId }) => childId);
}
