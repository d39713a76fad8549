import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { cin01 } from './cin-01-children-in-need.measure.ts';
import { openCases } from './open-cases.projection.ts';
import { un02, un02FromDay7 } from './un-02-unallocated-cases.measure.ts';

const referred = (referredOn: string, teamId = 'T1', areaId = 'EAST') =>
  happened('ReferralReceived', { caseId: 'K1', referredOn, source: '6', teamId, areaId });
const decided = (decidedOn: string, decision: 'ACCEPT_ASSESS' | 'NFA') =>
  happened('ReferralDecided', { caseId: 'K1', decidedOn, decision });
const allocated = (from: string, teamId = 'T1') =>
  happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', teamId, areaId: 'EAST', role: 'LEAD_SW', from });
const closed = (closedOn: string) => happened('CaseClosed', { caseId: 'K1', closedOn, reason: 'RC7' });

describe('the open cases', () => {
  it('become one row for each stretch of days in one team, with or without a lead social worker', () => {
    const whole = { caseId: 'K1', referredOn: '2016-04-01', acceptedOn: '2016-04-04', area: 'EAST' };
    const events = [
      referred('2016-04-01', 'MASH-1'),
      decided('2016-04-04', 'ACCEPT_ASSESS'),
      allocated('2016-04-06'),
      closed('2016-06-30'),
    ];
    expect(cellsFrom(openCases, events)).toEqual([
      {
        ...whole,
        isAtFrontDoor: true,
        unallocatedFrom: '2016-04-09',
        unallocatedFromDay7: '2016-04-08',
        from: '2016-04-04',
        to: '2016-04-06',
        team: 'MASH-1',
      },
      {
        ...whole,
        isAtFrontDoor: false,
        unallocatedFrom: null,
        unallocatedFromDay7: null,
        from: '2016-04-06',
        to: '2016-06-30',
        team: 'T1',
      },
    ]);
  });

  it('are children in need from acceptance until the day before closure, not while undecided and not with no further action', () => {
    const counted = (events: readonly RecordedEvent[]) => (on: string) => figureOf(cin01, events, { on }).value;
    const accepted = [referred('2016-04-01'), decided('2016-04-04', 'ACCEPT_ASSESS'), closed('2016-06-30')];
    expect(['2016-04-03', '2016-04-04', '2016-06-29', '2016-06-30'].map(counted(accepted))).toEqual([0, 1, 1, 0]);
    const ended = [referred('2016-04-01'), decided('2016-04-04', 'NFA')];
    expect(['2016-04-01', '2016-04-05'].map(counted(ended))).toEqual([0, 0]);
  });

  it('whose closure was in error were never closed, from the recording of that on', () => {
    const events = [
      referred('2016-04-01'),
      decided('2016-04-04', 'ACCEPT_ASSESS'),
      closed('2016-06-30'),
      happened('CaseReopenedInError', { caseId: 'K1' }, { recorded: '2016-07-05T10:00:00.000Z' }),
    ];
    expect(figureOf(cin01, events, { on: '2016-07-01' }).value).toBe(1);
    expect(figureOf(cin01, events, { on: '2016-07-01' }, { asKnownAt: '2016-07-04T00:00:00.000Z' }).value).toBe(0);
  });

  it('are counted in the team of the day asked for', () => {
    const moved = happened('CaseTransferredBetweenTeams', {
      caseId: 'K1',
      toTeam: 'T2',
      area: 'WEST',
      effectiveOn: '2016-05-01',
    });
    const events = [referred('2016-04-01'), decided('2016-04-04', 'ACCEPT_ASSESS'), moved];
    expect(figureOf(cin01, events, { on: '2016-04-30' }, { team: 'T1' }).value).toBe(1);
    expect(figureOf(cin01, events, { on: '2016-05-01' }, { team: 'T1' }).value).toBe(0);
    expect(figureOf(cin01, events, { on: '2016-05-01' }, { area: 'WEST' }).value).toBe(1);
  });
});

describe('an unallocated case open for more than 7 days (UN-02)', () => {
  const events = [referred('2016-04-23'), decided('2016-04-25', 'ACCEPT_ASSESS')];

  it('UN01: is not one on day 7', () => {
    expect(figureOf(un02, events, { on: '2016-04-30' }).numerator).toBe(0);
  });

  it('UN02: is one on day 7 by the other rule', () => {
    expect(figureOf(un02FromDay7, events, { on: '2016-04-30' }).numerator).toBe(1);
    expect(figureOf(un02FromDay7, events, { on: '2016-04-29' }).numerator).toBe(0);
  });

  it('UN03: is one on day 8', () => {
    expect(figureOf(un02, events, { on: '2016-05-01' })).toEqual({ numerator: 1, denominator: 1, value: 100 });
  });

  it('is one again from the day the lead social worker left', () => {
    const left = happened('CaseDeallocated', { caseId: 'K1', workerId: 'W1', until: '2016-05-20' });
    const unallocated = (on: string) => figureOf(un02, [...events, allocated('2016-04-26'), left], { on }).numerator;
    expect(['2016-05-19', '2016-05-20'].map(unallocated)).toEqual([0, 1]);
  });

  it('is none while the front door holds it, nor is it in what the share is of', () => {
    const atTheDoor = [referred('2016-04-23', 'MASH'), decided('2016-04-25', 'ACCEPT_ASSESS')];
    expect(figureOf(un02, atTheDoor, { on: '2016-05-31' })).toEqual({ numerator: 0, denominator: 0, value: null });
  });
});
