import { z } from 'zod';
import { unlessKnown } from '../already-known.ts';
import { command } from '../command.ts';
import { day, identifier } from '../event-type.ts';
import { Refused } from '../refused.ts';
import { earlyHelpEvents } from './early-help.events.ts';
import { earlyHelpOfThisChild, onlyIn } from './early-help.rules.ts';
import { earlyHelp, targetedSupport } from './early-help-work.ts';

export { earlyHelp, targetedSupport, type EarlyHelp, type TargetedSupport } from './early-help-work.ts';

const child = z.object({ childId: identifier });
const shapes = {
  requested: earlyHelpEvents.EarlyHelpRequested.payload.shape,
  assessing: earlyHelpEvents.EarlyHelpAssessmentStarted.payload.shape,
  assessed: earlyHelpEvents.EarlyHelpAssessmentCompleted.payload.shape,
  team: earlyHelpEvents.TeamAroundFamilyHeld.payload.shape,
  plan: earlyHelpEvents.EarlyHelpPlanStarted.payload.shape,
  reviewed: earlyHelpEvents.EarlyHelpReviewed.payload.shape,
  steppedUp: earlyHelpEvents.EarlyHelpSteppedUp.payload.shape,
  closed: earlyHelpEvents.EarlyHelpClosed.payload.shape,
  heard: earlyHelpEvents.SupportGroupCaseHeard.payload.shape,
  registered: earlyHelpEvents.TargetedSupportRegistered.payload.shape,
};

/** What may be asked of early help, and what follows (catalogue A.3, A.14). */
export const earlyHelpCommands = {
  RequestEarlyHelp: command(
    child.extend({ ...shapes.requested, ehId: identifier.optional(), requestedOn: day }),
    (journey, { childId: _, requestedOn, ...asked }, { newId }) => {
      const known = earlyHelp(journey).find((one) =>
        asked.ehId === undefined ? one.requestedOn === requestedOn : one.ehId === asked.ehId,
      );
      if (known?.requestedOn === requestedOn) return [];
      const open = earlyHelp(journey).find((one) => one.status !== 'CLOSED');
      if (known ?? open)
        throw new Refused(
          'one-early-help-at-a-time',
          `This child has early help, requested on ${(known ?? open)?.requestedOn}. Work with that, or close it first.`,
        );
      if (asked.origin === 'STEP_DOWN' && asked.stepDownFrom === undefined)
        throw new Refused('a-step-down-says-from-where', 'Say what the child is stepped down from.');
      return [{ type: 'EarlyHelpRequested', data: { ...asked, ehId: asked.ehId ?? newId() }, occurredOn: requestedOn }];
    },
  ),

  StartEarlyHelpAssessment: command(
    child.extend({ ...shapes.assessing, startedOn: day }),
    (journey, { childId: _, ...asked }) => {
      const one = earlyHelpOfThisChild(journey, asked.ehId, asked.startedOn);
      if (one.assessmentStartedOn === asked.startedOn) return [];
      onlyIn(one, 'only-requested-early-help-is-assessed', 'REQUESTED');
      return [{ type: 'EarlyHelpAssessmentStarted', data: { ...asked, ehId: one.ehId } }];
    },
  ),

  CompleteEarlyHelpAssessment: command(
    child.extend({ ...shapes.assessed, purpose: shapes.assessed.purpose.unwrap() }),
    (journey, { childId: _, ...asked }) => {
      const one = earlyHelpOfThisChild(journey, asked.ehId, asked.completedOn);
      if (one.assessed?.on === asked.completedOn) return [];
      onlyIn(one, 'only-a-started-early-help-assessment-is-completed', 'ASSESSING');
      return [{ type: 'EarlyHelpAssessmentCompleted', data: { ...asked, ehId: one.ehId } }];
    },
  ),

  HoldTeamAroundFamily: command(child.extend(shapes.team), (journey, { childId: _, ...asked }) => {
    const one = earlyHelpOfThisChild(journey, asked.ehId, asked.heldOn);
    if (one.teamMeetings.includes(asked.heldOn)) return [];
    onlyIn(one, 'a-team-meets-about-assessed-early-help', 'ASSESSED', 'ACTIVE');
    return [{ type: 'TeamAroundFamilyHeld', data: { ...asked, ehId: one.ehId } }];
  }),

  StartEarlyHelpPlan: command(child.extend(shapes.plan), (journey, { childId: _, ...asked }) => {
    const one = earlyHelpOfThisChild(journey, asked.ehId, asked.startedOn);
    if (one.planStartedOn === asked.startedOn) return [];
    onlyIn(one, 'only-assessed-early-help-gets-a-plan', 'ASSESSED');
    return [{ type: 'EarlyHelpPlanStarted', data: { ...asked, ehId: one.ehId } }];
  }),

  ReviewEarlyHelp: command(
    child.extend({ ...shapes.reviewed, reviewedOn: day }),
    (journey, { childId: _, ...asked }) => {
      const one = earlyHelpOfThisChild(journey, asked.ehId, asked.reviewedOn);
      if (one.reviews.includes(asked.reviewedOn)) return [];
      onlyIn(one, 'only-an-early-help-plan-is-reviewed', 'ACTIVE');
      return [{ type: 'EarlyHelpReviewed', data: { ...asked, ehId: one.ehId } }];
    },
  ),

  StepUpEarlyHelp: command(
    child.extend({ ...shapes.steppedUp, steppedUpOn: day }),
    (journey, { childId: _, ...asked }) => {
      const one = earlyHelpOfThisChild(journey, asked.ehId, asked.steppedUpOn);
      if (one.steppedUp) return [];
      onlyIn(one, 'only-open-early-help-is-stepped-up', 'REQUESTED', 'ASSESSING', 'ASSESSED', 'ACTIVE');
      if (asked.toReferral === undefined && asked.contactId === undefined)
        throw new Refused(
          'a-step-up-names-a-contact-or-a-referral',
          'Say which contact or referral this early help was stepped up to.',
        );
      return [{ type: 'EarlyHelpSteppedUp', data: { ...asked, ehId: one.ehId } }];
    },
  ),

  CloseEarlyHelp: command(child.extend(shapes.closed), (journey, { childId: _, ...asked }) => {
    const one = earlyHelpOfThisChild(journey, asked.ehId, asked.closedOn);
    if (one.closedOn === asked.closedOn && one.outcome === asked.outcome) return [];
    onlyIn(one, 'only-open-early-help-is-closed', 'REQUESTED', 'ASSESSING', 'ASSESSED', 'ACTIVE');
    return [{ type: 'EarlyHelpClosed', data: { ...asked, ehId: one.ehId } }];
  }),

  RecordSupportGroupCase: command(
    child.extend({ ...shapes.heard, heardOn: day }),
    (journey, { childId: _, heardOn, ...asked }) =>
      unlessKnown(journey, { type: 'SupportGroupCaseHeard', data: asked, occurredOn: heardOn }),
  ),

  RegisterTargetedSupport: command(
    child.extend({ ...shapes.registered, registeredOn: day }),
    (journey, { childId: _, registeredOn, ...asked }) => {
      if (targetedSupport(journey).some((one) => one.familyId === asked.familyId && one.endedOn === undefined))
        return [];
      return [{ type: 'TargetedSupportRegistered', data: asked, occurredOn: registeredOn }];
    },
  ),

  EndTargetedSupport: command(
    child.extend({ familyId: identifier, endedOn: day }),
    (journey, { familyId, endedOn }) => {
      const known = targetedSupport(journey).filter((one) => one.familyId === familyId && one.startedOn <= endedOn);
      if (known.length === 0)
        throw new Refused(
          'only-registered-support-ends',
          `Family ${familyId} was not registered for targeted support by ${endedOn}.`,
        );
      if (known.every((one) => one.endedOn !== undefined)) return [];
      return [{ type: 'TargetedSupportEnded', data: { familyId }, occurredOn: endedOn }];
    },
  ),
};
