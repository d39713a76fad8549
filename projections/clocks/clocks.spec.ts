import fc from 'fast-check';
import { addDays, ageOn, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { assessmentEndedOn, assessments } from '#case-flow/assessment/assessments';
import { careReviewDueOn } from '#case-flow/care/care-reviews';
import { careVisitDueBy } from '#case-flow/care/care-visits-due';
import { inCareSince, isShortBreak, legalStatusOn, periodsOfCare } from '#case-flow/care/periods-of-care';
import { identity } from '#case-flow/child-identity/identity';
import {
  daysSeen,
  nextCoreGroupDueOn,
  nextReviewDueOn,
  plansOfThisAuthority,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { coreGroupOverdueFrom } from '#case-flow/child-protection-plan/core-groups-due';
import { visitOverdueFrom } from '#case-flow/child-protection-plan/visits-due';
import type { RecordedEvent } from '#case-flow/event';
import { initialConferences } from '#case-flow/conference/initial-conferences';
import { factsOf, journeyOf, type Journey } from '#case-flow/journey';
import { section47Enquiries } from '#case-flow/section-47-enquiry/section-47-enquiries';
import { caseOf, cases, isOpen, type Case } from '#case-flow/referral/case';
import { runsOn } from '#case-flow/succession';
import { happened, on } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { plausibleJourney } from '#testing/random-journeys';
import { un02 } from '../open-cases/un-02-unallocated-cases.measure.ts';
import { clocks } from './clocks.projection.ts';

const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2016-04-01',
  source: '6',
  teamId: 'T1',
  areaId: 'EAST',
});
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_ASSESS', decidedOn: '2016-04-04' });
const allocated = (from: string, workerId = 'W1') =>
  happened('CaseAllocated', { caseId: 'K1', workerId, teamId: 'T1', areaId: 'EAST', role: 'LEAD_SW', from });
const started = happened('AssessmentStarted', {
  caseId: 'K1',
  assessmentId: 'A1',
  kind: 'SINGLE',
  startedOn: '2016-04-06',
});
const plan = happened('CpPlanStarted', { caseId: 'K1', planId: 'P1', startedOn: '2016-05-03', category: 'NEG' });
const opened = [referred, accepted, allocated('2016-04-05')];

/** The clocks of one name: when they ran and by when they were due. */
const of = (name: string, ...events: readonly RecordedEvent[]) =>
  cellsFrom(clocks, events)
    .filter((row) => row.clock === name)
    .map(({ from, dueOn, to }) => [from, dueOn, to]);

describe('the clocks', () => {
  it('run for a decision, then for an assessment, then for the assessment itself and its review points', () => {
    const all = [...opened, started];
    expect(of('Referral decision', ...all)).toEqual([['2016-04-01', '2016-04-04', '2016-04-04']]);
    expect(of('Assessment', ...all)).toEqual([
      ['2016-04-04', '2016-06-07', '2016-04-05'],
      ['2016-04-05', '2016-06-07', '2016-04-06'],
      ['2016-04-06', '2016-06-07', null],
    ]);
    const held = happened('AssessmentReviewPointHeld', { assessmentId: 'A1', point: '15', heldOn: '2016-04-20' });
    expect(of('Assessment review point 15', ...all, held)).toEqual([['2016-04-06', '2016-04-22', '2016-04-20']]);
    const done = happened('AssessmentAuthorised', { assessmentId: 'A1', authorisedOn: '2016-05-09' });
    expect(of('Assessment review point 30', ...all, held, done)).toEqual([['2016-04-06', '2016-05-16', '2016-05-09']]);
  });

  it('run for the core groups, the visits and the reviews of a plan until it ends', () => {
    const group = happened('CoreGroupHeld', { planId: 'P1', heldOn: '2016-05-13' });
    const seen = happened('CpVisitMade', { planId: 'P1', visitedOn: '2016-05-10', seen: true });
    const notSeen = happened('CpVisitMade', { planId: 'P1', visitedOn: '2016-05-17', seen: false });
    const ended = happened('CpPlanEnded', { planId: 'P1', endedOn: '2016-06-20' });
    const all = [...opened, plan, group, seen, notSeen, ended];
    expect(of('Core group', ...all)).toEqual([
      ['2016-05-03', '2016-05-17', '2016-05-13'],
      ['2016-05-13', '2016-06-24', '2016-06-20'],
    ]);
    expect(of('Child protection visit', ...all)).toEqual([
      ['2016-05-03', '2016-05-17', '2016-05-10'],
      ['2016-05-10', '2016-05-24', '2016-06-20'],
    ]);
    expect(of('Review conference', ...all)).toEqual([['2016-05-03', '2016-08-02', '2016-06-20']]);
  });

  it('run for a pathway plan from the day it is owed, and again after each', () => {
    const events = [
      happened('ChildRegistered', { laChildId: 'C1', dob: '2000-05-10', sex: 'F' }),
      happened('LeaverEligibilitySet', { category: 'ELIGIBLE', from: '2016-05-10' }),
      happened('PathwayPlanCompleted', { on: '2016-07-01' }),
      happened('PathwayPlanReviewed', { on: '2017-02-01' }),
      happened('PersonalAdviserAllocated', { workerId: 'W7', teamId: 'LEAVING-CARE', from: '2016-12-01' }),
      happened('LeaverContactMade', { on: '2018-01-15', inTouch: 'RHOM' }),
    ];
    expect(of('Pathway plan', ...events)).toEqual([
      ['2016-05-10', '2016-08-10', '2016-07-01'],
      ['2016-07-01', '2017-01-01', '2016-12-01'],
      ['2016-12-01', '2017-01-01', '2017-02-01'],
      ['2017-02-01', '2017-08-01', '2018-01-15'],
    ]);
    expect(cellsFrom(clocks, events).map((row) => [row.workerId, row.team])).toEqual([
      [null, null],
      [null, null],
      ['W7', 'LEAVING-CARE'],
      ['W7', 'LEAVING-CARE'],
    ]);
  });

  it('are cut where the lead social worker changes, and name who is to do it', () => {
    const rows = cellsFrom(clocks, [...opened, started, allocated('2016-04-20', 'W2')]).filter(
      (row) => row.clock === 'Assessment' && row.startedOn === '2016-04-06',
    );
    expect(rows.map(({ workerId, team, from, to }) => [workerId, team, from, to])).toEqual([
      ['W1', 'T1', '2016-04-06', '2016-04-20'],
      ['W2', 'T1', '2016-04-20', null],
    ]);
  });

  it('of an allocation are late on the very days that UN-02 counts', () => {
    const events = [referred, accepted, allocated('2016-05-10')];
    const late = (day: string) =>
      cellsFrom(clocks, events).filter(
        (row) =>
          row.clock === 'Allocation' &&
          row.from! <= day &&
          (row.to === null || row.to > day) &&
          row.overdueFrom! <= day,
      ).length;
    for (const day of ['2016-04-05', '2016-04-08', '2016-04-09', '2016-05-09', '2016-05-10'])
      expect([day, late(day)]).toEqual([day, figureOf(un02, events, { on: day }).numerator]);
  });
});

/** What is late at the end of a day, asked of the things themselves as they stood then, without any interval. */
function lateOn(journey: Journey, day: PlainDate): Readonly<Record<string, number>> {
  const late: Record<string, number> = {};
  const add = (name: string, isLate: boolean) => {
    if (isLate) late[name] = (late[name] ?? 0) + 1;
  };
  for (const one of cases(journey)) {
    const isUndecided = one.decided === undefined && one.acceptedOn === undefined && isOpen(one, day);
    add('Referral decision', isUndecided && addWorkingDays(one.referredOn, 1) < day);
    const isAllocated = one.qualifiedLeads.some((lead) => lead.to === undefined || lead.to > day);
    const isAccepted = one.acceptedOn !== undefined && isOpen(one, day);
    add('Allocation', isAccepted && !isAllocated && addDays(one.referredOn, 7) < day);
  }
  for (const one of assessments(journey)) {
    if (assessmentEndedOn(one) !== undefined || one.kind !== 'SINGLE') continue;
    add('Assessment', addWorkingDays(one.clockStartedOn, 45) < day);
    for (const point of [15, 30] as const) {
      const dueOn = addWorkingDays(one.clockStartedOn, point);
      const isHeld = one.reviewPoints.some((review) => review.point === point);
      add(`Assessment review point ${point}`, !isHeld && one.startedOn <= dueOn && dueOn < day);
    }
  }
  const held = initialConferences(journey);
  for (const one of section47Enquiries(journey)) {
    const isHeld = held.some((conference) => conference.enquiry === one);
    const isNeeded = one.conferenceRequired !== false && isOpenOn(caseOf(journey, one.started), day);
    add('Initial conference', isNeeded && !isHeld && one.conferenceTargetOn < day);
  }
  for (const notice of factsOf(journey, 'TransferInNotified')) {
    const one = caseOf(journey, notice);
    const isHeld = held.some((conference) => conference.transferIn && conference.caseId === one?.caseId);
    add('Receiving conference', !isHeld && isOpenOn(one, day) && addWorkingDays(notice.on, 15) < day);
  }
  for (const plan of plansOfThisAuthority(journey).filter((one) => runsOn(one, day))) {
    add('Review conference', nextReviewDueOn(plan) < day);
    add('Core group', coreGroupOverdueFrom(plan.startedOn, plan.coreGroups.at(-1)?.heldOn) <= day);
    expect(nextCoreGroupDueOn(plan) < coreGroupOverdueFrom(plan.startedOn, plan.coreGroups.at(-1)?.heldOn)).toBe(true);
    add('Child protection visit', visitOverdueFrom(daysSeen(plan).at(-1) ?? plan.startedOn) <= day);
  }
  const { dob } = identity(journey);
  for (const period of periodsOfCare(journey).filter(
    (one) => one.startedOn <= day && !((one.ceasedOn ?? '9999-12-31') <= day),
  )) {
    if (isShortBreak(legalStatusOn(period, day)!) || (dob !== undefined && ageOn(dob, day) >= 18)) continue;
    const startedOn = inCareSince(period, day);
    const last = period.reviews.findLast((one) => one.heldOn > startedOn);
    const reviewDueOn = careReviewDueOn(startedOn, (last?.number ?? 0) + 1, last?.heldOn);
    add('Review of care', reviewDueOn !== undefined && reviewDueOn < day);
    add('Visit in care', careVisitDueBy(period, day) < day);
  }
  return late;
}

const isOpenOn = (one: Case | undefined, day: PlainDate): boolean => one !== undefined && isOpen(one, day);

describe('what is late by the clocks', () => {
  it('is what is late by the things themselves as they stood on that day', () => {
    let found = 0;
    fc.assert(
      fc.property(plausibleJourney, fc.integer({ min: 0, max: 1300 }), (events, n) => {
        const day = addDays(on('2015-01-01'), n);
        const known = events.filter((event) => event.occurredOn <= day);
        const expected = lateOn(journeyOf('C1', known), day);
        const late: Record<string, number> = {};
        for (const row of cellsFrom(clocks, events)) {
          if (row.from! > day || (row.to !== null && row.to <= day) || row.overdueFrom! > day) continue;
          if (isOfAnotherKind(events, row.clock!, row.startedOn!)) continue;
          late[row.clock!] = (late[row.clock!] ?? 0) + 1;
        }
        found += Object.keys(expected).length;
        expect(late).toEqual(expected);
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(50);
  });
});

/** The comparison asks single assessments alone: not the days before one began, nor initial ones. */
function isOfAnotherKind(events: readonly RecordedEvent[], clock: string, startedOn: PlainDate): boolean {
  return (
    clock === 'Assessment' &&
    !assessments(journeyOf('C1', events)).some((one) => one.kind === 'SINGLE' && one.startedOn === startedOn)
  );
}
