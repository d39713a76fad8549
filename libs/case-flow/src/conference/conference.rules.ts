import { dayOfWeek, type PlainDate } from '#calendar/plain-date';
import { factsOf, type Journey } from '../journey.ts';
import { notBeforeReferral } from '../ordering.ts';
import { caseOf, type Case } from '../referral/case.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { enquiriesOf, enquiryById, type Section47Enquiry } from '../section-47-enquiry/section-47-enquiries.ts';
import { standingRequest, type RequestedConference } from './requested-conferences.ts';

const isWeekend = (on: PlainDate) => dayOfWeek(on) > 5;

/** Conferences are not booked or held at weekends (DfE 8875). Bank holidays are not refused: the rule does not name them. */
export function notAtAWeekend(on: PlainDate): void {
  if (isWeekend(on))
    throw new Refused('a-conference-is-not-at-a-weekend', `${on} is a Saturday or Sunday. Choose a weekday.`, '8875');
}

/** The enquiry a conference follows: concluded by then, and with a conference required (A.14). */
export function aConcludedEnquiryThatRequiresAConference(
  journey: Journey,
  caseId: string,
  section47Id: string | undefined,
  heldOn: PlainDate,
): Section47Enquiry {
  const candidates = section47Id === undefined ? enquiriesOf(journey, caseId) : [enquiryById(journey, section47Id)];
  const found = candidates.findLast(
    (one) => one?.conferenceRequired === true && one.concludedOn !== undefined && one.concludedOn <= heldOn,
  );
  if (found) return found;
  throw new Refused(
    'a-conference-follows-a-concluded-enquiry-or-a-transfer-in',
    `By ${heldOn} no section 47 enquiry of this case had been concluded with a conference required. Conclude the enquiry first.`,
  );
}

/** A receiving conference needs a child who moved here from another authority (guide 4.8). */
export function aTransferIn(journey: Journey, one: Case): void {
  const isNotified = factsOf(journey, 'TransferInNotified').some((fact) => caseOf(journey, fact) === one);
  if (!isNotified && one.received.data.transferInFrom === undefined)
    throw new Refused(
      'a-transfer-in-conference-follows-a-notification',
      'No transfer in from another authority has been recorded on this case. Record the notification first.',
    );
}

/** The request a booking or a cancellation speaks of. */
export function aStandingRequest(
  journey: Journey,
  caseId: string,
  conferenceId: string | undefined,
): RequestedConference {
  const found = standingRequest(journey, caseId, conferenceId);
  if (found) return found;
  throw new Refused(
    'only-a-requested-conference',
    'No conference is waiting to be held on this case. Request one first, or check that it was not held or cancelled.',
  );
}

/** Ordering rules of initial conferences (catalogue A.12, A.6). */
export const conferenceRules: readonly OrderingRule[] = [
  notBeforeReferral(
    { name: 'a-conference-is-not-before-its-referral', dfe: '1104' },
    'InitialConferenceHeld',
    'The conference',
  ),
  {
    name: 'a-conference-is-not-at-a-weekend',
    dfe: '8875',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, 'InitialConferenceHeld')
        .filter((fact) => isWeekend(fact.on))
        .map((fact) => ({
          eventId: fact.eventId,
          sentence: `The conference of ${fact.on} falls on a Saturday or Sunday.`,
        })),
  },
];
