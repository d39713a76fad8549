import { z } from 'zod';
import { unlessKnown } from '../already-known.ts';
import { supersededPlan } from '../child-in-need-plan/superseded.ts';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { anAcceptedCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { childProtectionPlanEvents } from './child-protection-plan.events.ts';
import {
  aConferenceThatDecidedOnAPlan,
  anActiveProtectionPlan,
  aProtectionPlanOfThisChild,
  noOpenProtectionPlan,
} from './child-protection-plan.rules.ts';
import { childProtectionPlans, type ChildProtectionPlan } from './child-protection-plans.ts';

const child = z.object({ childId: identifier });
const shapes = childProtectionPlanEvents;
const started = child.extend(shapes.CpPlanStarted.payload.shape).partial({ planId: true });
const categorised = child.extend(shapes.CpCategoryChanged.payload.shape);
const grouped = child.extend(shapes.CoreGroupHeld.payload.shape).omit({ first: true }).required({ chairedBy: true });
const visited = child.extend(shapes.CpVisitMade.payload.shape).extend({ note: text.optional() });
const reviewed = child.extend(shapes.ReviewConferenceHeld.payload.shape).required({ decision: true });
const ended = child.extend(shapes.CpPlanEnded.payload.shape).required({ reason: true });

/** What may be asked of a child protection plan, and what follows (catalogue A.7, A.14). */
export const childProtectionPlanCommands = {
  StartChildProtectionPlan: command(started, (journey, { childId: _, ...asked }, { newId }) => {
    const { startedOn, category } = asked;
    const { caseId } = anAcceptedCase(journey, asked.caseId, startedOn);
    if (childProtectionPlans(journey).some((one) => one.startedOn === startedOn && one.category === category))
      return [];
    noOpenProtectionPlan(journey, startedOn);
    // The conference on a plan of another authority was held there.
    if (asked.temporaryForLa === undefined) aConferenceThatDecidedOnAPlan(journey, caseId, startedOn);
    return [
      { type: 'CpPlanStarted', data: { ...asked, planId: asked.planId ?? newId(), caseId } },
      ...supersededPlan(journey, startedOn, 'BECAME_CPP'),
    ];
  }),

  ChangeCategoryOfAbuse: command(categorised, (journey, { childId: _, ...asked }) => {
    const plan = anActiveProtectionPlan(journey, asked.planId, asked.on);
    if (plan.categories.findLast((one) => one.from <= asked.on)?.value === asked.category) return [];
    return [{ type: 'CpCategoryChanged', data: { ...asked, ...idsOf(plan) } }];
  }),

  HoldCoreGroup: command(grouped, (journey, { childId: _, ...asked }) => {
    const plan = anActiveProtectionPlan(journey, asked.planId, asked.heldOn);
    if (plan.coreGroups.some((one) => one.heldOn === asked.heldOn)) return [];
    const first = !plan.coreGroups.some((one) => one.heldOn < asked.heldOn);
    return [{ type: 'CoreGroupHeld', data: { ...asked, ...idsOf(plan), first } }];
  }),

  RecordChildProtectionVisit: command(visited, (journey, { childId: _, note, ...asked }) => {
    const plan = anActiveProtectionPlan(journey, asked.planId, asked.visitedOn);
    const personal = note === undefined ? {} : { personal: { note } };
    return unlessKnown(journey, { type: 'CpVisitMade', data: { ...asked, ...idsOf(plan) }, ...personal });
  }),

  HoldReviewConference: command(reviewed, (journey, { childId: _, ...asked }) => {
    const plan = anActiveProtectionPlan(journey, asked.planId, asked.heldOn);
    if (plan.reviews.some((one) => one.heldOn === asked.heldOn)) return [];
    return [{ type: 'ReviewConferenceHeld', data: { ...asked, ...idsOf(plan) } }];
  }),

  EndChildProtectionPlan: command(ended, (journey, { childId: _, ...asked }) => {
    const plan = aProtectionPlanOfThisChild(journey, asked.planId, asked.endedOn);
    if (plan.endedOn === asked.endedOn && (plan.endReason ?? asked.reason) === asked.reason) return [];
    if (plan.endedOn !== undefined)
      throw new Refused(
        'only-an-active-child-protection-plan',
        `The child protection plan ended on ${plan.endedOn}. Correct that end if it is wrong.`,
      );
    return [{ type: 'CpPlanEnded', data: { ...asked, ...idsOf(plan) } }];
  }),
};

/** The ids a follow-up fact is given, so that it never depends on dates alone. */
const idsOf = ({ planId, caseId }: ChildProtectionPlan) => ({
  planId,
  ...(caseId === undefined ? {} : { caseId }),
});
