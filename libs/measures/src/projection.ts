import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from '#case-flow/event-catalogue';
import type { Fact, Journey } from '#case-flow/journey';

export type ColumnKind = 'day' | 'text' | 'flag' | 'number';
export type Columns = Readonly<Record<string, ColumnKind>>;
interface ValueOf {
  readonly day: PlainDate;
  readonly text: string;
  readonly flag: boolean;
  readonly number: number;
}
export type Value = ValueOf[ColumnKind] | null;

/** What a row says, column by column; null where nothing is known. */
export type Cells<C extends Columns> = { readonly [K in keyof C]: ValueOf[C[K]] | null };

/**
 * One line of an answer: one referral, one assessment, one plan. `rowId` is stable for ever. `because` are the facts it
 * rests on, so that every figure opens down to its events. Whatever changes with the passing of time is an interval of
 * days, never a flag, so that no timer is needed to keep a figure true.
 */
export interface Row<C extends Columns = Columns> {
  readonly rowId: string;
  readonly because: readonly Fact[];
  readonly cells: Cells<C>;
}

/** A question asked of every journey: a pure function from a journey to rows. */
export interface Projection<C extends Columns = Columns> {
  readonly name: string;
  /** What the rows answer, for the catalogue page. */
  readonly question: string;
  /** Raised whenever the same journey would give other rows: the read model is then rebuilt. */
  readonly version: number;
  readonly columns: C;
  /** The events that can change a row. Corrections, voids and merges always do and need not be named. */
  readonly reads: readonly EventName[];
  readonly rows: (journey: Journey) => readonly Row<C>[];
}

/** Defines a projection, so that its rows must have the columns it declares. */
export const projection = <const C extends Columns>(definition: Projection<C>): Projection<C> => definition;
