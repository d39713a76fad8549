import type { Columns, Projection, Value } from './projection.ts';

/** What a column must hold for a row to count: a value, one of several, anything at all, or nothing. */
export type Condition = Exclude<Value, null> | readonly string[] | 'KNOWN' | 'UNKNOWN';
export type Conditions<C extends Columns = Columns> = { readonly [K in keyof C]?: Condition };

/** What both kinds of count share: which rows, and what each of them adds. */
interface Counted {
  readonly projection: Projection;
  readonly where?: Conditions;
  /** Counts each value of this column once, and rows without a value not at all; `childId` counts each child once. */
  readonly once?: string;
  /** Of what is counted once, only what has more rows than this: workers with more than 15 cases. */
  readonly moreThan?: number;
  /** Adds this column up instead of counting rows; `per` of its units make one (100 hundredths of a post are one). */
  readonly sum?: { readonly column: string; readonly per: number };
  /** Only rows that a row of another count in the period goes with: of the same child, with the same value in `column`. */
  readonly having?: { readonly count: Flow; readonly column: string };
  /** Another period than the one asked for: so many months, ending so many months before `asAt` (a rolling year, a cohort). */
  readonly window?: { readonly months: number; readonly endingMonthsBefore: number };
}

/** Rows whose day `on` falls in the period. */
export interface Flow extends Counted {
  readonly kind: 'flow';
  readonly on: string;
  /** A second day that must have come by `asAt`: a decision known, an assessment begun. Such counts look at two dates. */
  readonly by?: string;
  /** The columns that hold the team and the area responsible on that day; `team` and `area` unless named. */
  readonly team?: string;
  readonly area?: string;
}

/** Rows open at the end of `asAt`: begun on or before it and not ended by it (catalogue C.0.5). */
export interface Stock extends Counted {
  readonly kind: 'stock';
  readonly from: string;
  readonly to: string;
  /** Counts the row only from this day on; a row without the day never counts. */
  readonly since?: string;
  /** Counts the row only until the day before this one. */
  readonly until?: string;
  /** Only rows whose day in this column came before the period began: on a plan all through the month. */
  readonly begunBefore?: string;
  /** Rows open on any day of the period up to `asAt`, not only at its end. */
  readonly during?: true;
}

export type Count = Flow | Stock;

/** What stands below the line when it is no count of rows. */
export type Divisor = { readonly kind: 'months' } | { readonly kind: 'population'; readonly annualised: boolean };

/** How a figure is broken into parts beside team and area. */
export type Grouping =
  | {
      readonly column: string;
      /** The day that makes the value known; before it the row is `UNDECIDED`. */ readonly knownOn?: string;
    }
  | { readonly isoWeek: true };

/** A measure is data: what is counted, over what, and where the definition comes from. */
export interface Measure {
  readonly id: string;
  /** The published title. */
  readonly title: string;
  /** The definition in words, as it would be read out in a meeting. */
  readonly definition: string;
  /** Guide, section, rule or decision it rests on. */
  readonly source: string;
  readonly unit: Unit;
  readonly decimals: number;
  readonly polarity: 'high' | 'low' | 'none';
  readonly numerator: Count;
  readonly denominator?: Count | Divisor;
  readonly grouping?: Grouping;
  /** The figure is not how many rows there are but this percentile (nearest rank) of a column of theirs. */
  readonly percentile?: { readonly of: string; readonly rank: number };
  /** Which reading of a policy this definition stands for (catalogue C.11); the one in force answers for the id before the dot. */
  readonly policy?: { readonly key: string; readonly value: string };
}

/**
 * What a value is: `average` is one count over another, `fte` whole posts, `days` a number of days, `ratio` the share of
 * the first of two parts, printed 67:33.
 */
export type Unit = 'count' | 'percent' | 'per10000' | 'perMonth' | 'net' | 'average' | 'fte' | 'days' | 'ratio';

/** Defines a measure. */
export const measure = (definition: Measure): Measure => definition;

/** Counts rows of a projection by the day in one of its columns. */
export function flow<C extends Columns>(
  projection: Projection<C>,
  on: DayColumn<C>,
  options: SharedOptions<C> & { by?: DayColumn<C>; team?: keyof C & string; area?: keyof C & string } = {},
): Flow {
  return { kind: 'flow', projection: projection, on, ...(options as object) };
}

/** Counts rows of a projection that are open on a day, by the two days that bound them. */
export function stock<C extends Columns>(
  projection: Projection<C>,
  from: DayColumn<C>,
  to: DayColumn<C>,
  options: SharedOptions<C> & {
    since?: DayColumn<C>;
    until?: DayColumn<C>;
    begunBefore?: DayColumn<C>;
    during?: true;
  } = {},
): Stock {
  return { kind: 'stock', projection: projection, from, to, ...(options as object) };
}

interface SharedOptions<C extends Columns> {
  where?: Conditions<C>;
  once?: (keyof C & string) | 'childId';
  moreThan?: number;
  sum?: { column: ColumnOf<C, 'number'>; per: number };
  having?: { count: Flow; column: keyof C & string };
  window?: { months: number; endingMonthsBefore: number };
}

type ColumnOf<C extends Columns, Kind> = { [K in keyof C]: C[K] extends Kind ? K : never }[keyof C] & string;
type DayColumn<C extends Columns> = ColumnOf<C, 'day'>;

/** The same count below the line: all rows, of which the numerator takes some. */
export const isCount = (below: Measure['denominator']): below is Count =>
  below?.kind === 'flow' || below?.kind === 'stock';

/** Every count of rows a measure needs. */
export const countsOf = (one: Measure): readonly Count[] =>
  isCount(one.denominator) ? [one.numerator, one.denominator] : [one.numerator];

/** A count keeps running sums unless it looks at two dates at once, at other rows, or counts something once. */
export const isBalanced = (count: Count): boolean =>
  count.once === undefined &&
  count.having === undefined &&
  (count.kind === 'flow' ? count.by === undefined : count.begunBefore === undefined && count.during === undefined);

/** How many units of what is added up make one. */
export const unitsPerOne = (count: Count): number => count.sum?.per ?? 1;

/** A name for a count that two measures with the same count share. */
export function countKey(count: Count): string {
  const { projection, having, ...rest } = count;
  const inner = having === undefined ? {} : { having: `${countKey(having.count)} by ${having.column}` };
  const parts = Object.entries({ ...rest, ...inner }).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${projection.name} ${JSON.stringify(Object.fromEntries(parts))}`;
}
