import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { ACCESS } from './access-schema.ts';

/** Somebody who opened the record of a child whose case was never theirs. */
export interface OpenedUnallocated {
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly childId: string;
  readonly times: number;
  readonly lastAt: string;
}

/** An open account that nobody has used for long. */
export interface Dormant {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  /** Null where it was never used. */
  readonly lastAt: string | null;
}

/** Those who work on cases of their own: managers, chairs and the front door open other records as a matter of course. */
const caseworkers = ['SW', 'PA', 'EHW', 'PLC', 'LEG'];
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Who among the caseworkers opened a record since an instant although no case of the child was ever allocated to them or
 * held by a team of theirs; most often first. One of the queries that find out curiosity (peer review, monthly).
 */
export function openedUnallocated(sql: Sql, since: string, limit: number): Promise<readonly OpenedUnallocated[]> {
  return sql.query<OpenedUnallocated>(
    `select a.username, c.display_name as "displayName", c.role, a.child_id as "childId", count(*)::int as times,
       ${instant('max(a.at)')} as "lastAt"
     from ${ACCESS}.audit a join ${ACCESS}.accounts c using (account_id)
     where a.at >= $1 and a.action = 'VIEW' and a.outcome = 'DONE' and a.child_id is not null and a.role = any($2)
       and not exists (select 1 from ${READING}.caseloads l where l.child_id = a.child_id
         and (l.worker_id = c.worker_id or l.team = any(c.teams)))
       and not exists (select 1 from ${READING}.unallocated_cases l where l.child_id = a.child_id and l.team = any(c.teams))
     group by 1, 2, 3, 4 order by times desc, max(a.at) desc, 1, 4 limit $3`,
    [since, caseworkers, limit],
  );
}

/** Open accounts that were opened before an instant and have left no line in the audit since; the longest unused first. */
export function dormantAccounts(sql: Sql, since: string): Promise<readonly Dormant[]> {
  return sql.query<Dormant>(
    `select account_id as "accountId", c.username, display_name as "displayName", c.role, ${instant('used.at')} as "lastAt"
     from ${ACCESS}.accounts c left join lateral (
       select max(at) as at from ${ACCESS}.audit a where a.username = c.username and a.account_id = c.account_id) used on true
     where closed_at is null and created_at < $1 and coalesce(used.at, '-infinity') < $1
     order by used.at nulls first, c.username`,
    [since],
  );
}
