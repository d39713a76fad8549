import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { PopulationEstimate } from '#measures/population';

/** A published figure to compare with: England, a region, an authority, or what a report printed as its neighbours' mean. */
export interface Comparator {
  readonly measure: string;
  /** `England`, a region, or an authority's three-digit code. */
  readonly area: string;
  /** The last day of the year the figure is for: 31 March, of the workforce 30 September. */
  readonly yearEnding: PlainDate;
  readonly value: number;
  readonly numerator?: number;
  readonly denominator?: number;
  /** The authority's name, where `area` is a code. */
  readonly areaName?: string;
  readonly level?: 'national' | 'region' | 'la' | 'neighbours';
  /** Null where the file does not say: then it counts as published when such figures usually are. */
  readonly publishedOn: PlainDate | null;
  readonly source: string;
  readonly licence?: string;
  readonly recordedAt: Instant;
}

/** What a figure should come to, from a day on. `tolerance` is how far off is still AMBER (catalogue C.10). */
export interface Target {
  readonly measure: string;
  readonly value: number;
  readonly tolerance: number | null;
  readonly polarity?: 'high' | 'low' | 'none';
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly recordedAt: Instant;
}

/** The authorities an authority compares itself with, nearest first, from a day on. */
export interface Neighbours {
  readonly authority: string;
  readonly codes: readonly string[];
  readonly model: string;
  readonly from: PlainDate;
  readonly recordedAt: Instant;
}

/** Which authority this is: its code, its name, and the region it lies in. */
export interface Authority {
  readonly code: string;
  readonly name: string;
  readonly region: string | null;
  readonly recordedAt: Instant;
}

/** Which reading of a definition is in force from a day on (catalogue C.11). */
export interface Policy {
  readonly key: string;
  readonly value: string;
  readonly from: PlainDate;
  readonly recordedAt: Instant;
}

/** A rating or trend that was shown otherwise than computed, and why. */
export interface Override {
  readonly measure: string;
  readonly asAt: PlainDate;
  readonly what: 'rating' | 'trend';
  readonly computed?: Colour | null;
  readonly shown: Colour;
  readonly reason: string;
  readonly by: string | null;
  readonly recordedAt: Instant;
}

/** What somebody wrote under a figure of a month. */
export interface Commentary {
  readonly measure: string;
  readonly asAt: PlainDate;
  readonly text: string;
  readonly by: string | null;
  readonly recordedAt: Instant;
}

export type Colour = 'GREEN' | 'AMBER' | 'RED';

/** Everything a report needs beside the events of children, as known at one instant. */
export interface Reference {
  readonly populations: readonly PopulationEstimate[];
  readonly comparators: readonly Comparator[];
  readonly targets: readonly Target[];
  readonly neighbours: readonly Neighbours[];
  readonly policies: readonly Policy[];
  readonly overrides: readonly Override[];
  readonly commentaries: readonly Commentary[];
  /** The authority as last described; null (or left out) while nobody has. */
  readonly authority?: Authority | null;
}

/** Nothing loaded, nothing set: every policy at its default, every rate without a population. */
export const noReference: Reference = {
  populations: [],
  comparators: [],
  targets: [],
  neighbours: [],
  policies: [],
  overrides: [],
  commentaries: [],
  authority: null,
};
