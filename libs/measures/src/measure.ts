import type { Columns, Projection, Value } from './projection.ts';

/** What a column must hold for a row to count: a value, one of several, anything at all, or nothing. */
export type Condition = Exclude<Value, null> | readonly string[] | 'KNOWN' | 'UNKNOWN';
export type Conditions<C extends Columns = Columns> = { readonly [K in keyof C]?: Condition };

/** Rows whose day `on` falls in the period. */
export interface Flow {
  readonly kind: 'flow';
  readonly projection: Projection;
  readonly on: string;
  readonly where?: Conditions;
  /** A second day that must have come by `asAt`: a decision known, an assessment begun. Such counts look at two dates. */
  readonly by?: string;
  /** Counts each child once. */
  readonly children?: true;
  /** The columns that hold the team and the area responsible on that day; `team` and `area` unless named. */
  readonly team?: string;
  readonly area?: string;
}

/** Rows open at the end of `asAt`: begun on or before it and not ended by it (catalogue C.0.5). */
export interface Stock {
  readonly kind: 'stock';
  readonly projection: Projection;
  readonly from: string;
  readonly to: string;
  readonly where?: Conditions;
  /** Counts the row only from this day on; a row without the day never counts. */
  readonly since?: string;
  /** Counts the row only until the day before this one. */
  readonly until?: string;
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
  readonly unit: 'count' | 'percent' | 'per10000' | 'perMonth' | 'net';
  readonly decimals: number;
  readonly polarity: 'high' | 'low' | 'none';
  readonly numerator: Count;
  readonly denominator?: Count | Divisor;
  readonly grouping?: Grouping;
}

/** Defines a measure. */
export const measure = (definition: Measure): Measure => definition;

/** Counts rows of a projection by the day in one of its columns. */
export function flow<C extends Columns>(
  projection: Projection<C>,
  on: DayColumn<C>,
  options: {
    where?: Conditions<C>;
    by?: DayColumn<C>;
    children?: true;
    team?: keyof C & string;
    area?: keyof C & string;
  } = {},
): Flow {
  return { kind: 'flow', projection: projection, on, ...(options as object) };
}

/** Counts rows of a projection that are open on a day, by the two days that bound them. */
export function stock<C extends Columns>(
  projection: Projection<C>,
  from: DayColumn<C>,
  to: DayColumn<C>,
  options: { where?: Conditions<C>; since?: DayColumn<C>; until?: DayColumn<C> } = {},
): Stock {
  return { kind: 'stock', projection: projection, from, to, ...(options as object) };
}

type DayColumn<C extends Columns> = { [K in keyof C]: C[K] extends 'day' ? K : never }[keyof C] & string;

/** The same count below the line: all rows, of which the numerator takes some. */
export const isCount = (below: Measure['denominator']): below is Count =>
  below?.kind === 'flow' || below?.kind === 'stock';

/** Every count of rows a measure needs. */
export const countsOf = (one: Measure): readonly Count[] =>
  isCount(one.denominator) ? [one.numerator, one.denominator] : [one.numerator];

/** A count keeps running sums unless it looks at two dates at once or counts each child once. */
export const isBalanced = (count: Count): boolean =>
  count.kind === 'stock' || (count.by === undefined && count.children === undefined);

/** A name for a count that two measures with the same count share. */
export function countKey(count: Count): string {
  const { projection, ...rest } = count;
  const parts = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${projection.name} ${JSON.stringify(Object.fromEntries(parts))}`;
}
