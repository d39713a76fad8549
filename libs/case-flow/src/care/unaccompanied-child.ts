import { birthday, earliest, type PlainDate } from '#calendar/plain-date';
import { identity } from '../child-identity/identity.ts';
import { factsOf, perJourney } from '../journey.ts';

/** The days for which a child counts as an unaccompanied asylum-seeking child; `until` is the first day no longer. */
export interface UnaccompaniedStatus {
  readonly from: PlainDate;
  readonly until?: PlainDate;
}

/**
 * The status as last recorded, or undefined for a child of whom none is recorded. It ends with the day told, and at the
 * latest on the 18th birthday (catalogue B.4, LAC-09).
 */
export const unaccompaniedStatus = perJourney((journey): UnaccompaniedStatus | undefined => {
  const told = factsOf(journey, 'UnaccompaniedStatusRecorded');
  if (told.length === 0) return undefined;
  const from = told.find(({ data }) => data.from !== undefined)?.on ?? told[0]!.on;
  const { dob } = identity(journey);
  const ended = told.findLast(({ data }) => data.until !== undefined)?.data.until;
  const until = earliest(ended, dob === undefined ? undefined : birthday(dob, 18));
  return { from, ...(until === undefined ? {} : { until }) };
});
