import type { PlainDate } from '#calendar/plain-date';
import { assessmentEndedOn, assessments } from '#case-flow/assessment/assessments';
import { childInNeedPlans } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { shortBreakBudgets, type ShortBreakBudget } from '#case-flow/child-in-need-plan/short-break-budgets';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import type { EventName } from '#case-flow/event-catalogue';
import { perJourney, type Journey } from '#case-flow/journey';
import type { Case } from '#case-flow/referral/case';
import { spansOfCare } from '../looked-after/spans-of-care.ts';
import type { Interval } from '../stretches.ts';

/** The events, beside those that begin a service, that say which services a child has. */
export const serviceEvents = [
  'ShortBreakBudgetAgreed',
  'ShortBreakBudgetEnded',
  'AssessmentAuthorised',
  'AssessmentCancelled',
  'CpPlanEnded',
  'CinPlanEnded',
  'LegalStatusChanged',
  'CareCeased',
] as const satisfies readonly EventName[];

/**
 * The budgets of a case on a day on which the child has nothing else (catalogue C.6 CIN-02): no assessment, no plan and
 * no care. A plan that says of itself that it is of short breaks only, and care under V3 or V4, are the short breaks.
 */
export function onlyShortBreaksOn(journey: Journey, one: Case, on: PlainDate): readonly ShortBreakBudget[] {
  if (otherServices(journey).some((service) => runs(service, on))) return [];
  return budgetsOf(journey, one).filter(({ startedOn, endedOn }) => runs(daysOf(startedOn, endedOn), on));
}

/** The days on which that may change; none where the child never had a budget. */
export function changesOfShortBreaks(journey: Journey, one: Case): readonly (PlainDate | undefined)[] {
  const budgets = budgetsOf(journey, one);
  if (budgets.length === 0) return [];
  const days = [...otherServices(journey), ...budgets.map((budget) => daysOf(budget.startedOn, budget.endedOn))];
  return days.flatMap(({ from, to }) => [from, to]);
}

const budgetsOf = (journey: Journey, { caseId }: Case): readonly ShortBreakBudget[] =>
  shortBreakBudgets(journey).filter((budget) => budget.caseId === caseId);

const otherServices = perJourney((journey): readonly Interval[] => [
  ...assessments(journey).map((one) => daysOf(one.startedOn, assessmentEndedOn(one))),
  ...childProtectionPlans(journey).map((plan) => daysOf(plan.startedOn, plan.endedOn)),
  ...childInNeedPlans(journey)
    .filter(({ kind }) => kind !== 'SHORT_BREAK_ONLY')
    .map((plan) => daysOf(plan.startedOn, plan.endedOn)),
  ...spansOfCare(journey),
]);

const daysOf = (from: PlainDate, to: PlainDate | undefined): Interval => (to === undefined ? { from } : { from, to });
const runs = ({ from, to }: Interval, on: PlainDate): boolean => from <= on && (to === undefined || to > on);
