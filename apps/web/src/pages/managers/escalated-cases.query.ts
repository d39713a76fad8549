import { endSql } from '#measures/sql';
import type { PlainDate } from '#calendar/plain-date';
import type { Instant } from '#calendar/instant';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { withinSql, type Within } from './within.ts';

/** Something that waited too long, that went to a senior, and that nobody has taken up. */
export interface EscalatedCase {
  readonly escalationId: string;
  readonly childId: string;
  readonly queue: 'UNALLOCATED' | 'CONTACT';
  readonly toRole: 'TM' | 'SM';
  readonly waitedSince: PlainDate;
  readonly escalatedAt: Instant;
  readonly team: string;
  readonly area: string;
}

/** What went to one of the roles and is open today, the longest wait first. */
export const escalatedCases = (
  sql: Sql,
  today: PlainDate,
  { areas, teams }: Within,
  toRoles: readonly string[],
): Promise<readonly EscalatedCase[]> =>
  sql.query<EscalatedCase>(
    `select escalation_id as "escalationId", child_id as "childId", queue, to_role as "toRole", waited_since::text as "waitedSince",
       escalated_at as "escalatedAt", coalesce(team, 'NO_TEAM') as team, coalesce(area, 'CITYWIDE') as area
     from ${READING}.escalations t where t.known_to is null and t."from" <= $1::date and ${endSql('t."to"')} > $1::date
       and ${withinSql(`coalesce(t.area, 'CITYWIDE')`, `coalesce(t.team, 'NO_TEAM')`, '$2', '$3')} and to_role = any($4)
     order by waited_since, row_id`,
    [today, areas, teams, toRoles],
  );
