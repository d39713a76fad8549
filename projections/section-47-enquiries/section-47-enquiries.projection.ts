import { initialConferences } from '#case-flow/conference/initial-conferences';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import {
  section47Enquiries as enquiriesOf,
  type Section47Enquiry,
} from '#case-flow/section-47-enquiry/section-47-enquiries';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/**
 * One row a child and first day of an enquiry (DfE YonY 04). Enquiries the system opened together with an assessment,
 * without a strategy discussion, are none and no rows (catalogue G39).
 */
export const section47Enquiries = projection({
  name: 'section-47-enquiries',
  question: 'Which section 47 enquiries began, how did they end, and did a conference follow?',
  version: 1,
  columns: {
    section47Id: 'text',
    caseId: 'text',
    startedOn: 'day',
    conferenceTargetOn: 'day',
    concludedOn: 'day',
    outcome: 'text',
    isConferenceRequired: 'flag',
    /** The first initial conference that came of the enquiry. */
    conferenceHeldOn: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'Section47Started', 'Section47Concluded', 'InitialConferenceHeld'],
  rows: (journey) =>
    enquiriesOf(journey)
      .filter((one) => !one.isAutomatic)
      .map((one) => row(journey, one)),
});

function row(journey: Journey, one: Section47Enquiry) {
  const { section47Id, caseId, startedOn } = one;
  const conference = initialConferences(journey).find((held) => held.enquiry?.section47Id === section47Id);
  return {
    rowId: `${one.started.childId}/${section47Id}`,
    because: [one.started, one.concluded, conference?.held].filter((fact) => fact !== undefined),
    cells: {
      section47Id,
      caseId: caseId ?? null,
      startedOn,
      conferenceTargetOn: one.conferenceTargetOn,
      concludedOn: one.concludedOn ?? null,
      outcome: one.outcome ?? null,
      isConferenceRequired: one.conferenceRequired ?? null,
      conferenceHeldOn: conference?.heldOn ?? null,
      ...heldOn(caseId === undefined ? undefined : caseById(journey, caseId), startedOn),
    },
  };
}
