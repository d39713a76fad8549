import { epochMilliseconds, isInstant, startOfLondonDay } from '#calendar/instant';
import { earliest } from '#calendar/plain-date';
import { isWorkingDay, nextWorkingDay, workingDayOnOrAfter } from '#calendar/working-days';
import { identity } from '#case-flow/child-identity/identity';
import { contacts as contactsOf, type Contact } from '#case-flow/contact/contacts';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { workerEvents } from '../case-events.ts';

/** One row a contact and child: a contact about three siblings is three rows (catalogue C.0.7). */
export const contacts = projection({
  name: 'contacts',
  question: 'Which contacts came to the front door, were they screened in time, and what was decided?',
  version: 3,
  columns: {
    contactId: 'text',
    receivedOn: 'day',
    /** The instant, for pages that show the time of the day. */
    receivedAt: 'text',
    source: 'text',
    hub: 'text',
    onOpenCase: 'flag',
    /** Why it goes before others: IMMEDIATE_DANGER, else POLICE_HIGH, POLICE_MEDIUM or POLICE_STANDARD; empty for most. */
    priority: 'text',
    /**
     * Whether this is the contact's first child, by child id: each contact has one such row, so that contacts can be
     * counted though no journey knows the others. A contact that names no children is taken to be about this one.
     */
    firstChildOfContact: 'flag',
    /** Screened by a qualified worker. */
    screenedOn: 'day',
    /** Screened by a qualified worker on the day of receipt, or on the next working day if that was none. */
    screenedInTimeOn: 'day',
    /** The first day at whose end it is known whether the screening was in time. */
    screeningSettledOn: 'day',
    /** The same where what comes in at 17:00 or later on a working day counts as come in on the next. */
    screenedInTimeWithCutOffOn: 'day',
    screeningSettledWithCutOffOn: 'day',
    /** The rating of the threshold that counts now: R, A or G. */
    rating: 'text',
    /** The instant it was given. */
    ratedAt: 'text',
    /** The first day on which nobody need screen it any more: screened by a qualified worker, or decided without. */
    screeningEndedOn: 'day',
    /** The day it came to wait for a decision: screened by a qualified worker, or reopened after an earlier decision. */
    awaitingDecisionFrom: 'day',
    outcome: 'text',
    decidedOn: 'day',
    /** The team that took the contact, else the hub it came to. */
    team: 'text',
    /** The area the child lives in. */
    area: 'text',
  },
  reads: [
    'ContactReceived',
    'ContactScreened',
    'ContactRerated',
    'ContactDecided',
    'ContactReopened',
    'ChildRegistered',
    'DemographicsAmended',
    ...workerEvents,
  ],
  rows: (journey) =>
    contactsOf(journey).flatMap((contact) =>
      contact.received === undefined ? [] : [row(journey, contact, contact.received)],
    ),
});

function row(journey: Journey, contact: Contact, received: Fact<'ContactReceived'>) {
  const { contactId, receivedOn, screened, decided, ratings, reopenedOn } = contact;
  const { receivedAt, reasonCodes = [] } = received.data;
  const rerated = contact.rerated.at(-1);
  const due = workingDayOnOrAfter(receivedOn);
  const dueWithCutOff = isWorkingDay(receivedOn) && isLateInTheDay(received) ? nextWorkingDay(receivedOn) : due;
  return {
    rowId: `${received.childId}/${contactId}`,
    because: [received, screened, rerated, decided].filter((fact) => fact !== undefined),
    cells: {
      contactId,
      receivedOn,
      receivedAt,
      source: contact.source ?? null,
      hub: contact.hub ?? null,
      onOpenCase: contact.onOpenCase,
      priority: priorities.find((one) => reasonCodes.includes(one)) ?? null,
      firstChildOfContact: factsOf(journey, 'ContactReceived').some(
        (fact) => contact.contactId === fact.data.contactId && isFirstChild(fact),
      ),
      screenedOn: screened?.on ?? null,
      screenedInTimeOn: screened !== undefined && screened.on <= due ? screened.on : null,
      screeningSettledOn: earliest(screened?.on, due)!,
      screenedInTimeWithCutOffOn: screened !== undefined && screened.on <= dueWithCutOff ? screened.on : null,
      screeningSettledWithCutOffOn: earliest(screened?.on, dueWithCutOff)!,
      rating: ratings.at(-1)?.rag ?? null,
      ratedAt: ratings.at(-1)?.at ?? null,
      screeningEndedOn: earliest(screened?.on, decided?.on ?? reopenedOn) ?? null,
      awaitingDecisionFrom: reopenedOn ?? screened?.on ?? null,
      outcome: contact.outcome ?? null,
      decidedOn: contact.decidedOn ?? null,
      team: received.actingTeam ?? contact.hub ?? null,
      area: identity(journey).homeArea ?? null,
    },
  };
}

/** The reasons for a contact that put it before others, the most urgent first. */
const priorities = ['IMMEDIATE_DANGER', 'POLICE_HIGH', 'POLICE_MEDIUM', 'POLICE_STANDARD'] as const;

function isFirstChild({ childId, data: { children = [] } }: Fact<'ContactReceived'>): boolean {
  return !children.includes(childId) || children.every((other) => childId <= other);
}

const CUT_OFF_HOUR = 17;

/** Hours from midnight are hours of the clock on every working day: the clocks change on Sundays. */
function isLateInTheDay({ on, data: { receivedAt } }: Fact<'ContactReceived'>): boolean {
  if (!isInstant(receivedAt)) return false;
  return epochMilliseconds(receivedAt) - epochMilliseconds(startOfLondonDay(on)) >= CUT_OFF_HOUR * 3_600_000;
}
