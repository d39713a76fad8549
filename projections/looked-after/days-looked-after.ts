import { birthday, earliest, type PlainDate } from '#calendar/plain-date';
import { identity } from '#case-flow/child-identity/identity';
import { perJourney, type Fact, type Journey } from '#case-flow/journey';
import { caseById, type Case } from '#case-flow/referral/case';
import { outside, type Interval } from '../stretches.ts';
import { spansOfCare, type SpanOfCare } from './spans-of-care.ts';

/** Days on which LAC-01 counts the child: of one span of care, those before the 18th birthday. */
export interface DaysLookedAfter extends Interval {
  readonly span: SpanOfCare;
  readonly case: Case | undefined;
}

/**
 * The days on which LAC-01 counts a child, in order: up to the 18th birthday, without short breaks. Where imported periods
 * overlap, the days belong to the one that began first, so that no day stands twice.
 */
export const daysLookedAfter = perJourney((journey): readonly DaysLookedAfter[] => daysBefore(journey, 18));

/** The same up to another birthday; where no day of birth is known, up to the end of care. */
export function daysBefore(journey: Journey, age: number): readonly DaysLookedAfter[] {
  const { dob } = identity(journey);
  const spans = spansOfCare(journey);
  return spans.flatMap((span, i) => {
    const { caseId } = span.period;
    const to = earliest(span.to, dob === undefined ? undefined : birthday(dob, age));
    const days = outside({ from: span.from, ...(to === undefined ? {} : { to }) }, spans.slice(0, i));
    return days.map((one) => ({ ...one, span, case: caseId === undefined ? undefined : caseById(journey, caseId) }));
  });
}

/** The day since when a child has been looked after without a break: one period may begin the day another ceased. */
export function continuouslySince(journey: Journey, { from }: SpanOfCare): PlainDate {
  const before = spansOfCare(journey).find((one) => one.to === from && one.from < from);
  return before === undefined ? from : continuouslySince(journey, before);
}

/** The facts that a period of care begins and ends with. */
export const boundsOf = ({ period }: SpanOfCare): readonly Fact[] =>
  [period.started, period.ceased].filter((fact) => fact !== undefined);

/** The id of a row about the days of a span that begin on `from`. */
export const rowIdOf = ({ period }: SpanOfCare, from: PlainDate): string =>
  `${period.started.childId}/${period.periodId}#${from}`;

/** The events that begin and end the days, and those that say how old the child is. */
export const lookedAfterEvents = [
  'CareStarted',
  'LegalStatusChanged',
  'CareCeased',
  'ChildRegistered',
  'UnbornChildBorn',
  'DemographicsAmended',
] as const;
