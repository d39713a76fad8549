import { endSql } from '#measures/sql';
import { addDays, type PlainDate } from '#calendar/plain-date';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { withinSql, type Within } from './within.ts';

/** A worker in post, with what matters to whoever gives them a case. */
export interface WorkerInPost {
  readonly workerId: string;
  readonly team: string | null;
  readonly area: string | null;
  readonly teamType: string | null;
  readonly role: string;
  readonly employment: string;
  readonly isQualified: boolean;
  readonly fteHundredths: number;
  /** The last day of the assessed and supported year in employment, where it is not over. */
  readonly asyeUntil: PlainDate | null;
  /** Open cases they lead today. */
  readonly cases: number;
  /** The leave they are on, or the next one within four weeks. */
  readonly leaveFrom: PlainDate | null;
  readonly leaveUntil: PlainDate | null;
  readonly leaveReason: string | null;
}

const LOOK_AHEAD_DAYS = 28;

const isOpen = (t: string): string =>
  `${t}.known_to is null and ${t}."from" <= $1::date and ${endSql(`${t}."to"`)} > $1::date`;

/**
 * The workers in post on a day in a part of the authority, by id; or one worker, wherever. Workers whom nobody registered
 * are among them as soon as they lead a case: qualified, with one whole post, in the team that holds it.
 */
export const workersInPost = (
  sql: Sql,
  today: PlainDate,
  { areas, teams }: Within,
  workerId?: string,
): Promise<readonly WorkerInPost[]> =>
  sql.query<WorkerInPost>(
    `with led as (
       select t.worker_id, count(*)::integer as cases, min(t.team) as team, min(t.area) as area, min(t.team_type) as team_type
       from ${READING}.caseloads t where ${isOpen('t')} group by 1),
     held as (
       select t.worker_id, t.team, t.area, t.team_type, t.role, t.employment, t.is_qualified, t.fte_hundredths
       from ${READING}.posts t where ${isOpen('t')}
       union all
       select l.worker_id, l.team, l.area, l.team_type, 'NOT_REGISTERED', 'NOT_KNOWN', true, 100 from led l
       where not exists (select from ${READING}.posts p where p.known_to is null and p.worker_id = l.worker_id)),
     assessed as (
       select worker_id, max("to") as over from ${READING}.posts where known_to is null and is_asye group by 1)
     select h.worker_id as "workerId", h.team, h.area, h.team_type as "teamType", h.role, h.employment, h.is_qualified as "isQualified",
       h.fte_hundredths as "fteHundredths", coalesce(l.cases, 0) as cases,
       case when a.over > $1::date then (a.over - 1)::text end as "asyeUntil",
       away."from"::text as "leaveFrom", (away."to" - 1)::text as "leaveUntil", away.reason as "leaveReason"
     from held h left join led l using (worker_id) left join assessed a using (worker_id)
     left join lateral (select v."from", v."to", v.reason from ${READING}.planned_leave v where v.known_to is null
       and v.worker_id = h.worker_id and v."to" > $1::date and v."from" <= $2::date order by v."from" limit 1) away on true
     where case when $5::text is null then ${withinSql('h.area', 'h.team', '$3', '$4')} else h.worker_id = $5 end
     order by h.worker_id`,
    [today, addDays(today, LOOK_AHEAD_DAYS), areas, teams, workerId ?? null],
  );

/** Every leave of a worker that is not over, the earliest first. */
export const leaveAhead = (
  sql: Sql,
  today: PlainDate,
  workerId: string,
): Promise<readonly { readonly from: PlainDate; readonly until: PlainDate; readonly reason: string }[]> =>
  sql.query(
    `select "from"::text as from, ("to" - 1)::text as until, reason from ${READING}.planned_leave
     where known_to is null and worker_id = $2 and "to" > $1::date order by 1`,
    [today, workerId],
  );
