import { contains } from '#calendar/period';
import type { PlainDate } from '#calendar/plain-date';
import { askedOf, boundsOf, holds, lastDayOf, placeOf, type Asked, type KnownRow } from './counted.ts';
import { groupOf, type Place } from './evaluate.ts';
import type { Condition, Count, Flow, Measure, Stock } from './measure.ts';
import type { Cells, Columns, Value } from './projection.ts';

/** What keeps a row out of a count. */
export type ReasonKind =
  | 'condition'
  | 'no-day'
  | 'outside-the-period'
  | 'later-than-as-at'
  | 'not-open'
  | 'another-place'
  | 'no-companion'
  | 'counted-once'
  | 'too-few';

/** Why a row does not count, as it would be told in a meeting. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly words: string;
}

/**
 * Every reason why a row by itself does not count: conditions that are not met, days outside the period or later than
 * `asAt`. Empty exactly where `counts` of counted.ts says yes. What depends on other rows is told by `explainRows`.
 */
export function whyNotCounted(count: Count, { cells }: KnownRow, given: Asked): readonly Reason[] {
  const asked = askedOf(count, given);
  const conditions = Object.entries(count.where ?? {})
    .filter(([column, condition]) => !holds(condition!, cells[column] ?? null))
    .map(([column, condition]): Reason => ({
      kind: 'condition',
      words: unmet(column, condition!, cells[column] ?? null),
    }));
  return [
    ...(count.kind === 'flow' ? flowReasons(count, cells, asked) : stockReasons(count, cells, asked)),
    ...conditions,
  ];
}

/** Why a row is not of the place asked for: another team or area, or another part of the measure's own grouping. */
export function whyNotHere(
  measure: Measure,
  count: Count,
  row: KnownRow,
  asked: Asked,
  place: Place,
): readonly Reason[] {
  const found = placeOf(count, row.cells);
  const elsewhere = (['team', 'area'] as const).filter((part) => (place[part] ?? found[part]) !== found[part]);
  const reasons = elsewhere.map((part): Reason => ({
    kind: 'another-place',
    words: `it belongs to the ${part} ${found[part]}, not to ${place[part]}`,
  }));
  if (place.group === undefined || reasons.length > 0 || dayMissing(measure, count, row)) return reasons;
  const group = groupOf(measure, count, row, asked);
  return group === place.group
    ? []
    : [{ kind: 'another-place', words: `it is in the part ${group}, not in ${place.group}` }];
}

/** A row without its day is in no week; that it has no day is told already. */
const dayMissing = ({ grouping }: Measure, count: Count, { cells }: KnownRow): boolean =>
  grouping !== undefined && 'isoWeek' in grouping && cells[count.kind === 'flow' ? count.on : count.from] === null;

function flowReasons(count: Flow, cells: Cells<Columns>, asked: Asked): readonly Reason[] {
  const on = cells[count.on] as PlainDate | null;
  const name = inWords(count.on);
  if (on === null) return [{ kind: 'no-day', words: `${name} is not known` }];
  if (!contains(asked, on))
    return [{ kind: 'outside-the-period', words: `${name} is ${on}, outside ${asked.from} to ${asked.to}` }];
  if (on > asked.asAt) return [{ kind: 'later-than-as-at', words: `${name} is ${on}, after ${asked.asAt}` }];
  return count.by === undefined ? [] : laterReasons(count.by, cells, asked);
}

function laterReasons(by: string, cells: Cells<Columns>, { asAt }: Asked): readonly Reason[] {
  const day = cells[by] as PlainDate | null;
  if (day !== null && day <= asAt) return [];
  const words = day === null ? `${inWords(by)} had not come by ${asAt}` : `${inWords(by)} is ${day}, after ${asAt}`;
  return [{ kind: 'later-than-as-at', words }];
}

function stockReasons(count: Stock, cells: Cells<Columns>, asked: Asked): readonly Reason[] {
  const { from, to } = boundsOf(count, cells);
  const end = lastDayOf(count, asked);
  const first = count.during ? asked.from : asked.asAt;
  const notOpen = (words: string): readonly Reason[] => [{ kind: 'not-open', words }];
  const missing = [count.from, count.since].find((column) => column !== undefined && cells[column] === null);
  if (missing !== undefined) return [{ kind: 'no-day', words: `${inWords(missing)} is not known` }];
  if (from === null) return [{ kind: 'no-day', words: `${inWords(count.from)} is not known` }];
  if (from > end) return notOpen(`it is open from ${from}, after ${end}`);
  if (to !== null && to <= first) return notOpen(`it was open until ${to}, and is asked for on ${first}`);
  if (count.begunBefore === undefined) return [];
  const begunOn = cells[count.begunBefore] as PlainDate | null;
  if (begunOn !== null && begunOn < asked.from) return [];
  const words = `${inWords(count.begunBefore)} is ${begunOn ?? 'not known'}, and must come before ${asked.from}`;
  return [{ kind: 'outside-the-period', words }];
}

function unmet(column: string, condition: Condition, value: Value): string {
  const name = inWords(column);
  if (condition === 'KNOWN') return `${name} is not known`;
  if (condition === 'UNKNOWN') return `${name} is ${shown(value)}, and only rows without it count`;
  const wanted = Array.isArray(condition) ? condition.map(shown).join(' or ') : shown(condition as Value);
  return `${name} is ${shown(value)}, and only ${wanted} counts`;
}

const shown = (value: Value): string =>
  value === null ? 'not known' : value === true ? 'yes' : value === false ? 'no' : String(value);

/** A column as it is read out: `firstReviewOn` is "first review on". */
export const inWords = (column: string): string =>
  column.replaceAll(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`).trim();
