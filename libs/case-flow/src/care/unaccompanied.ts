import { latest, type PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact } from '../journey.ts';

/** The days on which a child is known as an unaccompanied asylum-seeking child; `until` is the first day no longer. */
export interface Unaccompanied {
  readonly from: PlainDate;
  readonly until?: PlainDate;
  readonly because: readonly Fact[];
}

/**
 * Since when, and until when, a child is unaccompanied (catalogue B.4, LAC-09), or undefined for one who never was. What
 * was recorded last says when it ended. A return that tells only that it holds is dated by the day of birth, and so says
 * that it always held.
 */
export const unaccompanied = perJourney((journey): Unaccompanied | undefined => {
  const facts = factsOf(journey, 'UnaccompaniedStatusRecorded');
  const [first] = facts;
  if (first === undefined) return undefined;
  const ending = facts.filter(({ data }) => data.until !== undefined);
  const recordedAt = latest(...ending.map((fact) => fact.recordedAt as string as PlainDate));
  const until = ending.findLast((fact) => (fact.recordedAt as string) === recordedAt)?.data.until;
  return { from: first.on, ...(until === undefined ? {} : { until }), because: facts };
});
