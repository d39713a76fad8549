import { workingDaysBetween } from '#calendar/working-days';
import { initialConferences as conferencesOf, type InitialConference } from '#case-flow/conference/initial-conferences';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row an initial child protection conference and child. */
export const initialConferences = projection({
  name: 'initial-conferences',
  question: 'Which initial child protection conferences were held, in time, and with what outcome?',
  version: 1,
  columns: {
    conferenceId: 'text',
    caseId: 'text',
    heldOn: 'day',
    isTransferIn: 'flag',
    outcome: 'text',
    lateReason: 'text',
    /** The strategy discussion that began the enquiry, or the notification of the transfer in. */
    clockStartedOn: 'day',
    /** 15 working days after the clock started (CIN guide 4.8, 4.12.2). */
    dueOn: 'day',
    /** Whether the clock is known and had started by the day of the conference (LG Inform 3217). */
    isTimed: 'flag',
    workingDays: 'number',
    band: 'text',
    inTime: 'flag',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'TransferInNotified', 'Section47Started', 'ConferenceScheduled', 'InitialConferenceHeld'],
  rows: (journey) => conferencesOf(journey).map((one) => row(journey, one)),
});

function row(journey: Journey, one: InitialConference) {
  const { conferenceId, caseId, heldOn: on, clockStartedOn, dueOn } = one;
  const isTimed = clockStartedOn !== undefined && clockStartedOn <= on;
  const workingDays = isTimed ? workingDaysBetween(clockStartedOn, on) : null;
  const notified = one.transferIn ? factsOf(journey, 'TransferInNotified') : [];
  return {
    rowId: `${one.held.childId}/${conferenceId}`,
    because: [...notified.filter((fact) => fact.on === clockStartedOn), one.enquiry?.started, one.held].filter(
      (fact) => fact !== undefined,
    ),
    cells: {
      conferenceId,
      caseId: caseId ?? null,
      heldOn: on,
      isTransferIn: one.transferIn,
      outcome: one.outcome ?? null,
      lateReason: one.lateReason ?? null,
      clockStartedOn: clockStartedOn ?? null,
      dueOn: dueOn ?? null,
      isTimed,
      workingDays,
      band: workingDays === null ? null : bandOf(workingDays),
      inTime: dueOn === undefined ? null : on <= dueOn,
      ...heldOn(caseId === undefined ? undefined : caseById(journey, caseId), on),
    },
  };
}

function bandOf(workingDays: number): string {
  if (workingDays <= 10) return '0-10';
  if (workingDays <= 15) return '11-15';
  return workingDays <= 20 ? '16-20' : '21+';
}
