import type { PlainDate } from '#calendar/plain-date';
import { dayInWords } from '../filters.ts';

/** A plan, or another stretch of help, with what belongs to it in tables. */
export interface PlanShown {
  readonly title: string;
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly facts: readonly (readonly [label: string, words: string])[];
  readonly tables: readonly TableShown[];
}

/** A table of words: the first cell of a row heads it. */
export interface TableShown {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is said where there is no row. */
  readonly empty: string;
}

/** Meetings with the day each was due by, and whether it was in time. */
export function meetings(
  caption: string,
  held: readonly { readonly heldOn: PlainDate; readonly dueOn?: PlainDate }[],
): TableShown {
  return {
    caption,
    heads: ['Held', 'Due by', 'In time'],
    rows: held
      .toReversed()
      .map(({ heldOn, dueOn }) => [
        dayInWords(heldOn),
        dueOn === undefined ? 'Not known' : dayInWords(dueOn),
        dueOn === undefined ? 'Not known' : heldOn <= dueOn ? 'Yes' : 'No, late',
      ]),
    empty: 'None held.',
  };
}

/** Visits with whether the child was seen, and alone. */
export const visitsTable = (
  visits: readonly { readonly visitedOn: PlainDate; readonly seen: boolean; readonly alone: boolean }[],
): TableShown => ({
  caption: 'Visits',
  heads: ['Day', 'Child seen', 'Seen alone'],
  rows: visits
    .toReversed()
    .map(({ visitedOn, seen, alone }) => [dayInWords(visitedOn), seen ? 'Yes' : 'No', alone ? 'Yes' : 'No']),
  empty: 'None made.',
});

/** The last day, where there is one. */
export const ended = (on: PlainDate | undefined): { readonly to?: PlainDate } => (on === undefined ? {} : { to: on });
