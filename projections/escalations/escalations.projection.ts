import type { PlainDate } from '#calendar/plain-date';
import { identity } from '#case-flow/child-identity/identity';
import { contacts } from '#case-flow/contact/contacts';
import { escalations, type Escalation } from '#case-flow/escalation/escalation';
import { waitOn } from '#case-flow/escalation/waits';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { acceptanceEvents, leadEvents } from '../case-events.ts';

/**
 * What waited too long and went to the next senior: one row each, from the day it was raised to the day it was acknowledged
 * or the wait was over, whichever was first.
 */
export const escalated = projection({
  name: 'escalations',
  question: 'Which cases and contacts waited too long, whom did they go to, and who took them up?',
  version: 1,
  columns: {
    escalationId: 'text',
    /** UNALLOCATED or CONTACT. */
    queue: 'text',
    /** The case or contact. */
    subjectId: 'text',
    /** TM or SM. */
    toRole: 'text',
    step: 'number',
    waitedSince: 'day',
    /** The instants as text, for pages that show the time of the day. */
    escalatedAt: 'text',
    acknowledgedAt: 'text',
    acknowledgedBy: 'text',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [
    'QueueEscalated',
    'EscalationAcknowledged',
    'ContactReceived',
    'ContactDecided',
    'ContactReopened',
    'ChildRegistered',
    'DemographicsAmended',
    ...leadEvents,
    ...acceptanceEvents,
  ],
  rows: (journey) => escalations(journey).map((one) => row(journey, one)),
});

function row(journey: Journey, { raised, acknowledged }: Escalation) {
  const { escalationId, queue, subjectId, toRole, step, waitedSince, escalatedAt } = raised.data;
  const { data, on, recordedBy } = acknowledged ?? {};
  return {
    rowId: `${raised.childId}/${escalationId}`,
    because: [raised, ...(acknowledged === undefined ? [] : [acknowledged])],
    cells: {
      ...{ escalationId, queue, subjectId, toRole, step, waitedSince, escalatedAt },
      acknowledgedAt: data?.acknowledgedAt ?? null,
      acknowledgedBy: recordedBy ?? null,
      from: raised.on,
      to: endOf(journey, raised, on),
      ...placeOf(journey, raised),
    },
  };
}

/** The first day it waited no more: never before it was raised, also where the wait turned out to have ended earlier. */
function endOf(
  journey: Journey,
  raised: Escalation['raised'],
  acknowledgedOn: PlainDate | undefined,
): PlainDate | null {
  const { queue, subjectId } = raised.data;
  const wait = waitOn(journey, queue, subjectId, raised.on);
  const over = wait === undefined ? raised.on : wait.to;
  const ends = [acknowledgedOn, over].filter((day) => day !== undefined).sort();
  const first = ends[0];
  return first === undefined ? null : first < raised.on ? raised.on : first;
}

/** Who held the case on that day; of a contact the team that took it, else its hub, and the child's area. */
function placeOf(journey: Journey, { on, data: { queue, subjectId } }: Escalation['raised']) {
  if (queue === 'UNALLOCATED') return heldOn(caseById(journey, subjectId), on);
  const contact = contacts(journey).find((one) => one.contactId === subjectId);
  return { team: contact?.received?.actingTeam ?? contact?.hub ?? null, area: identity(journey).homeArea ?? null };
}
