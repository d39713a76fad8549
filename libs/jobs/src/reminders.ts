import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { endSql } from '#measures/sql';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { JOBS } from './jobs-schema.ts';
import type { ReminderStep } from './reminder-times.ts';

/** A clock that has come to a step, with who holds it: whoever takes it over later is reminded anew. */
export interface NewReminder {
  readonly rowId: string;
  readonly childId: string;
  readonly clock: string;
  readonly dueOn: PlainDate;
  readonly step: ReminderStep;
  readonly worker: string | null;
  readonly team: string | null;
  readonly area: string | null;
}

/** A reminder that somebody has not ticked off, of a clock that is still open. */
export interface Reminder extends NewReminder {
  readonly reminderId: string;
  readonly remindedAt: Instant;
}

/**
 * Whose reminders are meant: what a worker is to do; and of a manager's part of the authority what is late, or has nobody
 * to do it. No areas and no teams are the whole authority.
 */
export interface RemindedPerson {
  readonly accountId: string;
  readonly workerId?: string | undefined;
  readonly manages?: { readonly areas: readonly string[]; readonly teams: readonly string[] };
}

/** How long a reminder nobody ticks off is shown. The clock itself stays on the clocks board as long as it is open. */
const SHOWN_DAYS = 60;

/** What people were reminded of, and who has ticked it off. */
export class Reminders {
  constructor(private readonly sql: Sql) {}

  /** Puts down those that are new, and says how many: each clock, holder, due day and step is there once. */
  async remind(all: readonly NewReminder[], at: Instant): Promise<number> {
    const of = (field: keyof NewReminder) => all.map((one) => one[field]);
    const made = await this.sql.query(
      `insert into ${JOBS}.reminders (row_id, child_id, clock, due_on, step, worker_id, team, area, reminded_at)
       select row_id, child_id, clock, due_on, step, worker_id, team, area, $9::timestamptz
       from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::text[], $7::text[], $8::text[])
         as t (row_id, child_id, clock, due_on, step, worker_id, team, area)
       on conflict (row_id, due_on, step) do nothing returning 1`,
      [of('rowId'), of('childId'), of('clock'), of('dueOn'), of('step'), of('worker'), of('team'), of('area'), at],
    );
    return made.length;
  }

  /** What is to be ticked off, the earliest due first; of each clock the last step alone. */
  list(person: RemindedPerson, today: PlainDate, limit = 200): Promise<readonly Reminder[]> {
    return this.sql.query<Reminder>(
      `select reminder_id::text as "reminderId", row_id as "rowId", child_id as "childId", clock, due_on::text as "dueOn", step,
         worker_id as worker, team, area, to_char(reminded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "remindedAt"
       from ${JOBS}.reminders r where ${openSql} order by due_on, reminder_id limit $6`,
      [...values(person, today), limit],
    );
  }

  /** How many there are. */
  async count(person: RemindedPerson, today: PlainDate): Promise<number> {
    const [{ n } = { n: 0 }] = await this.sql.query<{ n: number }>(
      `select count(*)::integer as n from ${JOBS}.reminders r where ${openSql}`,
      values(person, today),
    );
    return n;
  }

  /** Ticks off reminders of a person, for that person alone; ids of others', and what is no id, are passed over. */
  async tickOff(person: RemindedPerson, reminderIds: readonly string[], today: PlainDate): Promise<number> {
    const ids = reminderIds.filter((id) => /^\d{1,18}$/.test(id));
    const ticked = await this.sql.query(
      `insert into ${JOBS}.reminders_ticked (account_id, reminder_id, ticked_at)
       select $2, reminder_id, now() from ${JOBS}.reminders r where ${openSql} and reminder_id = any($6::bigint[])
       on conflict do nothing returning 1`,
      [...values(person, today), ids],
    );
    return ticked.length;
  }
}

const values = ({ accountId, workerId, manages }: RemindedPerson, today: PlainDate): readonly unknown[] => [
  today,
  accountId,
  workerId ?? null,
  manages?.areas ?? null,
  manages?.teams ?? null,
];

/** A reminder that is a person's ($2, $3, $4, $5), not ticked off, the last of its clock, and whose clock is open on $1. */
const openSql = `
  r.reminded_at > $1::date - ${SHOWN_DAYS} and
  (r.worker_id = $3 or ($4::text[] is not null and (r.step = 'OVERDUE' or r.worker_id is null)
     and (cardinality($4::text[]) + cardinality($5::text[]) = 0 or coalesce(r.area, 'CITYWIDE') = any($4) or coalesce(r.team, 'NO_TEAM') = any($5))))
  and not exists (select from ${JOBS}.reminders_ticked k where k.account_id = $2::uuid and k.reminder_id = r.reminder_id)
  and not exists (select from ${JOBS}.reminders l where l.row_id = r.row_id and l.due_on = r.due_on and l.reminder_id > r.reminder_id)
  and exists (select from ${READING}.clocks t where t.row_id = r.row_id and t.known_to is null and t.due_on = r.due_on
    and t."from" <= $1::date and ${endSql('t."to"')} > $1::date)`;
