import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { clocks } from '#projections/clocks/clocks.projection';
import { knownSql, endSql } from '#measures/sql';
import { READING } from '#projecting/reading-schema';
import { dueOf, type Due, type OpenClock, type Standing } from '#waymark/forecast';
import type { Waymark } from '../../waymark.ts';

/** Something that is to be done, with the words a page shows. */
export interface ShownClock extends Pick<Due, 'clock' | 'dueOn' | 'standing' | 'workingDaysLeft' | 'worker' | 'team'> {
  /** "8 working days left", "Due today", "Overdue by 1 working day". */
  readonly says: string;
}

/**
 * The clocks of one child that are open at the end of a day, as known at an instant, the earliest due first. They come from
 * the rows that the clocks board counts, so that the two never disagree.
 */
export async function openClocks(
  { database }: Waymark,
  childId: string,
  asAt: PlainDate,
  asKnownAt: Instant | null,
): Promise<readonly ShownClock[]> {
  const rows = await database.query<OpenClock>(openClocksSql, [asAt, childId, null, asKnownAt]);
  return rows.map((row) => {
    const { clock, dueOn, standing, workingDaysLeft, worker, team } = dueOf(row, asAt);
    return {
      clock,
      dueOn,
      standing,
      workingDaysLeft,
      worker,
      team,
      says: timeLeft(dueOn, asAt, standing, workingDaysLeft),
    };
  });
}

/** How much time is left, in words. On a weekend after the last working day a thing can still be done in time. */
export function timeLeft(dueOn: PlainDate, asAt: PlainDate, standing: Standing, workingDaysLeft: number): string {
  const days = Math.abs(workingDaysLeft);
  const counted = `${days} working ${days === 1 ? 'day' : 'days'}`;
  if (standing === 'BREACHED') return days === 0 ? 'Overdue' : `Overdue by ${counted}`;
  if (dueOn === asAt) return 'Due today';
  if (standing === 'DUE_TODAY') return 'Due now';
  return days === 0 ? 'Due before the next working day' : `${counted} left`;
}

/** The clocks of the child $2 open at the end of $1, as believed at $4, in the columns that a forecast is made of. */
const openClocksSql = `
  select t.row_id as "rowId", t.child_id as "childId", t.case_id as "caseId", t.clock, t.due_on::text as "dueOn",
         t.overdue_from::text as "overdueFrom", coalesce(t.team, 'NO_TEAM') as team, coalesce(t.area, 'CITYWIDE') as area,
         coalesce(t.worker_id, 'NOBODY') as worker
  from ${READING}.${clocks.name} t
  where t.child_id = $2 and $3::text is null and ${knownSql('t')}
    and t."from" <= $1::date and ${endSql('t."to"')} > $1::date
  order by t.due_on, t.row_id`;
