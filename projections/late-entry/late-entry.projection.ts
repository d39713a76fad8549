import { londonDate } from '#calendar/instant';
import { daysBetween } from '#calendar/plain-date';
import { identity } from '#case-flow/child-identity/identity';
import type { EventName } from '#case-flow/event-catalogue';
import { allEvents, factsOf, perJourney, type Fact, type Journey } from '#case-flow/journey';
import { caseOf, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** The statutory events whose late entry is looked at, in the order of a journey. */
const keyEvents = [
  'ContactReceived',
  'ReferralReceived',
  'ReferralDecided',
  'AssessmentStarted',
  'AssessmentAuthorised',
  'StrategyDiscussionHeld',
  'Section47Started',
  'InitialConferenceHeld',
  'CpPlanStarted',
  'CpVisitMade',
  'ReviewConferenceHeld',
  'CpPlanEnded',
  'CareStarted',
  'CareVisitMade',
  'CareReviewHeld',
  'CareCeased',
  'CaseClosed',
] as const satisfies readonly EventName[];

/**
 * One row a key event: how many days lay between the thing and its first recording. A correction keeps the day of that
 * first recording, so it makes no old event late again. What a statutory return told is left out: the file says when a
 * thing happened, not when somebody entered it.
 */
export const lateEntry = projection({
  name: 'late-entry',
  question: 'How long after it happened was each key event recorded, and by which team?',
  version: 1,
  columns: {
    event: 'text',
    happenedOn: 'day',
    recordedOn: 'day',
    daysToRecording: 'number',
    /** Responsible on the day it happened. */
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, ...keyEvents, 'ChildRegistered', 'UnbornChildBorn', 'DemographicsAmended'],
  rows: (journey) =>
    factsOf(journey, ...keyEvents)
      .filter((fact) => !fromReturns(journey).has(fact.eventId))
      .map((fact) => row(journey, fact)),
});

function row(journey: Journey, fact: Fact) {
  const recordedOn = londonDate(fact.recordedAt);
  return {
    rowId: `${fact.childId}/${fact.eventId}`,
    because: [fact],
    cells: {
      event: fact.type,
      happenedOn: fact.on,
      recordedOn,
      // A day that was corrected to one after the recording is not recorded before it happened.
      daysToRecording: Math.max(0, daysBetween(fact.on, recordedOn)),
      ...placeOf(journey, fact),
    },
  };
}

/** A contact is no part of a case: the team that took it, else its hub, and the area the child lives in. */
function placeOf(journey: Journey, fact: Fact) {
  if (fact.type !== 'ContactReceived') return heldOn(caseOf(journey, fact), fact.on);
  const { hub } = (fact as Fact<'ContactReceived'>).data;
  return { team: fact.actingTeam ?? hub ?? null, area: identity(journey).homeArea ?? null };
}

/** The events read from a statutory return: an XML or CSV file. An event file brings its own instants of recording. */
const fromReturns = perJourney(
  (journey): ReadonlySet<string> =>
    new Set(
      allEvents(journey)
        .filter(({ source, importRef }) => source === 'IMPORT' && /\.(xml|csv)(:|$)/i.test(importRef ?? ''))
        .map((event) => event.eventId),
    ),
);
