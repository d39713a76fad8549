import type { PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';

/** A card as a report printed it: the text of every cell, in the order of the columns; null where it printed none. */
export interface PrintedCard {
  readonly title: string;
  readonly line: number;
  readonly columns: readonly string[];
  readonly lines: readonly (readonly [label: string, ...cells: readonly (string | null)[]])[];
  readonly target?: string;
  readonly rating?: string;
  readonly trend?: string;
  readonly national?: string;
  /** The reading of the catalogue (section G) under which the card's figures are the same, where it needs one. */
  readonly reading?: string;
}

/** A figure that a report tells in a sentence, and what to ask to have it again. */
export interface PrintedFigure {
  readonly line: number;
  readonly measure: string;
  /** What the sentence says, in words, for the table of figures. */
  readonly says: string;
  readonly printed: string;
  readonly ask: Ask;
  /** The reading of the catalogue (section G) that it rests on, where it needs one. */
  readonly reading?: string;
}

/** How a figure of a sentence is had: a card's own question, or a comparison over time. */
export type Ask =
  | {
      readonly kind: 'figure';
      readonly window: PrintedWindow;
      readonly show: 'numerator' | 'denominator' | 'rest' | 'value';
      readonly decimals?: number;
      readonly group?: string;
      readonly area?: string;
      /** Mean of the months of the window. */
      readonly monthlyMean?: true;
    }
  /** The difference between two windows, as a count, in points, or as a percentage of the earlier. */
  | {
      readonly kind: 'change';
      readonly window: PrintedWindow;
      readonly since: PrintedWindow;
      readonly show: 'numerator' | 'value';
      readonly as: 'difference' | 'percent';
    }
  /** The month since when a monthly figure was not exceeded, from the earliest month given. */
  | {
      readonly kind: 'highestSince' | 'lowestSince';
      readonly from: string;
      /** The last day of the month spoken of; the report's own unless given. */
      readonly to?: string;
      readonly show: 'numerator' | 'value';
      /** What a month's figure looks at: the month itself, or the financial year up to its end. */
      readonly window?: 'month' | 'yearToDate';
    }
  /** Whether a figure rose, fell or stayed. */
  | {
      readonly kind: 'direction';
      readonly window: PrintedWindow;
      readonly since: PrintedWindow;
      readonly show?: 'value';
    }
  /** How far above a published figure, in whole units. */
  | { readonly kind: 'moreThan'; readonly window: PrintedWindow; readonly area: string }
  | { readonly kind: 'target' }
  /** `above`, `below` or, no further off than `within`, `in line` with a published figure. */
  | { readonly kind: 'position'; readonly window: PrintedWindow; readonly area: string; readonly within: number }
  /** `most` where a percentage, or the share of some teams, is more than half. */
  | { readonly kind: 'most'; readonly window: PrintedWindow; readonly teams?: readonly string[] }
  /** `low to high`, where the value lies there. */
  | { readonly kind: 'between'; readonly window: PrintedWindow; readonly low: number; readonly high: number }
  /** The level, where the value is below it. */
  | { readonly kind: 'below'; readonly window: PrintedWindow; readonly level: number }
  | { readonly kind: 'weeklyMean'; readonly window: PrintedWindow; readonly toNearest: number }
  | { readonly kind: 'highestTeam' | 'highestGroup'; readonly window: PrintedWindow }
  /** The month's rank among the months of its calendar year so far, 1 the highest. */
  | { readonly kind: 'rankInYear'; readonly show: 'numerator' | 'value' }
  /** For how many months up to this the value was at or above a level. */
  | { readonly kind: 'runAtOrAbove'; readonly level: number }
  | { readonly kind: 'comparator'; readonly area: string };

/** Two days written as text; a snapshot is its own day twice. */
export interface PrintedWindow {
  readonly from: string;
  readonly to: string;
}

/** A figure or statement that stands in a report and comes out of no events. */
export interface Untold {
  readonly line: number;
  readonly says: string;
  readonly printed: string;
  readonly because: string;
}

/** A council's report, told as a story of events from which its figures must come out. */
export interface Golden {
  readonly id: string;
  readonly seed: string;
  readonly title: string;
  readonly asAt: PlainDate;
  /** The definition its page is printed by. */
  readonly definition: string;
  readonly tell: () => readonly RecordedEvent[];
  readonly cards: readonly PrintedCard[];
  readonly figures: readonly PrintedFigure[];
  /** Printed figures that contradict others of the same page: `card title / label / column` or `measure/printed`, and why. */
  readonly inconsistent: Readonly<Record<string, string>>;
  /** What the report prints that no event of the catalogue could tell, and why. */
  readonly untold: readonly Untold[];
}
