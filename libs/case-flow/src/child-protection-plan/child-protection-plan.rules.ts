import type { PlainDate } from '#calendar/plain-date';
import { initialConferences } from '../conference/initial-conferences.ts';
import { factsOf, type Journey } from '../journey.ts';
import { notAfterDeath, notBeforeReferral, oneAtATime, type Running } from '../ordering.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { spokenOf } from '../succession.ts';
import {
  childProtectionPlans,
  openProtectionPlan,
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from './child-protection-plans.ts';

/** A plan starts on the day of the conference that decided on it (A.14; DfE 2885). */
export function aConferenceThatDecidedOnAPlan(journey: Journey, caseId: string, startedOn: PlainDate): void {
  const decided = initialConferences(journey).filter((one) => one.caseId === caseId && one.outcome === 'CP_PLAN');
  if (decided.some((one) => one.heldOn === startedOn)) return;
  const last = decided.at(-1);
  if (last)
    throw new Refused(
      'a-plan-starts-on-the-day-of-its-conference',
      `The conference that decided on a plan was held on ${last.heldOn}: the plan starts that day.`,
      '2885',
    );
  throw new Refused(
    'a-plan-follows-a-conference-that-decided-on-it',
    'No initial conference of this case decided on a child protection plan. Record the conference and its outcome first.',
  );
}

/** One open plan at a time (DfE 8935). */
export function noOpenProtectionPlan(journey: Journey, on: PlainDate): void {
  const open = openProtectionPlan(journey, on);
  if (open)
    throw new Refused(
      'one-open-child-protection-plan',
      `This child has been on a child protection plan since ${open.startedOn}. End that plan before another one starts.`,
      '8935',
    );
}

/** The plan a command speaks of: by id, else the latest started on or before the day. */
export function aProtectionPlanOfThisChild(
  journey: Journey,
  planId: string | undefined,
  on: PlainDate,
): ChildProtectionPlan {
  const found = spokenOf(childProtectionPlans(journey), planId, on);
  if (found) return found;
  throw new Refused(
    'a-child-protection-plan-of-this-child',
    `This child had no child protection plan on ${on}. Check the child and the day.`,
  );
}

/** The plan a command speaks of, active on that day. What happens on its last day is still of the plan. */
export function anActiveProtectionPlan(
  journey: Journey,
  planId: string | undefined,
  on: PlainDate,
): ChildProtectionPlan {
  const plan = aProtectionPlanOfThisChild(journey, planId, on);
  const { startedOn, endedOn } = plan;
  if (startedOn <= on && (endedOn === undefined || on <= endedOn)) return plan;
  throw new Refused(
    'only-an-active-child-protection-plan',
    `The child protection plan ran from ${startedOn}${endedOn === undefined ? '' : ` to ${endedOn}`}: ${on} is outside it. Check the day.`,
  );
}

const running = (journey: Journey): readonly Running[] =>
  childProtectionPlans(journey).map(({ started, startedOn, endedOn }) => ({
    eventId: started.eventId,
    startedOn,
    ...(endedOn === undefined ? {} : { endedOn }),
  }));

/** Ordering rules of child protection plans (catalogue A.12, A.7). */
export const childProtectionPlanRules: readonly OrderingRule[] = [
  notBeforeReferral(
    { name: 'a-child-protection-plan-is-not-before-its-referral', dfe: '1105' },
    'CpPlanStarted',
    'The child protection plan',
  ),
  // A query: with two dates to correct, the first correction must not be refused for the second.
  {
    name: 'a-plan-starts-on-the-day-of-its-conference',
    dfe: '2885',
    level: 'query',
    broken: (journey) =>
      plansOfThisAuthority(journey).flatMap(({ caseId, started, startedOn }) => {
        const held = initialConferences(journey).filter((one) => one.caseId === caseId);
        return held.length > 0 && !held.some((one) => one.heldOn === startedOn)
          ? [
              {
                eventId: started.eventId,
                sentence: `The plan started on ${startedOn}, but no conference of the case was held that day.`,
              },
            ]
          : [];
      }),
  },
  {
    name: 'a-review-conference-is-after-the-start-of-its-plan',
    dfe: '8841',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, 'ReviewConferenceHeld').flatMap((fact) => {
        const plan = spokenOf(childProtectionPlans(journey), fact.data.planId, fact.on);
        return plan && fact.on <= plan.startedOn
          ? [
              {
                eventId: fact.eventId,
                sentence: `The review of ${fact.on} is not after the start of its plan on ${plan.startedOn}.`,
              },
            ]
          : [];
      }),
  },
  {
    name: 'a-child-protection-plan-does-not-end-on-its-first-day',
    dfe: '8840',
    level: 'error',
    broken: (journey) => ending(journey, (plan, endedOn) => endedOn === plan.startedOn, 'the day it started'),
  },
  {
    name: 'a-child-protection-plan-ends-after-its-start',
    dfe: '8925',
    level: 'error',
    broken: (journey) => ending(journey, (plan, endedOn) => endedOn < plan.startedOn, 'before it started'),
  },
  ...oneAtATime(
    { name: 'one-open-child-protection-plan', dfe: '8935' },
    { name: 'child-protection-plans-do-not-overlap', dfe: '8940' },
    running,
    'The child protection plan',
  ),
  notAfterDeath(
    { name: 'a-child-protection-plan-does-not-start-after-death', dfe: '8915' },
    'CpPlanStarted',
    'The start of the child protection plan',
  ),
  notAfterDeath(
    { name: 'a-child-protection-plan-does-not-end-after-death', dfe: '8920' },
    'CpPlanEnded',
    'The end of the child protection plan',
  ),
];

const ending = (journey: Journey, isBroken: (plan: ChildProtectionPlan, endedOn: PlainDate) => boolean, when: string) =>
  childProtectionPlans(journey).flatMap((plan) =>
    plan.ended && isBroken(plan, plan.ended.on)
      ? [
          {
            eventId: plan.ended.eventId,
            sentence: `The child protection plan of ${plan.startedOn} ends on ${plan.ended.on}, ${when}.`,
          },
        ]
      : [],
  );
