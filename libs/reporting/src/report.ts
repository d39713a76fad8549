import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { By, Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import type { Colour } from '#reference/reference';

/** The period (or day) that a column of a card looks at, from the day the report is made for. */
export type Window =
  | { readonly kind: 'month' }
  | { readonly kind: 'previousMonth' }
  | { readonly kind: 'sameMonthLastYear' }
  /** The whole months before the report month. */
  | { readonly kind: 'previousMonths'; readonly months: number }
  /** The months that end with the report month. */
  | { readonly kind: 'rollingMonths'; readonly months: number }
  | { readonly kind: 'quarter' }
  | { readonly kind: 'quarterLastYear' }
  | { readonly kind: 'yearToDate' }
  | { readonly kind: 'yearToDateLastYear' }
  /** A whole financial year, so many before the one of the report: 1 is the last full one. */
  | { readonly kind: 'financialYear'; readonly before: number }
  /** The last 31 March before the report day: a snapshot. */
  | { readonly kind: 'march' }
  | { readonly kind: 'dates'; readonly from: PlainDate; readonly to: PlainDate };

/**
 * How a column that spans months comes about (catalogue C.0.10, G15, G17): the whole period at once, the ratio of the
 * mean monthly counts, or the mean of the monthly values.
 */
export type Averaging = 'WHOLE_PERIOD' | 'RATIO_OF_MEANS' | 'MEAN_OF_RATIOS';

export interface ColumnDefinition {
  readonly heading: string;
  readonly window: Window;
  readonly averaging?: Averaging;
  /** The whole authority unless named. */
  readonly place?: Place;
}

/** A line of a card: what of the figure it prints. `rest` is the denominator less the numerator (outside timescale). */
export interface LineDefinition {
  readonly label: string;
  /** The measure whose figure it prints; the card's own unless named (a stock and its rate on one card). */
  readonly measure?: string;
  readonly show: 'numerator' | 'denominator' | 'rest' | 'value';
  readonly decimals?: number;
}

export interface CardDefinition {
  readonly title: string;
  readonly measure: string;
  readonly columns: readonly ColumnDefinition[];
  readonly lines: readonly LineDefinition[];
  /** Which of the lines below the figures are printed; a rating and trend are computed whether printed or not. */
  readonly prints?: readonly ('target' | 'rating' | 'trend')[];
  /** Areas of published figures printed beside: `England`, a region, `NEIGHBOURS` (the mean of those in force). */
  readonly comparators?: readonly string[];
  /** The column a trend compares with; the first unless named. */
  readonly comparedWith?: string;
  readonly note?: string;
}

/** A report is data: which cards, in which order. What it says on a day comes out of events. */
export interface ReportDefinition {
  readonly id: string;
  readonly title: string;
  readonly cards: readonly CardDefinition[];
}

/** What a cell says, and everything needed to open it. */
export interface ReportCell {
  readonly text: string;
  readonly value: number | null;
  readonly measure: string;
  readonly show: LineDefinition['show'];
  readonly asked: Asked;
  readonly place: Place;
  readonly figure: Figure;
}

export interface ReportLine {
  readonly label: string;
  readonly cells: readonly ReportCell[];
}

export interface ReportCard {
  readonly title: string;
  readonly measure: string;
  readonly columns: readonly string[];
  readonly lines: readonly ReportLine[];
  readonly target: number | null;
  readonly rating: Judged;
  readonly trend: Judged;
  readonly comparators: readonly {
    readonly area: string;
    readonly value: number;
    readonly yearEnding: PlainDate;
    readonly source: string;
  }[];
  readonly prints: CardDefinition['prints'];
  readonly notes: readonly string[];
  readonly commentary: string | null;
}

/** A colour as computed by rule and as shown; `reason` where somebody overrode it. Null: not rated. */
export interface Judged {
  readonly computed: Colour | null;
  readonly shown: Colour | null;
  readonly reason?: string;
}

export interface Report {
  readonly definition: string;
  readonly title: string;
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant | null;
  readonly cards: readonly ReportCard[];
}

/** One question for figures: a name, the period and dates, and the breakdown. */
export interface FigureColumn {
  readonly name: string;
  readonly asked: Asked & { readonly asKnownAt: Instant | null };
  readonly by: By;
}

/** Where figures come from: the read model, or rows in memory. Answers by measure id, column name, and part (`total` too). */
export type FigureSource = (
  measures: readonly Measure[],
  columns: readonly FigureColumn[],
) => Promise<ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Figure>>>>;
