import { birthday, earliest, type PlainDate } from '#calendar/plain-date';
import { careReviewDueOn } from '#case-flow/care/care-reviews';
import { careVisitDueBy, visitChangesOf } from '#case-flow/care/care-visits-due';
import { identity } from '#case-flow/child-identity/identity';
import type { Journey } from '#case-flow/journey';
import { caseOf, type Case } from '#case-flow/referral/case';
import { spansOfCare, type SpanOfCare } from '../looked-after/spans-of-care.ts';
import { stretches } from '../stretches.ts';
import { clock, following, type Clock } from './clock.ts';

/**
 * What being looked after asks for up to the 18th birthday: reviews (reg 33) and visits (reg 28). Short breaks have none of
 * these (DfE 399).
 */
export function careClocks(journey: Journey, owner: Case | undefined): readonly Clock[] {
  const { dob } = identity(journey);
  const adultOn = dob === undefined ? undefined : birthday(dob, 18);
  return spansOfCare(journey)
    .filter(({ period }) => caseOf(journey, period.started) === owner)
    .flatMap((span) => {
      const endedOn = earliest(span.to, adultOn);
      return endedOn !== undefined && endedOn <= span.from ? [] : [...reviews(span, endedOn), ...visits(span, endedOn)];
    });
}

/** One review after the other. Where an import counts reviews it does not tell of, no due day is known. */
function reviews({ period, from: begunOn }: SpanOfCare, endedOn: PlainDate | undefined): readonly Clock[] {
  const held = period.reviews.filter((review) => review.heldOn > begunOn);
  return following(
    begunOn,
    held.map((review) => review.heldOn),
    endedOn,
    (from, to, i) => {
      const last = held[i - 1];
      const dueOn = careReviewDueOn(begunOn, (last?.number ?? 0) + 1, last?.heldOn);
      return dueOn && clock('Review of care', period.started, period.periodId, { from, to }, dueOn);
    },
  );
}

/** What the next visit depends on changes with visits, reviews, placements and orders: each due day is a clock of its own. */
function visits({ period, from, to }: SpanOfCare, endedOn: PlainDate | undefined): readonly Clock[] {
  const end = endedOn ?? to;
  const days = stretches({ from, ...(end === undefined ? {} : { to: end }) }, visitChangesOf(period), (on) => ({
    dueOn: careVisitDueBy(period, on),
  }));
  return days.map((one) => clock('Visit in care', period.started, period.periodId, one, one.dueOn));
}
