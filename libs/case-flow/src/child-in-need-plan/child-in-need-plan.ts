import { z } from 'zod';
import { unlessKnown } from '../already-known.ts';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { anAcceptedCase, anOpenCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { runsOn } from '../succession.ts';
import { childInNeedPlanEvents } from './child-in-need-plan.events.ts';
import {
  aChildInNeedPlanOfThisChild,
  anActiveChildInNeedPlan,
  noOpenPlan,
  notBeforeItsMinimum,
} from './child-in-need-plan.rules.ts';
import { childInNeedPlans, minimumUntilOf, type ChildInNeedPlan } from './child-in-need-plans.ts';
import { shortBreakBudgets } from './short-break-budgets.ts';

const child = z.object({ childId: identifier });
const shapes = childInNeedPlanEvents;
const started = child.extend(shapes.CinPlanStarted.payload.shape).required({ kind: true });
const reviewed = child.extend(shapes.CinReviewHeld.payload.shape);
const visited = child.extend(shapes.CinVisitMade.payload.shape).extend({ note: text.optional() });
const ended = child
  .extend(shapes.CinPlanEnded.payload.shape)
  .required({ reason: true })
  .extend({ overrideReason: text.optional() });
const agreed = child.extend(shapes.ShortBreakBudgetAgreed.payload.shape).required({ hours: true });
const budgetEnded = child.extend(shapes.ShortBreakBudgetEnded.payload.shape);

/** What may be asked of a child in need plan and of short-break budgets, and what follows (catalogue A.8, A.14). */
export const childInNeedPlanCommands = {
  StartChildInNeedPlan: command(started, (journey, { childId: _, ...asked }, { newId }) => {
    const { startedOn, kind } = asked;
    const { caseId } = anAcceptedCase(journey, asked.caseId, startedOn);
    if (childInNeedPlans(journey).some((one) => one.startedOn === startedOn && one.kind === kind)) return [];
    noOpenPlan(journey, startedOn);
    const minimumUntil = asked.minimumUntil ?? minimumUntilOf(kind, startedOn);
    const minimum = minimumUntil === undefined ? {} : { minimumUntil };
    return [{ type: 'CinPlanStarted', data: { ...asked, ...minimum, cinPlanId: asked.cinPlanId ?? newId(), caseId } }];
  }),

  HoldChildInNeedReview: command(reviewed, (journey, { childId: _, ...asked }) => {
    const plan = anActiveChildInNeedPlan(journey, asked.cinPlanId, asked.heldOn);
    return unlessKnown(journey, { type: 'CinReviewHeld', data: { ...asked, ...idsOf(plan) } });
  }),

  RecordChildInNeedVisit: command(visited, (journey, { childId: _, note, ...asked }) => {
    const plan = anActiveChildInNeedPlan(journey, asked.cinPlanId, asked.visitedOn);
    const personal = note === undefined ? {} : { personal: { note } };
    return unlessKnown(journey, { type: 'CinVisitMade', data: { ...asked, ...idsOf(plan) }, ...personal });
  }),

  EndChildInNeedPlan: command(ended, (journey, { childId: _, overrideReason, ...asked }) => {
    const plan = aChildInNeedPlanOfThisChild(journey, asked.cinPlanId, asked.endedOn);
    if (plan.endedOn === asked.endedOn && (plan.endReason ?? asked.reason) === asked.reason) return [];
    if (plan.endedOn !== undefined)
      throw new Refused(
        'only-an-active-child-in-need-plan',
        `The child in need plan ended on ${plan.endedOn}. Correct that end if it is wrong.`,
      );
    notBeforeItsMinimum(plan, asked.endedOn, overrideReason);
    const personal = overrideReason === undefined ? {} : { personal: { overrideReason } };
    return [{ type: 'CinPlanEnded', data: { ...asked, ...idsOf(plan) }, ...personal }];
  }),

  AgreeShortBreakBudget: command(agreed, (journey, { childId: _, ...asked }, { newId }) => {
    const { caseId } = anAcceptedCase(journey, asked.caseId, asked.from);
    if (shortBreakBudgets(journey).some((one) => one.startedOn === asked.from && one.hours === asked.hours)) return [];
    const open = shortBreakBudgets(journey).find((one) => runsOn(one, asked.from));
    if (open)
      throw new Refused(
        'one-short-break-budget-at-a-time',
        `A short-break budget has run since ${open.startedOn}. End it before another one is agreed.`,
      );
    if (asked.until !== undefined && asked.until < asked.from)
      throw new Refused(
        'a-short-break-budget-ends-on-or-after-its-start',
        `The budget would end on ${asked.until}, before it starts on ${asked.from}. Check the two days.`,
      );
    return [{ type: 'ShortBreakBudgetAgreed', data: { ...asked, budgetId: asked.budgetId ?? newId(), caseId } }];
  }),

  EndShortBreakBudget: command(budgetEnded, (journey, { childId: _, ...asked }) => {
    const { caseId } = anOpenCase(journey, asked.caseId, asked.until);
    const budget = shortBreakBudgets(journey).findLast(
      (one) => one.startedOn <= asked.until && (asked.budgetId === undefined || one.budgetId === asked.budgetId),
    );
    if (budget?.endedOn !== undefined && budget.endedOn === asked.until) return [];
    if (!budget || (budget.endedOn !== undefined && budget.endedOn < asked.until))
      throw new Refused(
        'only-a-running-short-break-budget-is-ended',
        `No short-break budget ran on ${asked.until}. Check the child and the day.`,
      );
    const id = budget.budgetId === undefined ? {} : { budgetId: budget.budgetId };
    return [{ type: 'ShortBreakBudgetEnded', data: { ...asked, ...id, caseId } }];
  }),
};

/** The ids a follow-up fact is given, so that it never depends on dates alone. */
const idsOf = ({ planId, caseId }: ChildInNeedPlan) => ({
  ...(planId === undefined ? {} : { cinPlanId: planId }),
  ...(caseId === undefined ? {} : { caseId }),
});
