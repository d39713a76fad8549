import { z } from 'zod';
import { command } from '../command.ts';
import { identifier } from '../event-type.ts';
import { anAcceptedCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { conferenceEvents } from './conference.events.ts';
import {
  aConcludedEnquiryThatRequiresAConference,
  aStandingRequest,
  aTransferIn,
  notAtAWeekend,
} from './conference.rules.ts';
import { initialConferences } from './initial-conferences.ts';
import { requestedConferences, standingRequest } from './requested-conferences.ts';

const child = z.object({ childId: identifier });
const requested = child.extend(conferenceEvents.ConferenceRequested.payload.shape);
const scheduled = child.extend(conferenceEvents.ConferenceScheduled.payload.shape);
const cancelled = child.extend(conferenceEvents.ConferenceCancelled.payload.shape);
const held = child
  .extend(conferenceEvents.InitialConferenceHeld.payload.shape)
  .partial({ conferenceId: true })
  .required({ outcome: true });

/** What may be asked of an initial child protection conference, and what follows (catalogue A.6, A.14). */
export const conferenceCommands = {
  RequestConference: command(requested, (journey, { childId: _, ...asked }, { newId }) => {
    const { caseId } = anAcceptedCase(journey, asked.caseId, asked.requestedOn);
    const standing = standingRequest(journey, caseId);
    if (standing?.requestedOn === asked.requestedOn) return [];
    if (standing)
      throw new Refused(
        'one-requested-conference-at-a-time',
        `A conference was requested on ${standing.requestedOn} and has not been held. Schedule or cancel that one.`,
      );
    return [{ type: 'ConferenceRequested', data: { ...asked, caseId, conferenceId: asked.conferenceId ?? newId() } }];
  }),

  ScheduleConference: command(scheduled, (journey, { childId: _, ...asked }, { today }) => {
    const { caseId } = anAcceptedCase(journey, asked.caseId, today);
    notAtAWeekend(asked.plannedOn);
    const { conferenceId, plannedOn, lateReason } = aStandingRequest(journey, caseId, asked.conferenceId);
    if (plannedOn === asked.plannedOn && lateReason === asked.lateReason) return [];
    const id = conferenceId === undefined ? {} : { conferenceId };
    return [{ type: 'ConferenceScheduled', data: { ...asked, ...id, caseId } }];
  }),

  HoldInitialConference: command(held, (journey, { childId: _, ...asked }, { newId }) => {
    const { heldOn, transferIn } = asked;
    const one = anAcceptedCase(journey, asked.caseId, heldOn);
    const { caseId } = one;
    const sameDay = initialConferences(journey).find((other) => other.heldOn === heldOn);
    if (sameDay && (sameDay.outcome ?? asked.outcome) === asked.outcome) return [];
    if (sameDay)
      throw new Refused(
        'one-conference-on-a-day',
        `The conference of ${heldOn} has been recorded with the outcome ${sameDay.outcome}. Correct that one if it is wrong.`,
      );
    notAtAWeekend(heldOn);
    if (transferIn === true) aTransferIn(journey, one);
    const enquiry =
      transferIn === true ? undefined : aConcludedEnquiryThatRequiresAConference(journey, caseId, asked.s47Id, heldOn);
    const conferenceId = asked.conferenceId ?? standingRequest(journey, caseId)?.conferenceId ?? newId();
    const follows = enquiry === undefined ? {} : { s47Id: enquiry.section47Id };
    return [{ type: 'InitialConferenceHeld', data: { ...asked, ...follows, conferenceId, caseId } }];
  }),

  CancelConference: command(cancelled, (journey, { childId: _, ...asked }, { today }) => {
    const { caseId } = anAcceptedCase(journey, asked.caseId, today);
    const before = requestedConferences(journey).findLast((one) => one.caseId === caseId);
    const isMeant = asked.conferenceId === undefined || before?.conferenceId === asked.conferenceId;
    if (isMeant && before?.cancelledOn !== undefined) return [];
    const { conferenceId } = aStandingRequest(journey, caseId, asked.conferenceId);
    const id = conferenceId === undefined ? {} : { conferenceId };
    return [{ type: 'ConferenceCancelled', data: { ...asked, ...id, caseId } }];
  }),
};
