import { earliest } from '#calendar/plain-date';
import { initialConferences } from '#case-flow/conference/initial-conferences';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseOf, endOf, type Case } from '#case-flow/referral/case';
import { conferenceDueOn, section47Enquiries } from '#case-flow/section-47-enquiry/section-47-enquiries';
import { clock, type Clock } from './clock.ts';

/** The initial conference 15 working days after the strategy discussion, or after a transfer in (CIN guide 4.8, 4.12.2; G39). */
export function conferenceClocks(journey: Journey, one: Case): readonly Clock[] {
  const held = initialConferences(journey).filter((each) => each.caseId === one.caseId);
  const own = section47Enquiries(journey).filter((each) => !each.isAutomatic && caseOf(journey, each.started) === one);
  const enquiries = own.map((enquiry) => {
    const notNeededOn = enquiry.conferenceRequired === false ? enquiry.concludedOn : undefined;
    const heldOn = held.find((each) => each.enquiry === enquiry)?.heldOn;
    const days = { from: enquiry.startedOn, to: earliest(heldOn ?? notNeededOn, endOf(one)) };
    return clock('Initial conference', enquiry.started, enquiry.section47Id, days, enquiry.conferenceTargetOn);
  });
  const notices = factsOf(journey, 'TransferInNotified').filter(
    (fact) => fact.data.hadCpp && caseOf(journey, fact) === one,
  );
  const receivedOn = held.find((each) => each.transferIn)?.heldOn;
  return [
    ...enquiries,
    ...notices.map((fact) =>
      clock(
        'Receiving conference',
        fact,
        fact.eventId,
        { from: fact.on, to: earliest(receivedOn, endOf(one)) },
        conferenceDueOn(fact.on),
      ),
    ),
  ];
}
