import type { Instant } from '#calendar/instant';
import { epochMilliseconds, londonDate } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';

/** A time a looked-after child was missing (M) or away without authorisation (A). */
export interface MissingEpisode {
  readonly eventId: string;
  readonly missingId?: string;
  readonly started: Fact<'MissingEpisodeStarted'>;
  readonly from: Instant;
  readonly fromOn: PlainDate;
  readonly until?: Instant;
  readonly untilOn?: PlainDate;
  readonly kind: Fact<'MissingEpisodeStarted'>['data']['kind'];
  readonly returnInterviewOffered?: boolean;
  /** The instant of the offer: as told, else when it was first recorded that there was one. */
  readonly returnInterviewOfferedAt?: Instant;
  readonly returnInterviewAccepted?: boolean;
}

/** The child's missing episodes in the order of their first instant; one id or one instant is one episode. */
export const missingEpisodes = perJourney((journey): readonly MissingEpisode[] => {
  const starts = firstsOf(factsOf(journey, 'MissingEpisodeStarted'));
  const ends = endsOfEach(journey, starts);
  return starts.map((started) => {
    const { missingId, from, kind } = started.data;
    const told = ends.get(started) ?? [];
    const { until, returnInterviewOffered, accepted } = told.at(-1)?.data ?? {};
    const offeredAt = returnInterviewOffered === true ? offerOf(told) : undefined;
    return {
      eventId: started.eventId,
      ...(missingId === undefined ? {} : { missingId }),
      started,
      from,
      fromOn: started.on,
      ...(until === undefined ? {} : { until, untilOn: londonDate(until) }),
      kind,
      ...(returnInterviewOffered === undefined ? {} : { returnInterviewOffered }),
      ...(offeredAt === undefined ? {} : { returnInterviewOfferedAt: offeredAt }),
      ...(accepted === undefined ? {} : { returnInterviewAccepted: accepted }),
    };
  });
});

function firstsOf(facts: readonly Fact<'MissingEpisodeStarted'>[]): readonly Fact<'MissingEpisodeStarted'>[] {
  const ordered = facts.toSorted((a, b) => (a.data.from < b.data.from ? -1 : a.data.from > b.data.from ? 1 : 0));
  return ordered.filter((fact, i) => {
    const { missingId, from } = fact.data;
    return !ordered
      .slice(0, i)
      .some(({ data }) => data.from === from || (missingId !== undefined && data.missingId === missingId));
  });
}

/** Within how long after the return an interview is to be offered (unverified, G45). */
const interviewHours = 72;

/** Whether a return interview was offered within 72 hours of the return; never while there was no return. */
export const returnInterviewInTime = ({ until, returnInterviewOfferedAt: offeredAt }: MissingEpisode): boolean =>
  until !== undefined &&
  offeredAt !== undefined &&
  epochMilliseconds(offeredAt) - epochMilliseconds(until) <= interviewHours * 3_600_000;

function offerOf(told: readonly Fact<'MissingEpisodeEnded'>[]): Instant | undefined {
  const offers = told.filter(({ data }) => data.returnInterviewOffered === true);
  const said = offers.findLast(({ data }) => data.returnInterviewOfferedAt !== undefined);
  const recorded = offers.map((fact) => fact.recordedAt).sort();
  return said?.data.returnInterviewOfferedAt ?? recorded[0];
}

/** The tellings of each end: an end belongs to the episode it names, else to the latest that had begun; the last counts. */
function endsOfEach(journey: Journey, starts: readonly Fact<'MissingEpisodeStarted'>[]) {
  const ends = new Map<Fact<'MissingEpisodeStarted'>, Fact<'MissingEpisodeEnded'>[]>();
  for (const fact of factsOf(journey, 'MissingEpisodeEnded')) {
    const { missingId, until } = fact.data;
    const start =
      missingId === undefined
        ? starts.findLast(({ data }) => data.from <= until)
        : starts.find(({ data }) => data.missingId === missingId);
    if (start) ends.set(start, [...(ends.get(start) ?? []), fact]);
  }
  return ends;
}
