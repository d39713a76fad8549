import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { endSql } from '#measures/sql';
import { READING } from '#projecting/reading-schema';
import { policyFor } from '#reference/policies';
import { readReference } from '#waymark/reference-data';
import type { AskedOf } from '../job-kinds.ts';
import { breathe, countedBy, type Produced, type Standing, type Underway } from '../producer.ts';
import { LATE_WORKING_DAYS, reminderStep, type ClockDays } from '../reminder-times.ts';
import { Reminders, type NewReminder } from '../reminders.ts';

const CLOCKS_A_BREATH = 1000;

type OpenClock = Omit<NewReminder, 'step'> & ClockDays;

/**
 * Reminds whoever is to do something of what falls due in a few working days (policy `remindClockWd`), today, or is late: once
 * for each clock, holder and step, so that asking again, or two programs at once, reminds nobody twice.
 */
export async function remind(
  _: AskedOf<'remind'>,
  standing: Standing,
  { progress, attempt }: Underway,
): Promise<Produced> {
  const { database, store, now, today } = standing;
  const day = today();
  const { policies } = await readReference(store);
  const soon = Math.ceil(Number(policyFor(policies, 'remindClockWd', day)));
  const reminders = new Reminders(database);
  const open = await clocksNear(standing, day, soon);
  let made = 0;
  for (let at = 0; at < open.length; at += CLOCKS_A_BREATH) {
    progress(at, open.length);
    await breathe();
    const due = open.slice(at, at + CLOCKS_A_BREATH).flatMap((one) => {
      const step = reminderStep(one, day, soon);
      return step === undefined ? [] : [{ ...one, step }];
    });
    made += await reminders.remind(due, now());
  }
  progress(open.length, open.length);
  return {
    result: countedBy(attempt, made === 1 ? '1 reminder given.' : `${made.toLocaleString('en-GB')} reminders given.`),
    ...(made === 0 && attempt === 1 ? { isNothing: true as const } : {}),
  };
}

/** The clocks open today that may have come to a step: neither far ahead nor late for long. */
function clocksNear({ database }: Standing, today: PlainDate, soon: number): Promise<readonly OpenClock[]> {
  return database.query<OpenClock>(
    `select row_id as "rowId", child_id as "childId", clock, due_on::text as "dueOn", overdue_from::text as "overdueFrom",
       started_on::text as "startedOn", worker_id as worker, team, area
     from ${READING}.clocks t where known_to is null and "from" <= $1::date and ${endSql('"to"')} > $1::date
       and due_on <= $2::date and overdue_from >= $3::date order by due_on, row_id`,
    // More days than so many working days can be, also over Christmas.
    [today, addDays(addWorkingDays(today, soon), 4), addDays(today, -2 * LATE_WORKING_DAYS)],
  );
}
