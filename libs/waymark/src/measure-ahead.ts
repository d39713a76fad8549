import { endOfLondonDay, type Instant } from '#calendar/instant';
import { addDays, dayOfWeek, startOfMonth, type PlainDate } from '#calendar/plain-date';
import type { Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import type { Sql } from '#projecting/reading-database';
import { Malformed } from './ask.ts';
import { askMeasures } from './questions.ts';
import type { Basis } from './reference-data.ts';

/** A measure's value at the end of a day to come, if nothing more is done. */
export interface Ahead extends Figure {
  readonly on: PlainDate;
}

/** Which days are looked at: every Friday, or every day, up to the last. */
export type Every = 'friday' | 'day';

/** Nobody plans further ahead than this, and every day is a question of its own. */
const DAYS_AT_MOST = 366;

/**
 * What a measure comes to at the end of `asAt` and on each Friday (or day) after it up to `until`, if nothing more happens:
 * visits not made fall due, plans grow old, nobody is allocated. Without an `asKnownAt` it rests on what was recorded by the
 * end of `asAt`, so that a look ahead from a day long past is the one it would have been then. Refuses (Malformed) what counts the work of a period, for
 * that has no such value, and an `until` that is not ahead or more than a year away.
 */
export async function measureAhead(
  sql: Sql,
  measure: Measure,
  asked: {
    readonly asAt: PlainDate;
    readonly until: PlainDate;
    readonly every?: Every;
    readonly asKnownAt: Instant | null;
    readonly place?: Place;
  },
  basis: Basis,
): Promise<readonly Ahead[]> {
  const { asAt, until, every = 'friday', place = {} } = asked;
  const asKnownAt = asked.asKnownAt ?? endOfLondonDay(asAt);
  if (measure.numerator.kind === 'flow')
    throw malformed(
      'measure',
      `${measure.id} counts what happens in a period: ask for one that counts what is open on a day`,
    );
  if (until <= asAt) throw malformed('until', `${until} is not after ${asAt}`);
  if (until > addDays(asAt, DAYS_AT_MOST)) throw malformed('until', `${until} is more than a year after ${asAt}`);
  const ahead: Ahead[] = [];
  for (const on of [asAt, ...daysAhead(asAt, until, every)]) {
    const window = { from: startOfMonth(on), to: on, asAt: on, asKnownAt, place };
    const [answer] = await askMeasures(sql, [measure], window, basis);
    const { numerator, denominator, value } = answer!;
    ahead.push({ on, numerator, denominator, value });
  }
  return ahead;
}

function daysAhead(after: PlainDate, until: PlainDate, every: Every): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let on = addDays(after, 1); on <= until; on = addDays(on, 1))
    if (every === 'day' || dayOfWeek(on) === 5) days.push(on);
  return days;
}

const malformed = (field: string, message: string) => new Malformed([{ field, message }]);
