import { startOfLondonDay, type Instant } from '#calendar/instant';
import { dateOf, plainDate, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import type { NewEvent } from '#case-flow/event';
import { areaStream } from '../areas.ts';
import { usuallyPublishedOn } from '../comparators.ts';
import { yearEndingOf } from '../published-names.ts';
import { childProtection } from './child-protection.ts';
import { enquiriesAndConferences } from './enquiries-and-conferences.ts';
import { lookedAfter } from './looked-after.ts';
import { populationOfEngland } from './population-of-england.ts';
import type { PublishedSet } from './published-set.ts';
import { referralsAndNeed } from './referrals-and-need.ts';
import { workforce } from './workforce.ts';

/** Every set that is shipped: England and its nine regions, 2013 to 2025. */
export const publishedSets: readonly PublishedSet[] = [
  ...referralsAndNeed,
  ...enquiriesAndConferences,
  ...childProtection,
  ...lookedAfter,
  ...workforce,
];

/** An event for the stream of its area. */
export interface AreaEvent {
  readonly stream: `authority-${string}`;
  readonly event: NewEvent;
}

/**
 * The published figures of England and its regions as events, each with the id it always has, so that they are stored
 * once. With `asPublished` each is recorded when it usually came out (a synthetic authority, whose past must have known
 * them); without, the store says when they were recorded, which is now.
 */
export function publishedEvents({ asPublished = false } = {}): readonly AreaEvent[] {
  const recorded = (day: PlainDate): { recordedAt?: Instant } =>
    asPublished ? { recordedAt: startOfLondonDay(day) } : {};
  const figures = publishedSets.flatMap(({ measure, source, licence, fromYear, values }) =>
    Object.entries(values).flatMap(([area, years]) =>
      years.flatMap((value, i): readonly AreaEvent[] => {
        if (value === null) return [];
        const yearEnding = plainDate(yearEndingOf(measure, fromYear + i));
        const data = {
          measure,
          area,
          level: area === 'England' ? 'national' : 'region',
          yearEnding,
          value,
          source,
          licence,
        };
        return [
          areaEvent('ComparatorLoaded', area, yearEnding, data, recorded(usuallyPublishedOn(measure, yearEnding))),
        ];
      }),
    ),
  );
  const { source, licence, estimates } = populationOfEngland;
  const people = estimates.map(([midYear, age0to17, vintage]) =>
    areaEvent(
      'PopulationEstimateLoaded',
      'England',
      dateOf(midYear, 6, 30),
      { area: 'England', midYear, age0to17, vintage, source, licence },
      recorded(dateOf(midYear + 1, 7, 15)),
    ),
  );
  return [...people, ...figures];
}

/** The same, stream by stream, as a store takes them. */
export function publishedWrites(
  events: readonly AreaEvent[] = publishedEvents(),
): readonly { readonly stream: AreaEvent['stream']; readonly events: readonly NewEvent[] }[] {
  const byStream = new Map<AreaEvent['stream'], NewEvent[]>();
  for (const { stream, event } of events) {
    const own = byStream.get(stream);
    if (own) own.push(event);
    else byStream.set(stream, [event]);
  }
  return [...byStream].map(([stream, own]) => ({ stream, events: own }));
}

const areaEvent = (
  type: string,
  area: string,
  occurredOn: PlainDate,
  data: Record<string, unknown>,
  recorded: { readonly recordedAt?: Instant },
): AreaEvent => ({
  stream: areaStream(area)!,
  event: {
    eventId: uuidOf(`published/${type}/${JSON.stringify(data)}`),
    type,
    childId: '',
    occurredOn,
    ...recorded,
    source: 'IMPORT',
    importRef: 'published figures of England and its regions',
    data,
  },
});
