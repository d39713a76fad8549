import type { StoredEvent } from '#event-store/event-store';
import type { Report, ReportCard } from '#reporting/report';
import { causeOf, type Cause } from './change-kinds.ts';

/** Something beside the figures of a card that is another now. */
export interface MovedBeside {
  readonly card: string;
  readonly measure: string;
  readonly what: 'target' | 'rating' | 'trend' | 'comparators' | 'notes' | 'commentary';
  readonly frozen: string;
  readonly now: string;
  /** The reference data recorded since; without any, the figures moved it. */
  readonly events: readonly Cause[];
}

const told: Readonly<Record<MovedBeside['what'], (card: ReportCard) => string>> = {
  target: ({ target }) => target?.text ?? 'none',
  rating: ({ rating }) => rating.shown ?? 'not rated',
  trend: ({ trend }) => trend.shown ?? 'not rated',
  comparators: ({ comparators }) => comparators.map(({ label, text }) => `${label} ${text}`).join(', ') || 'none',
  notes: ({ notes }) => notes.join(' ') || 'none',
  commentary: ({ commentary }) => commentary ?? 'none',
};

/** The events that each of them can come from, beside the figures. */
const reads: Readonly<Record<MovedBeside['what'], readonly string[]>> = {
  target: ['TargetSet', 'EventVoided'],
  rating: ['TargetSet', 'RatingOverridden', 'PolicySet', 'EventVoided'],
  trend: ['RatingOverridden', 'PolicySet', 'EventVoided'],
  comparators: ['ComparatorLoaded', 'NeighboursSet', 'AuthorityDescribed', 'EventVoided'],
  notes: [],
  commentary: ['CommentaryAdded', 'EventVoided'],
};

/** What beside the figures of a report differs from what it said, card by card, with the new reference data behind it. */
export function movedBeside(frozen: Report, now: Report, reference: readonly StoredEvent[]): readonly MovedBeside[] {
  return frozen.cards.flatMap((was, i) => {
    const is = now.cards[i];
    if (is === undefined) return [];
    return (Object.keys(told) as MovedBeside['what'][]).flatMap((what) => {
      const [before, after] = [told[what](was), told[what](is)];
      if (before === after) return [];
      const events = reference.filter((event) => reads[what].includes(event.type) && isOf(was.measure, event));
      return [{ card: was.title, measure: was.measure, what, frozen: before, now: after, events: events.map(causeOf) }];
    });
  });
}

const isOf = (measure: string, { data }: StoredEvent): boolean =>
  data['measure'] === undefined || data['measure'] === measure;
