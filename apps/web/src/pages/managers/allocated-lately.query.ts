import { addDays, type PlainDate } from '#calendar/plain-date';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { withinSql, type Within } from './within.ts';

/** A case that was given to a lead social worker. */
export interface AllocatedCase {
  readonly childId: string;
  readonly caseId: string;
  readonly workerId: string;
  readonly on: PlainDate;
  readonly team: string;
  readonly area: string;
}

const DAYS = 7;

/** The first stretch of each lead social worker's time with a case: where no other ends as it begins. */
const fromSql = `from ${READING}.caseloads t where t.known_to is null and t."from" > $1::date and t."from" <= $2::date and t.is_qualified
  and (t."to" is null or t."to" > t."from")
  and ${withinSql(`coalesce(t.area, 'CITYWIDE')`, `coalesce(t.team, 'NO_TEAM')`, '$3', '$4')}
  and not exists (select from ${READING}.caseloads b where b.known_to is null and b.child_id = t.child_id and b.case_id = t.case_id
    and b.worker_id = t.worker_id and b."to" = t."from")`;

const values = (today: PlainDate, { areas, teams }: Within): readonly unknown[] => [
  addDays(today, -DAYS),
  today,
  areas,
  teams,
];

/** The cases allocated to a qualified lead social worker in the last seven days, today included, the latest first. */
export const allocatedLately = (sql: Sql, today: PlainDate, within: Within): Promise<readonly AllocatedCase[]> =>
  sql.query<AllocatedCase>(
    `select t.child_id as "childId", t.case_id as "caseId", t.worker_id as "workerId", t."from"::text as on,
       coalesce(t.team, 'NO_TEAM') as team, coalesce(t.area, 'CITYWIDE') as area ${fromSql} order by t."from" desc, t.row_id`,
    values(today, within),
  );

/** How many there are. */
export async function allocatedLatelyCount(sql: Sql, today: PlainDate, within: Within): Promise<number> {
  const [row] = await sql.query<{ n: number }>(`select count(*)::integer as n ${fromSql}`, values(today, within));
  return row!.n;
}
