import { earliest, type PlainDate } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import {
  careLeaver,
  firstPathwayPlanDueOn,
  pathwayReviewDueOn,
  planOwedUntil,
  type CareLeaver,
} from '#case-flow/leaving-care/care-leaver';
import { clock, following, type Clock } from './clock.ts';

/** The first pathway plan within three months of becoming a care leaver, and each review six months after the last. */
export function leaverClocks(journey: Journey): readonly Clock[] {
  const leaver = careLeaver(journey);
  return leaver === undefined ? [] : owed(leaver).flatMap((days) => ofPlans(leaver, days));
}

function ofPlans(
  { plans, set, contacts, accommodations, activities }: CareLeaver,
  { from, to }: { from: PlainDate; to?: PlainDate },
) {
  const because = set[0] ?? contacts[0] ?? accommodations[0] ?? activities[0];
  if (because === undefined) return [];
  const before = plans.findLast((plan) => plan.on <= from)?.on;
  const done = plans.map((plan) => plan.on).filter((day) => day > from);
  return following(from, done, to, (start, end, i) => {
    const last = i === 0 ? before : done[i - 1];
    const dueOn = last === undefined ? firstPathwayPlanDueOn(from) : pathwayReviewDueOn(last);
    return clock('Pathway plan', because, 'pathway plan', { from: start, to: end }, dueOn);
  });
}

/** The days without a break in which a plan is owed: not to those who only qualify, died or went back home, nor after 21 unasked. */
function owed(leaver: CareLeaver): readonly { from: PlainDate; to?: PlainDate }[] {
  const goneOn = leaver.contacts.find(({ data }) => data.inTouch === 'DIED' || data.inTouch === 'RHOM')?.on;
  const end = earliest(planOwedUntil(leaver), goneOn);
  const joined: { from: PlainDate; to?: PlainDate }[] = [];
  for (const { category, from, to } of leaver.entitlements) {
    const until = earliest(to, end);
    if (category === 'QUALIFYING' || (until !== undefined && until <= from)) continue;
    const before = joined.at(-1);
    const start = before?.to === from ? joined.pop()!.from : from;
    joined.push(until === undefined ? { from: start } : { from: start, to: until });
  }
  return joined;
}
