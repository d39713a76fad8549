import { z } from 'zod';
import { unlessKnown } from '../already-known.ts';
import { assessmentFactor, assessmentOutcome } from '../codes.ts';
import { command } from '../command.ts';
import { day, identifier, text } from '../event-type.ts';
import { anAcceptedCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { assessmentEvents } from './assessment.events.ts';
import { anAssessmentOfThisChild, consistentFactors, onlyOpen } from './assessment.rules.ts';
import { assessmentEndedOn, assessments } from './assessments.ts';

export { assessmentEndedOn, assessments, type Assessment } from './assessments.ts';

const child = z.object({ childId: identifier });
const { AssessmentStarted, ChildSeenDuringAssessment, AssessmentReviewPointHeld, AssessmentSubmitted } =
  assessmentEvents;
const assessmentId = identifier.optional();

/** What may be asked of an assessment, and what follows (catalogue A.5, A.14). */
export const assessmentCommands = {
  StartAssessment: command(
    child.extend(AssessmentStarted.payload.shape).partial({ assessmentId: true }),
    (journey, { childId: _, ...asked }, { newId }) => {
      const id = asked.assessmentId ?? newId();
      const known = assessments(journey).find((one) => one.assessmentId === id);
      if (known?.startedOn === asked.startedOn) return [];
      if (known)
        throw new Refused(
          'an-assessment-starts-once',
          `This assessment started on ${known.startedOn}. Correct that date if it is wrong.`,
        );
      const { caseId } = anAcceptedCase(journey, asked.caseId, asked.startedOn);
      const open = assessments(journey).find(
        (one) => one.caseId === caseId && (assessmentEndedOn(one) ?? '9999-12-31') > asked.startedOn,
      );
      if (open)
        throw new Refused(
          'one-open-assessment-at-a-time',
          `An assessment has been under way since ${open.startedOn}. Authorise or cancel it before another one starts.`,
          '8896',
        );
      return [{ type: 'AssessmentStarted', data: { ...asked, caseId, assessmentId: id } }];
    },
  ),

  RecordChildSeen: command(
    child.extend(ChildSeenDuringAssessment.payload.shape),
    (journey, { childId: _, ...asked }) => {
      const one = anAssessmentOfThisChild(journey, asked.assessmentId, asked.seenOn);
      // A visit may be written up after the assessment was authorised, if it was made by then.
      if (one.authorisedOn === undefined || one.authorisedOn < asked.seenOn) onlyOpen(one);
      return unlessKnown(journey, {
        type: 'ChildSeenDuringAssessment',
        data: { ...asked, assessmentId: one.assessmentId },
      });
    },
  ),

  HoldAssessmentReviewPoint: command(
    child.extend({
      ...AssessmentReviewPointHeld.payload.shape,
      decision: AssessmentReviewPointHeld.payload.shape.decision.unwrap(),
    }),
    (journey, { childId: _, ...asked }) => {
      const one = anAssessmentOfThisChild(journey, asked.assessmentId, asked.heldOn);
      const point = String(asked.point);
      if (one.reviewPoints.some((held) => held.heldOn === asked.heldOn && String(held.point) === point)) return [];
      if (one.authorisedOn === undefined || one.authorisedOn < asked.heldOn) onlyOpen(one);
      return [{ type: 'AssessmentReviewPointHeld', data: { ...asked, assessmentId: one.assessmentId } }];
    },
  ),

  SubmitAssessment: command(child.extend(AssessmentSubmitted.payload.shape), (journey, { childId: _, ...asked }) => {
    const one = anAssessmentOfThisChild(journey, asked.assessmentId, asked.submittedOn);
    if (one.submittedOn === asked.submittedOn) return [];
    if (one.status !== 'STARTED')
      throw new Refused(
        'only-a-started-assessment-is-submitted',
        `This assessment is ${one.status.toLowerCase()}, so it cannot be submitted.`,
      );
    if (asked.submittedOn < one.startedOn)
      throw new Refused(
        'an-assessment-is-submitted-after-it-starts',
        `This assessment started on ${one.startedOn}, after ${asked.submittedOn}.`,
      );
    return [{ type: 'AssessmentSubmitted', data: { ...asked, assessmentId: one.assessmentId } }];
  }),

  /** Complete once agencies and family are told, or it was discussed with and authorised by the team manager (CIN guide 4.9.3). */
  AuthoriseAssessment: command(
    child.extend({
      assessmentId,
      authorisedOn: day,
      outcome: assessmentOutcome,
      factors: z.array(assessmentFactor),
      childSeen: z.boolean().optional(),
    }),
    (journey, { childId: _, ...asked }) => {
      const one = anAssessmentOfThisChild(journey, asked.assessmentId, asked.authorisedOn);
      if (one.authorisedOn === asked.authorisedOn && one.outcome === asked.outcome) return [];
      if (one.status !== 'SUBMITTED')
        throw new Refused(
          'only-a-submitted-assessment-is-authorised',
          one.status === 'STARTED'
            ? 'This assessment has not been submitted yet.'
            : `This assessment is ${one.status.toLowerCase()} already.`,
        );
      consistentFactors(asked.factors);
      return [{ type: 'AssessmentAuthorised', data: { ...asked, assessmentId: one.assessmentId } }];
    },
  ),

  RejectAssessment: command(
    child.extend({ assessmentId, rejectedOn: day.optional(), reason: text }),
    (journey, asked, { today }) => {
      const on = asked.rejectedOn ?? today;
      const one = anAssessmentOfThisChild(journey, asked.assessmentId, on);
      if (one.status === 'STARTED' && one.rejectedOn === on) return [];
      if (one.status !== 'SUBMITTED')
        throw new Refused(
          'only-a-submitted-assessment-is-rejected',
          `This assessment is ${one.status.toLowerCase()}, so there is nothing to reject.`,
        );
      return [
        {
          type: 'AssessmentRejected',
          data: { assessmentId: one.assessmentId },
          personal: { reason: asked.reason },
          occurredOn: on,
        },
      ];
    },
  ),

  CancelAssessment: command(
    child.extend({ assessmentId, cancelledOn: day.optional(), reason: text }),
    (journey, asked, { today }) => {
      const on = asked.cancelledOn ?? today;
      const one = anAssessmentOfThisChild(journey, asked.assessmentId, on);
      if (one.status === 'CANCELLED') return [];
      onlyOpen(one);
      return [
        {
          type: 'AssessmentCancelled',
          data: { assessmentId: one.assessmentId },
          personal: { reason: asked.reason },
          occurredOn: on,
        },
      ];
    },
  ),
};
