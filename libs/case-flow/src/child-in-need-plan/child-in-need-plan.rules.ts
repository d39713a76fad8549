import type { PlainDate } from '#calendar/plain-date';
import { openProtectionPlan, childProtectionPlans } from '../child-protection-plan/child-protection-plans.ts';
import type { Journey } from '../journey.ts';
import { notAfterDeath, notBeforeReferral, oneAtATime, type Running } from '../ordering.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { spokenOf } from '../succession.ts';
import { childInNeedPlans, openChildInNeedPlan, type ChildInNeedPlan } from './child-in-need-plans.ts';

/** A child in need plan starts only where no plan of either kind is open (A.14). */
export function noOpenPlan(journey: Journey, on: PlainDate): void {
  const protection = openProtectionPlan(journey, on);
  if (protection)
    throw new Refused(
      'a-child-in-need-plan-never-runs-beside-a-child-protection-plan',
      `This child has been on a child protection plan since ${protection.startedOn}. End that plan first.`,
      '4001',
    );
  const open = openChildInNeedPlan(journey, on);
  if (open)
    throw new Refused(
      'one-open-child-in-need-plan',
      `This child has had a child in need plan since ${open.startedOn}. End that plan before another one starts.`,
      '4004',
    );
}

/** The plan a command speaks of: by id, else the latest started on or before the day. */
export function aChildInNeedPlanOfThisChild(
  journey: Journey,
  planId: string | undefined,
  on: PlainDate,
): ChildInNeedPlan {
  const found = spokenOf(childInNeedPlans(journey), planId, on);
  if (found) return found;
  throw new Refused(
    'a-child-in-need-plan-of-this-child',
    `This child had no child in need plan on ${on}. Check the child and the day.`,
  );
}

/** The plan a command speaks of, active on that day. What happens on its last day is still of the plan. */
export function anActiveChildInNeedPlan(journey: Journey, planId: string | undefined, on: PlainDate): ChildInNeedPlan {
  const plan = aChildInNeedPlanOfThisChild(journey, planId, on);
  const { startedOn, endedOn } = plan;
  if (startedOn <= on && (endedOn === undefined || on <= endedOn)) return plan;
  throw new Refused(
    'only-an-active-child-in-need-plan',
    `The child in need plan ran from ${startedOn}${endedOn === undefined ? '' : ` to ${endedOn}`}: ${on} is outside it. Check the day.`,
  );
}

/** A plan that is held for a minimum time ends sooner only with a reason for the haste (catalogue A.8). */
export function notBeforeItsMinimum(
  plan: ChildInNeedPlan,
  endedOn: PlainDate,
  overrideReason: string | undefined,
): void {
  if (plan.minimumUntil !== undefined && endedOn < plan.minimumUntil && overrideReason === undefined)
    throw new Refused(
      'a-step-down-plan-is-held-three-months',
      `This plan is held until ${plan.minimumUntil} at least. Give the reason why it ends sooner.`,
    );
}

const running = (journey: Journey): readonly Running[] =>
  childInNeedPlans(journey).map(({ started, startedOn, endedOn }) => ({
    eventId: started.eventId,
    startedOn,
    ...(endedOn === undefined ? {} : { endedOn }),
  }));

/** Ordering rules of child in need plans (catalogue A.12, A.8). */
export const childInNeedPlanRules: readonly OrderingRule[] = [
  {
    name: 'a-child-in-need-plan-never-runs-beside-a-child-protection-plan',
    dfe: '4001',
    level: 'error',
    broken: (journey) =>
      childInNeedPlans(journey).flatMap((plan) => {
        const beside = childProtectionPlans(journey).find((other) => overlap(plan, other));
        return beside
          ? [
              {
                eventId: plan.started.eventId,
                sentence: `The child in need plan of ${plan.startedOn} runs beside the child protection plan of ${beside.startedOn}.`,
              },
            ]
          : [];
      }),
  },
  ...oneAtATime(
    { name: 'one-open-child-in-need-plan', dfe: '4004' },
    { name: 'child-in-need-plans-do-not-overlap', dfe: '4014' },
    running,
    'The child in need plan',
  ),
  {
    name: 'a-child-in-need-plan-ends-on-or-after-its-start',
    dfe: '4011',
    level: 'error',
    broken: (journey) => ending(journey, (plan, endedOn) => endedOn < plan.startedOn, 'before it started'),
  },
  {
    name: 'a-child-in-need-plan-seldom-ends-on-its-first-day',
    dfe: '4012Q',
    level: 'query',
    broken: (journey) => ending(journey, (plan, endedOn) => endedOn === plan.startedOn, 'the day it started'),
  },
  notAfterDeath(
    { name: 'a-child-in-need-plan-is-not-after-death', dfe: '4008' },
    'CinPlanStarted',
    'The child in need plan',
  ),
  notBeforeReferral(
    { name: 'a-child-in-need-plan-is-not-before-its-referral', dfe: '4015' },
    'CinPlanStarted',
    'The child in need plan',
  ),
];

interface Days {
  readonly startedOn: PlainDate;
  readonly endedOn?: PlainDate;
}

/** Two plans overlap where each starts before the other ends; ending and starting on one day is right. */
const overlap = (a: Days, b: Days): boolean =>
  a.startedOn < (b.endedOn ?? '9999-12-31') && b.startedOn < (a.endedOn ?? '9999-12-31');

const ending = (journey: Journey, isBroken: (plan: ChildInNeedPlan, endedOn: PlainDate) => boolean, when: string) =>
  childInNeedPlans(journey).flatMap((plan) =>
    plan.ended && isBroken(plan, plan.ended.on)
      ? [
          {
            eventId: plan.ended.eventId,
            sentence: `The child in need plan of ${plan.startedOn} ends on ${plan.ended.on}, ${when}.`,
          },
        ]
      : [],
  );
