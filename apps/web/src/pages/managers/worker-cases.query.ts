import { endSql } from '#measures/sql';
import type { PlainDate } from '#calendar/plain-date';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';

/** A case that a worker leads, with what is due first on it. */
export interface LedCase {
  readonly childId: string;
  readonly caseId: string;
  /** The first day as lead social worker, whatever post and team it was in. */
  readonly since: PlainDate;
  readonly team: string;
  readonly area: string;
  readonly nextDue: string | null;
  readonly nextDueOn: PlainDate | null;
  readonly breached: number;
}

/** The open cases that a worker leads on a day, what is due first on top. */
export const casesOfWorker = (sql: Sql, today: PlainDate, workerId: string): Promise<readonly LedCase[]> =>
  sql.query<LedCase>(
    `select t.child_id as "childId", t.case_id as "caseId", coalesce(begun.since, t."from")::text as since,
       coalesce(t.team, 'NO_TEAM') as team, coalesce(t.area, 'CITYWIDE') as area, due.clock as "nextDue",
       due.due_on::text as "nextDueOn", coalesce(due.breached, 0)::integer as breached
     from ${READING}.caseloads t
     left join lateral (
       select c.clock, c.due_on, count(*) filter (where c.overdue_from <= $1::date) over () as breached
       from ${READING}.clocks c where c.known_to is null and c.child_id = t.child_id and c.case_id = t.case_id
         and c."from" <= $1::date and ${endSql('c."to"')} > $1::date
       order by c.due_on, c.row_id limit 1) due on true
     left join lateral (
       select max(b."from") as since from ${READING}.caseloads b where b.known_to is null and b.child_id = t.child_id
         and b.case_id = t.case_id and b.worker_id = t.worker_id and b."from" <= t."from"
         and not exists (select from ${READING}.caseloads a where a.known_to is null and a.child_id = b.child_id
           and a.case_id = b.case_id and a.worker_id = b.worker_id and a."to" = b."from")) begun on true
     where t.known_to is null and t.worker_id = $2 and t."from" <= $1::date and ${endSql('t."to"')} > $1::date
     order by due.due_on nulls last, t.row_id`,
    [today, workerId],
  );
