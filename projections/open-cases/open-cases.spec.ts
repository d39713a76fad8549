import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { cin01 } from './cin-01-children-in-need.measure.ts';
import { cin02 } from './cin-02-short-breaks-only.measure.ts';
import { cin03 } from './cin-03-children-in-need-without-short-breaks-only.measure.ts';
import { cin04 } from './cin-04-children-in-need-rate.measure.ts';
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
    const whole = {
      caseId: 'K1',
      referredOn: '2016-04-01',
      acceptedOn: '2016-04-04',
      isShortBreakOnly: false,
      area: 'EAST',
    };
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

describe('children in need with short breaks only (CIN-02)', () => {
  const accepted = [referred('2016-04-01'), decided('2016-04-04', 'ACCEPT_ASSESS')];
  const assessed = [
    happened('AssessmentStarted', { caseId: 'K1', assessmentId: 'A1', kind: 'SINGLE', startedOn: '2016-04-05' }),
    happened('AssessmentAuthorised', { assessmentId: 'A1', authorisedOn: '2016-05-10', outcome: 'SHORT_BREAK' }),
  ];
  const budget = (from: string, until?: string) =>
    happened('ShortBreakBudgetAgreed', {
      caseId: 'K1',
      budgetId: `B-${from}`,
      from,
      hours: 100,
      ...(until === undefined ? {} : { until }),
    });
  const only = (events: readonly RecordedEvent[], ...days: readonly string[]) =>
    days.map((on) => figureOf(cin02, [...accepted, ...events], { on }).value);

  it('are those whose case has an open budget and nothing else, from the day the assessment ends', () => {
    const events = [...assessed, budget('2016-05-02')];
    expect(only(events, '2016-05-01', '2016-05-09', '2016-05-10', '2020-01-01')).toEqual([0, 0, 1, 1]);
    const open = cellsFrom(openCases, [...accepted, ...events]);
    expect(open.map((row) => [row.from, row.to, row.isShortBreakOnly])).toEqual([
      ['2016-04-04', '2016-05-10', false],
      ['2016-05-10', null, true],
    ]);
  });

  it('are no longer when the budget ends, by agreement or sooner, or when the case closes', () => {
    const ended = happened('ShortBreakBudgetEnded', { budgetId: 'B-2016-05-02', until: '2016-08-01' });
    expect(only([budget('2016-05-02', '2016-09-01')], '2016-08-31', '2016-09-01')).toEqual([1, 0]);
    expect(only([budget('2016-05-02', '2016-09-01'), ended], '2016-07-31', '2016-08-01')).toEqual([1, 0]);
    expect(only([budget('2016-05-02'), closed('2016-08-01')], '2016-07-31', '2016-08-01')).toEqual([1, 0]);
    expect(only([], '2016-07-31')).toEqual([0]);
  });

  it('are none while on another plan or looked after; a plan and care of short breaks are the short breaks', () => {
    const need = (kind: 'STANDARD' | 'SHORT_BREAK_ONLY') =>
      happened('CinPlanStarted', { caseId: 'K1', cinPlanId: 'Q1', startedOn: '2016-06-01', kind });
    const protection = happened('CpPlanStarted', {
      caseId: 'K1',
      planId: 'P1',
      startedOn: '2016-06-01',
      category: 'NEG',
    });
    const care = (legalStatus: 'C1' | 'V4') =>
      happened('CareStarted', { caseId: 'K1', periodId: 'L1', startedOn: '2016-06-01', legalStatus });
    const days = ['2016-05-31', '2016-06-01'] as const;
    for (const other of [need('STANDARD'), protection, care('C1')])
      expect(only([budget('2016-05-02'), other], ...days)).toEqual([1, 0]);
    for (const other of [need('SHORT_BREAK_ONLY'), care('V4')])
      expect(only([budget('2016-05-02'), other], ...days)).toEqual([1, 1]);
  });

  it('BD05: 5,149 children in need less 1,296 with short breaks only are 3,853', () => {
    const events = Array.from({ length: 5149 }, (_, i) => {
      const child = { childId: `C${i}` };
      const one = [
        happened('ReferralReceived', { caseId: 'K1', referredOn: '2016-04-01', source: '6' }, child),
        happened('ReferralDecided', { caseId: 'K1', decidedOn: '2016-04-04', decision: 'ACCEPT_ASSESS' }, child),
      ];
      if (i < 1296)
        one.push(happened('ShortBreakBudgetAgreed', { caseId: 'K1', budgetId: 'B1', from: '2016-05-02' }, child));
      return one;
    }).flat();
    const counted = [cin01, cin02, cin03].map((one) => figureOf(one, events, { on: '2016-09-30' }).value);
    expect(counted).toEqual([5149, 1296, 3853]);
    expect(figureOf(cin04, events, { on: '2016-09-30' }, { population: 142_600 }).value).toBe(361.1);
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
