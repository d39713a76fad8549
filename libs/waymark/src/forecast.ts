import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDaysBetween } from '#calendar/working-days';
import type { Place } from '#measures/evaluate';
import type { Projection } from '#measures/projection';
import { knownSql, endSql } from '#measures/sql';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { withMarkers, type Marked } from './restricted.ts';

/** Where a clock stands at the end of a day. */
export type Standing = 'BREACHED' | 'DUE_TODAY' | 'DUE_WITHIN_5' | 'DUE_WITHIN_10' | 'LATER';

/** One thing to be done, as a line of a list. */
export interface Due {
  readonly rowId: string;
  readonly childId: string;
  /** A care leaver's pathway plan belongs to no case. */
  readonly caseId?: string;
  readonly clock: string;
  readonly dueOn: PlainDate;
  readonly standing: Standing;
  /** Working days left until the due day; negative where it has passed. */
  readonly workingDaysLeft: number;
  readonly team: string;
  readonly area: string;
  /** The lead social worker, or who supports a care leaver; NOBODY where there is none. */
  readonly worker: string;
}

/**
 * How many clocks stand where. `dueWithin10` includes `dueWithin5`; neither includes today or what is late. So
 * `open` = `breached` + `dueToday` + `dueWithin10` + `later`, and `open` is all that is still to be done.
 */
export interface Outlook {
  readonly breached: number;
  readonly dueToday: number;
  readonly dueWithin5: number;
  readonly dueWithin10: number;
  readonly later: number;
  readonly open: number;
}

/** An outlook in all and clock by clock. */
export interface NamedOutlook extends Outlook {
  readonly clocks: readonly ({ readonly clock: string } & Outlook)[];
}

export interface Forecast extends NamedOutlook {
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant | null;
  /** One for each team or worker that has a clock open, where the forecast was broken down. */
  readonly parts?: readonly ({ readonly name: string } & NamedOutlook)[];
  /** What is breached or due within ten working days, the earliest due first, where it was asked for. */
  readonly list?: readonly Due[];
}

/** The same with the lines of restricted records as markers: counted like any other, and named nowhere. */
export type ShownForecast = Omit<Forecast, 'list'> & { readonly list?: readonly Marked<Due>[] };

/** What may be asked: the two dates, one team, area or worker, a breakdown, the list. */
export interface ForecastAsked {
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant | null;
  readonly by?: 'team' | 'worker';
  readonly place?: Pick<Place, 'team' | 'area'> & {
    readonly worker?: string;
    /** What stands in any of these areas or with any of these teams; all of it where both are empty. */
    readonly within?: { readonly areas: readonly string[]; readonly teams: readonly string[] };
  };
  readonly withList?: boolean;
  /** The restricted children whose records whoever asks may open nonetheless. */
  readonly mayOpen?: ReadonlySet<string>;
}

/** A clock that is open at the end of `asAt`, as the read model or a replay has it. */
export interface OpenClock extends Omit<Due, 'standing' | 'workingDaysLeft' | 'caseId'> {
  readonly caseId: string | null;
  readonly overdueFrom: PlainDate;
}

/**
 * What is late and what falls due, by clock, team or worker, at any day and as known at any instant. Asked of a day to come,
 * it says how things would stand if nothing more were done.
 */
export async function askForecast(
  sql: Sql,
  clocks: Pick<Projection, 'name'>,
  asked: ForecastAsked,
): Promise<ShownForecast> {
  const { place = {} } = asked;
  const rows = await sql.query<OpenClock>(openClocksSql(clocks), [
    asked.asAt,
    place.team ?? null,
    place.area ?? null,
    asked.asKnownAt,
    place.worker ?? null,
    place.within?.areas ?? [],
    place.within?.teams ?? [],
  ]);
  const { list, ...figures } = forecastOf(rows, asked);
  return list === undefined ? figures : { ...figures, list: await withMarkers(sql, list, asked.mayOpen) };
}

/** The forecast that follows from the clocks open at the end of the day. */
export function forecastOf(rows: readonly OpenClock[], { asAt, asKnownAt, by, withList }: ForecastAsked): Forecast {
  const edges = edgesOf(asAt);
  const due = rows.map((row) => standingOf(row, asAt, edges));
  const parts = by === undefined ? undefined : [...groupedBy(due, (one) => one[by])];
  return {
    asAt,
    asKnownAt,
    ...outlookByClock(due),
    ...(parts === undefined ? {} : { parts: parts.map(([name, own]) => ({ name, ...outlookByClock(own) })) }),
    ...(withList ? { list: due.filter((one) => one.standing !== 'LATER').sort(byDueDay) } : {}),
  };
}

const edgesOf = (asAt: PlainDate) => ({ five: addWorkingDays(asAt, 5), ten: addWorkingDays(asAt, 10) });

/** Where one open clock stands at the end of a day. */
export const dueOf = (row: OpenClock, asAt: PlainDate): Due => standingOf(row, asAt, edgesOf(asAt));

function standingOf(
  { overdueFrom, caseId, ...row }: OpenClock,
  asAt: PlainDate,
  { five, ten }: { readonly five: PlainDate; readonly ten: PlainDate },
): Due {
  const { dueOn } = row;
  const workingDaysLeft = dueOn >= asAt ? workingDaysBetween(asAt, dueOn) : -workingDaysBetween(dueOn, asAt);
  const ahead: Standing =
    // On the weekend after its last working day a thing can still be done in time: it is due now.
    dueOn <= asAt ? 'DUE_TODAY' : dueOn <= five ? 'DUE_WITHIN_5' : dueOn <= ten ? 'DUE_WITHIN_10' : 'LATER';
  return {
    ...row,
    ...(caseId === null ? {} : { caseId }),
    standing: overdueFrom <= asAt ? 'BREACHED' : ahead,
    workingDaysLeft: workingDaysLeft || 0,
  };
}

function outlookByClock(due: readonly Due[]): NamedOutlook {
  const clocks = [...groupedBy(due, (one) => one.clock)].map(([clock, own]) => ({ clock, ...outlook(own) }));
  return { ...outlook(due), clocks };
}

function outlook(due: readonly Due[]): Outlook {
  const count = (...standings: readonly Standing[]) => due.filter((one) => standings.includes(one.standing)).length;
  return {
    breached: count('BREACHED'),
    dueToday: count('DUE_TODAY'),
    dueWithin5: count('DUE_WITHIN_5'),
    dueWithin10: count('DUE_WITHIN_5', 'DUE_WITHIN_10'),
    later: count('LATER'),
    open: due.length,
  };
}

/** Sorted into groups, in the order of their names. */
function groupedBy(due: readonly Due[], nameOf: (one: Due) => string): ReadonlyMap<string, readonly Due[]> {
  const groups = new Map<string, Due[]>();
  for (const one of due) {
    const own = groups.get(nameOf(one));
    if (own) own.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const byDueDay = (a: Due, b: Due): number =>
  a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.rowId < b.rowId ? -1 : 1;

/**
 * The clocks open at the end of $1, as believed at $4; of the team $2, the area $3 and the worker $5 where those are given, and
 * within the areas $6 and teams $7 where there are any.
 */
const openClocksSql = ({ name }: Pick<Projection, 'name'>): string => {
  const [team, area, worker] = [
    `coalesce(t.team, 'NO_TEAM')`,
    `coalesce(t.area, 'CITYWIDE')`,
    `coalesce(t.worker_id, 'NOBODY')`,
  ];
  return `
    select t.row_id as "rowId", t.child_id as "childId", t.case_id as "caseId", t.clock, t.due_on::text as "dueOn",
           t.overdue_from::text as "overdueFrom", ${team} as team, ${area} as area, ${worker} as worker
    from ${READING}.${name} t
    where ${knownSql('t')} and t."from" <= $1::date and ${endSql('t."to"')} > $1::date
      and ($2::text is null or ${team} = $2) and ($3::text is null or ${area} = $3) and ($5::text is null or ${worker} = $5)
      and (cardinality($6::text[]) + cardinality($7::text[]) = 0 or ${area} = any($6) or ${team} = any($7))`;
};
