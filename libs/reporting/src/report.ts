import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { By, Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import type { Measure, Unit } from '#measures/measure';
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
  | { readonly kind: 'rollingMonthsLastYear'; readonly months: number }
  /** The quarter of the report day, or the whole one so many quarters before it. */
  | { readonly kind: 'quarter'; readonly before?: number }
  | { readonly kind: 'quarterLastYear' }
  | { readonly kind: 'yearToDate' }
  | { readonly kind: 'yearToDateLastYear' }
  /** A whole financial year, so many before the one of the report: 1 is the last full one. */
  | { readonly kind: 'financialYear'; readonly before: number }
  /** The last 31 March before the report day: a snapshot. */
  | { readonly kind: 'march' }
  /** The whole weeks, Monday to Sunday, that have ended by the report day; an average over them is one of weeks. */
  | { readonly kind: 'weeks'; readonly weeks: number }
  | { readonly kind: 'dates'; readonly from: PlainDate; readonly to: PlainDate };

/**
 * How a column that spans months comes about (catalogue C.0.10, G15, G17): the whole period at once, the ratio of the
 * mean monthly counts, or the mean of the monthly values.
 */
export type Averaging = 'WHOLE_PERIOD' | 'RATIO_OF_MEANS' | 'MEAN_OF_RATIOS';

export interface ColumnDefinition {
  /** As printed; {month}, {longMonth}, {quarter} and {year} stand for those of the last day of its period. */
  readonly heading: string;
  readonly window: Window;
  readonly averaging?: Averaging;
  /** The whole authority unless named. */
  readonly place?: Place;
  /** Stands for one column of each area in which the card's measure counts anything; {area} in the heading is its name. */
  readonly eachArea?: true;
}

/** A line of a card: what of the figure it prints. `rest` is the denominator less the numerator (outside timescale). */
export interface LineDefinition {
  readonly label: string;
  /** The measure whose figure it prints; the card's own unless named (a stock and its rate on one card). */
  readonly measure?: string;
  readonly show: 'numerator' | 'denominator' | 'rest' | 'value';
  readonly decimals?: number;
  /** False: a difference that is read as an amount (vacancies) is printed without a plus. */
  readonly signed?: false;
  /** A part of the figure, for lines that are teams or reasons: it goes before the place of the column. */
  readonly place?: Place;
}

export interface CardDefinition {
  readonly title: string;
  readonly measure: string;
  readonly columns: readonly ColumnDefinition[];
  readonly lines: readonly LineDefinition[];
  /** Lines that stand in the text below the table, of the current column alone: `220 aged 17`. */
  readonly facts?: readonly LineDefinition[];
  /** Which of the lines below the figures are printed; a rating and trend are computed whether printed or not. */
  readonly prints?: readonly ('target' | 'rating' | 'trend')[];
  /** Areas of published figures printed beside: `England`, a region, `REGION` (the authority's own), `NEIGHBOURS` (the mean of those in force). */
  readonly comparators?: readonly (string | { readonly area: string; readonly label: string })[];
  /** The measure whose published figure that is; the card's own unless named (a card of a count compares its rate). */
  readonly comparedMeasure?: string;
  /** The column a trend compares with, counted from 0; the first of the whole authority unless named. */
  readonly comparedWith?: number;
  /** What a target is held against: the value, unless it is set as a number of children (no more than 20 unallocated). */
  readonly judgedBy?: 'value' | 'numerator';
  readonly targetLabel?: string;
  /** A line in small type under the title. */
  readonly subtitle?: string;
  readonly note?: string;
  /** The first day the figure was collected: a comparison column that begins before it says N/A. */
  readonly since?: PlainDate;
  /** Whether thousands are set apart by a comma, as they are unless it says false. */
  readonly thousands?: boolean;
}

/** A report is data: which cards, in which order. What it says on a day comes out of events. */
export interface ReportDefinition {
  readonly id: string;
  readonly title: string;
  /** Of several layouts of one report, the one from the latest day on or before the report day is printed. */
  readonly from?: PlainDate;
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
  readonly unit: Unit;
  readonly decimals: number;
  /** Where the column is made of months: how, and the figure of each. */
  readonly averaging?: Averaging;
  readonly months?: readonly Figure[];
  /** The period of each of them. */
  readonly steps?: readonly Asked[];
  /** In public mode: the count, or a part of it, is from one to five or would give one away. */
  readonly suppressed?: true;
}

export interface ReportLine {
  readonly label: string;
  readonly cells: readonly ReportCell[];
}

export interface ReportCard {
  readonly title: string;
  readonly subtitle: string | null;
  readonly measure: string;
  readonly columns: readonly string[];
  /** Which of the columns the card is about: target, rating, trend and comparators stand under it. */
  readonly current: number;
  readonly lines: readonly ReportLine[];
  readonly facts: readonly ReportLine[];
  readonly target: { readonly label: string; readonly text: string; readonly value: number } | null;
  readonly rating: Judged;
  readonly trend: Judged;
  readonly comparators: readonly {
    readonly area: string;
    readonly label: string;
    readonly text: string;
    readonly value: number;
    readonly yearEnding: PlainDate;
    readonly source: string;
  }[];
  readonly prints: CardDefinition['prints'];
  /** How many of the total stand in none of the area columns; null where the card has no areas, or may not say. */
  readonly outsideAreas: number | null;
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
  readonly isPublic: boolean;
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
