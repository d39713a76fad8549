import type { PlainDate } from '#calendar/plain-date';
import { conditionSql, placeSql, tableOf } from '#measures/sql';
import { unq } from '#projections/unallocated/un-q-cases-waiting-for-a-lead-social-worker.measure';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import type { QueueFilters, QueueSort } from './queue-filters.ts';
import { withinSql, type Within } from './within.ts';

/** One case of the queue. */
export interface QueuedCase {
  readonly childId: string;
  readonly caseId: string;
  readonly referredOn: PlainDate;
  /** The first day without a lead social worker. */
  readonly waitingSince: PlainDate;
  readonly source: string;
  readonly nextDue: string | null;
  readonly nextDueOn: PlainDate | null;
  readonly isAccepted: boolean;
  readonly team: string;
  readonly area: string;
}

/** What a look at the queue asks: the part of the authority, and what else narrows it. */
export interface QueueAsked extends Pick<QueueFilters, 'team' | 'isOverdue' | 'accepted' | 'days'> {
  readonly today: PlainDate;
  readonly within: Within;
}

/** How many cases there are, and a mark that is another one as soon as one of them says something else. */
export interface QueueMark {
  readonly count: number;
  readonly mark: string;
}

export const QUEUE_PAGE = 100;

const { team, area } = placeSql(unq.numerator);

/** The rows of the measure UN-Q by its own condition, so that the queue cannot disagree with the figure. */
const fromSql = `from ${READING}.${tableOf(unq.numerator.projection)} t where ${conditionSql(unq.numerator, READING)}
  and ${withinSql(area, team, '$5', '$6')} and ($7::text is null or ${team} = $7)
  and (not $8::boolean or t.next_due_on < $3::date) and ($9::boolean is null or t.is_accepted = $9)
  and ($10::integer is null or $3::date - t.waiting_since >= $10)`;

const values = ({ today, within, team: only, isOverdue, accepted, days }: QueueAsked): readonly unknown[] => [
  ...[today, today, today, null, within.areas, within.teams, only ?? null, isOverdue],
  ...[accepted === undefined ? null : accepted === 'yes', days ?? null],
];

const columns: Readonly<Record<QueueSort, string>> = {
  due: 't.next_due_on',
  waiting: '$3::date - t.waiting_since',
  referred: 't.referred_on',
  team,
  area,
  source: 't.source',
};

/** One page of the queue, sorted; of those alike what has waited longest comes first. */
export function queuedCases(
  sql: Sql,
  asked: QueueAsked,
  { sort, order }: Pick<QueueFilters, 'sort' | 'order'>,
  offset: number,
): Promise<readonly QueuedCase[]> {
  const direction = order === 'descending' ? 'desc' : 'asc';
  return sql.query<QueuedCase>(
    `select child_id as "childId", case_id as "caseId", referred_on::text as "referredOn", waiting_since::text as "waitingSince",
       source, next_due as "nextDue", next_due_on::text as "nextDueOn", is_accepted as "isAccepted", ${team} as team, ${area} as area
     ${fromSql} order by ${columns[sort]} ${direction} nulls last, t.waiting_since, t.row_id limit ${QUEUE_PAGE} offset $11`,
    [...values(asked), offset],
  );
}

/** How many cases the queue holds. */
export async function queueCount(sql: Sql, asked: QueueAsked): Promise<number> {
  const [row] = await sql.query<{ n: number }>(`select count(*)::integer as n ${fromSql}`, values(asked));
  return row!.n;
}

/** The count with its mark. A record that is restricted meanwhile changes the mark too: its line becomes a marker. */
export async function queueMark(sql: Sql, asked: QueueAsked): Promise<QueueMark> {
  const [row] = await sql.query<QueueMark>(
    `select count(*)::integer as count, md5(coalesce(string_agg(concat(t.row_id, '@', t.from_position, t.child_id in
       (select c.child_id from ${READING}.children c where c.known_to is null and c.is_restricted)), ',' order by t.row_id), '') || $3::text) as mark
     ${fromSql}`,
    values(asked),
  );
  return row!;
}

/** The areas and teams that have a case waiting anywhere, for the filters. */
export async function placesOfQueue(sql: Sql, today: PlainDate): Promise<Within> {
  const rows = await sql.query<{ team: string; area: string }>(
    `select distinct ${team} as team, ${area} as area from ${READING}.${tableOf(unq.numerator.projection)} t where ${conditionSql(unq.numerator, READING)}`,
    [today, today, today, null],
  );
  const sorted = (names: readonly string[]) => [...new Set(names)].sort();
  return { areas: sorted(rows.map((row) => row.area)), teams: sorted(rows.map((row) => row.team)) };
}
