import { addMonths, daysBetween, type PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact } from '../journey.ts';
import { periodsOfCare } from './periods-of-care.ts';

/** A respite stay recorded by itself. It is never in a count of looked-after children. */
export interface RespiteStay {
  readonly eventId: string;
  readonly stayId?: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly legalStatus: Fact<'RespiteStayRecorded'>['data']['legalStatus'];
  /** From the first to the last day, the last not counted, as DfE 365 counts. */
  readonly lengthDays: number;
}

/** The child's respite stays in their order; one id, or the same two days, is one stay. */
export const respiteStays = perJourney((journey): readonly RespiteStay[] => {
  const stays: RespiteStay[] = [];
  for (const { eventId, data } of factsOf(journey, 'RespiteStayRecorded')) {
    const { stayId, from, until, legalStatus } = data;
    const isKnown = (one: RespiteStay) =>
      (stayId !== undefined && one.stayId === stayId) || (one.from === from && one.until === until);
    if (stays.some(isKnown)) continue;
    const id = stayId === undefined ? {} : { stayId };
    stays.push({ eventId, ...id, from, until, legalStatus, lengthDays: daysBetween(from, until) });
  }
  return stays;
});

/** A stay away from home under a short-break status that has ended, whichever way it was recorded. */
export interface ShortBreak {
  readonly eventId: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/**
 * The ended short breaks: respite stays, and stretches of care under V3. Care under V4 is an agreement, not a stay
 * (catalogue B.5), and so has no length that the regulations limit.
 */
export const shortBreaks = perJourney((journey): readonly ShortBreak[] => {
  const inCare = periodsOfCare(journey).flatMap((period) =>
    period.legalStatuses.flatMap(({ eventId, from, to, legalStatus }) =>
      legalStatus === 'V3' && to !== undefined ? [{ eventId, from, until: to }] : [],
    ),
  );
  const stays = respiteStays(journey).map(({ eventId, from, until }) => ({ eventId, from, until }));
  return [...stays, ...inCare].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
});

/** The days of short breaks in the twelve months that end when `last` does (DfE 367; rolling: G41). */
export function shortBreakDaysInTwelveMonths(breaks: readonly ShortBreak[], last: ShortBreak): number {
  const windowFrom = addMonths(last.until, -12);
  return breaks.reduce((days, { from, until }) => {
    const start = from < windowFrom ? windowFrom : from;
    const end = until < last.until ? until : last.until;
    return days + Math.max(0, daysBetween(start, end));
  }, 0);
}
