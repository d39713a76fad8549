import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { assessmentReviewPoints } from './assessment-review-points.projection.ts';
import { assessments } from './assessments.projection.ts';
import { as01, as01Kinds } from './as-01-assessments-completed.measure.ts';
import { as02, as02Basis, as02FromStart } from './as-02-assessments-completed-within-45-working-days.measure.ts';
import { as04 } from './as-04-initial-assessments-in-time.measure.ts';
import { as05 } from './as-05-core-assessments-in-time.measure.ts';
import { as06 } from './as-06-assessments-with-no-further-action.measure.ts';
import { as07 } from './as-07-children-seen.measure.ts';
import { as08, as08Day30, as08FromStart } from './as-08-review-points-held-in-time.measure.ts';
import {
  as09,
  as09Day20,
  as09Day20FromStart,
  as09FromStart,
} from './as-09-assessments-completed-within-15-working-days.measure.ts';
import { as10, as10FromStart } from './as-10-assessments-by-length.measure.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const referred = (referredOn: string, more: object = {}, envelope: object = {}) =>
  happened(
    'ReferralReceived',
    { caseId: 'K1', referredOn, source: '6', teamId: 'T1', areaId: 'EAST', ...more },
    envelope,
  );
const started = (startedOn: string, more: object = {}, envelope: object = {}) =>
  happened(
    'AssessmentStarted',
    { assessmentId: 'A1', caseId: 'K1', kind: 'SINGLE', basis: 'S17', startedOn, ...more },
    envelope,
  );
const authorised = (authorisedOn: string, more: object = {}, envelope: object = {}) =>
  happened(
    'AssessmentAuthorised',
    { assessmentId: 'A1', authorisedOn, outcome: 'CIN_PLAN', factors: ['16A'], ...more },
    envelope,
  );
const reviewed = (point: '15' | '30', heldOn: string) =>
  happened('AssessmentReviewPointHeld', { assessmentId: 'A1', point, heldOn });

describe('the assessments', () => {
  it('become one row each, under the team and area responsible on the day of authorisation', () => {
    const events = [
      referred('2015-12-01'),
      started('2015-12-03'),
      happened('ChildSeenDuringAssessment', { assessmentId: 'A1', seenOn: '2015-12-10', alone: true }),
      happened('CaseAllocated', {
        caseId: 'K1',
        workerId: 'W1',
        teamId: 'T2',
        areaId: 'WEST',
        role: 'LEAD_SW',
        from: '2015-12-04',
      }),
      authorised('2016-02-05'),
    ];
    expect(cellsFrom(assessments, events)).toEqual([
      {
        assessmentId: 'A1',
        caseId: 'K1',
        kind: 'SINGLE',
        basis: 'S17',
        startedOn: '2015-12-03',
        clockStartedOn: '2015-12-01',
        dueOn: '2016-02-05',
        authorisedOn: '2016-02-05',
        outcome: 'CIN_PLAN',
        workingDays: 45,
        band: '41-45',
        inTime: true,
        within15: false,
        within20: false,
        workingDaysFromStart: 43,
        bandFromStart: '41-45',
        inTimeFromStart: true,
        within15FromStart: false,
        within20FromStart: false,
        dueByKindOn: '2016-02-05',
        inTimeByKind: true,
        childSeen: true,
        team: 'T2',
        area: 'WEST',
      },
    ]);
  });

  it('that were cancelled are left out', () => {
    const events = [
      referred('2015-12-01'),
      started('2015-12-01'),
      happened('AssessmentCancelled', { assessmentId: 'A1' }, { occurredOn: '2015-12-02' }),
    ];
    expect(cellsFrom(assessments, events)).toEqual([]);
    expect(cellsFrom(assessmentReviewPoints, events)).toEqual([]);
  });

  it('are counted as single assessments only', () => {
    const events = [referred('2015-12-01'), started('2015-12-01', { kind: 'INITIAL' }), authorised('2015-12-10')];
    expect(figureOf(as01, events, everSince).value).toBe(0);
    expect(partsOf(as01Kinds, events, everSince)).toEqual({ INITIAL: 1 });
  });

  it('of sections 17 and 47 alike count as seen only if the child was seen by the day of authorisation', () => {
    const seenOn = (seenOn: string, basis: 'S17' | 'S47') => [
      referred('2015-12-01'),
      started('2015-12-01', { basis }),
      happened('ChildSeenDuringAssessment', { assessmentId: 'A1', seenOn }),
      authorised('2016-01-11'),
    ];
    expect(figureOf(as07, seenOn('2016-01-11', 'S47'), everSince).value).toBe(100);
    expect(figureOf(as07, seenOn('2016-01-12', 'S17'), everSince).value).toBe(0);
    expect(
      figureOf(as07, [referred('2015-12-01'), started('2015-12-01'), authorised('2016-01-11')], everSince).value,
    ).toBe(0);
    const withoutBasis = [
      referred('2015-12-01'),
      started('2015-12-01', { basis: undefined }),
      authorised('2016-01-11'),
    ];
    expect(figureOf(as07, withoutBasis, everSince).value).toBeNull();
  });

  it('with no further action are those that end the involvement of the statutory service', () => {
    const ended = (outcome: string, childId: string) => [
      referred('2015-12-01', {}, { childId }),
      started('2015-12-01', {}, { childId }),
      authorised('2015-12-22', { outcome }, { childId }),
    ];
    const events = [...ended('NFA', 'C1'), ...ended('EARLY_HELP', 'C2'), ...ended('STRATEGY', 'C3')];
    expect(figureOf(as06, events, everSince)).toEqual({ numerator: 2, denominator: 3, value: 66.7 });
    expect(figureOf(as09, events, everSince).value).toBe(100);
  });

  it('fall into the bands of the national table', () => {
    const ends = ['2015-12-01', '2015-12-15', '2015-12-16', '2016-02-05', '2016-02-08', '2016-03-01'];
    const events = ends.flatMap((end, i) => {
      const envelope = { childId: `C${i}` };
      return [referred('2015-12-01', {}, envelope), started('2015-12-01', {}, envelope), authorised(end, {}, envelope)];
    });
    expect(partsOf(as10, events, everSince)).toEqual({
      '0': 1,
      '1-10': 1,
      '11-20': 1,
      '41-45': 1,
      '46-50': 1,
      '61+': 1,
    });
    expect(figureOf(as09, events, everSince).numerator).toBe(3);
    expect(figureOf(as09Day20, events, everSince).numerator).toBe(3);
  });
});

describe('an assessment completed within 45 working days (AS-02)', () => {
  const judged = (authorisedOn: string, ...more: RecordedEvent[]) => {
    const events = [referred('2015-12-01'), started('2015-12-01'), authorised(authorisedOn), ...more];
    return {
      inTime: figureOf(as02, events, everSince).numerator === 1,
      days: cellsFrom(assessments, events)[0]!.workingDays,
    };
  };

  it('AS01: authorised on day 45 is in time', () => {
    expect(judged('2016-02-05')).toEqual({ inTime: true, days: 45 });
  });

  it('AS02: authorised on the Saturday after day 45 keeps the count of 45 and is in time', () => {
    expect(judged('2016-02-06')).toEqual({ inTime: true, days: 45 });
  });

  it('AS03: authorised on the Monday after is day 46 and late', () => {
    expect(judged('2016-02-08')).toEqual({ inTime: false, days: 46 });
  });

  it('counts from the referral for the first assessment of a case and from its own start for a later one', () => {
    const events = [
      referred('2015-06-01'),
      started('2015-06-01'),
      authorised('2015-07-01'),
      started('2016-01-04', { assessmentId: 'A2' }),
      authorised('2016-03-07', { assessmentId: 'A2' }),
    ];
    expect(cellsFrom(assessments, events).map((row) => [row.clockStartedOn, row.workingDays])).toEqual([
      ['2015-06-01', 22],
      ['2016-01-04', 45],
    ]);
    expect(figureOf(as02, events, everSince).value).toBe(100);
  });

  it('BT04: after the date of its referral is corrected it took 45 instead of 52 working days', () => {
    const referral = referred('2016-01-12', {}, { eventId: 'referral' });
    const events = [referral, started('2016-01-21'), authorised('2016-03-24')];
    const correction = happened(
      'EventDateCorrected',
      { targetEventId: 'referral', field: 'referredOn', from: '2016-01-12', to: '2016-01-21' },
      { recorded: '2016-04-04T09:00:00.000Z' },
    );
    const days = (all: readonly RecordedEvent[]) => cellsFrom(assessments, all)[0]!.workingDays;
    expect([days(events), days([...events, correction])]).toEqual([52, 45]);
    expect(figureOf(as02, [...events, correction], everSince).value).toBe(100);
    expect(figureOf(as02, [...events, correction], everSince, { asKnownAt: '2016-04-03T23:59:59.999Z' }).value).toBe(0);
  });
});

describe('the other clock, from the start of the assessment itself (assessmentClock: START)', () => {
  const events = [referred('2015-12-01'), started('2015-12-10'), authorised('2016-02-08')];

  it('is in time where the referral waited for it, and bands the shorter length', () => {
    expect(figureOf(as02, events, everSince).value).toBe(0);
    expect(figureOf(as02FromStart, events, everSince)).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(partsOf(as10, events, everSince)).toEqual({ '46-50': 1 });
    expect(partsOf(as10FromStart, events, everSince)).toEqual({ '31-40': 1 });
  });

  it('counts 15 and 20 working days from there too', () => {
    const until = (on: string) =>
      [as09, as09FromStart, as09Day20, as09Day20FromStart].map(
        (one) => figureOf(one, [referred('2015-12-01'), started('2015-12-03'), authorised(on)], everSince).numerator,
      );
    expect(until('2015-12-22')).toEqual([1, 1, 1, 1]);
    expect(until('2015-12-24')).toEqual([0, 1, 1, 1]);
    expect(until('2016-01-04')).toEqual([0, 0, 0, 1]);
  });
});

describe('assessments in time by basis (AS-02.basis)', () => {
  it('are those of section 17 and of section 47 apart', () => {
    const of = (basis: string, childId: string, end: string) => [
      referred('2015-12-01', {}, { childId }),
      started('2015-12-01', { basis }, { childId }),
      authorised(end, {}, { childId }),
    ];
    const all = [...of('S17', 'C1', '2016-02-05'), ...of('S17', 'C2', '2016-02-08'), ...of('S47', 'C3', '2016-01-08')];
    const share = (group: string) => figureOf(as02Basis, all, everSince, { group });
    expect(share('S17')).toEqual({ numerator: 1, denominator: 2, value: 50 });
    expect(share('S47')).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(figureOf(as02Basis, all, everSince)).toEqual({ numerator: 2, denominator: 3, value: 66.7 });
  });
});

describe('an initial assessment in time (AS-04)', () => {
  const judged = (referredOn: string, authorisedOn: string) => {
    const events = [
      referred(referredOn),
      started(referredOn, { kind: 'INITIAL' }),
      authorised(authorisedOn, { outcome: 'NFA' }),
    ];
    const { numerator, denominator } = figureOf(as04, events, everSince);
    return { dueOn: cellsFrom(assessments, events)[0]!.dueByKindOn, inTime: numerator === 1, of: denominator };
  };

  it('AS07: has 10 working days from the referral', () => {
    expect(judged('2015-10-01', '2015-10-15')).toEqual({ dueOn: '2015-10-15', inTime: true, of: 1 });
    expect(judged('2015-10-01', '2015-10-16').inTime).toBe(false);
  });

  it('AS08: had 7 where the referral came before April 2010, though it ended later', () => {
    expect(judged('2010-02-01', '2010-02-10')).toEqual({ dueOn: '2010-02-10', inTime: true, of: 1 });
    expect(judged('2010-02-01', '2010-02-11').inTime).toBe(false);
    expect(judged('2010-03-31', '2010-04-13').dueOn).toBe('2010-04-13');
    expect(judged('2010-04-01', '2010-04-19')).toEqual({ dueOn: '2010-04-19', inTime: true, of: 1 });
  });

  it('counts from the referral also where it is not the first assessment of the case', () => {
    const events = [
      referred('2015-10-01'),
      started('2015-10-01'),
      authorised('2015-10-05'),
      started('2015-10-12', { assessmentId: 'A2', kind: 'INITIAL' }),
      authorised('2015-10-16', { assessmentId: 'A2' }),
    ];
    expect(figureOf(as04, events, everSince)).toEqual({ numerator: 0, denominator: 1, value: 0 });
  });
});

describe('a core assessment in time (AS-05)', () => {
  const core = (startedOn: string, authorisedOn: string, kind = 'CORE') => [
    started(startedOn, { assessmentId: 'A2', kind }),
    authorised(authorisedOn, { assessmentId: 'A2' }),
  ];
  const initial = (end: string) => [started('2013-05-20', { kind: 'INITIAL' }), authorised(end)];
  const enquiry = happened('Section47Started', { caseId: 'K1', s47Id: 'S1', startedOn: '2013-05-28' });
  const judged = (...events: RecordedEvent[]) => {
    const all = [referred('2013-05-20'), ...events];
    const due = cellsFrom(assessments, all).at(-1)!.dueByKindOn;
    return [due, figureOf(as05, all, everSince).numerator];
  };

  it('AS09: has 35 working days from the end of the initial assessment, here a Saturday', () => {
    expect(judged(...initial('2013-06-01'), enquiry, ...core('2013-06-03', '2013-07-19'))).toEqual(['2013-07-19', 1]);
    expect(judged(...initial('2013-06-01'), enquiry, ...core('2013-06-03', '2013-07-22'))).toEqual(['2013-07-19', 0]);
  });

  it('without one has them from the strategy discussion that began the enquiry', () => {
    expect(judged(enquiry, ...core('2013-06-03', '2013-07-16', 'S47_CORE'))).toEqual(['2013-07-16', 1]);
    expect(judged(enquiry, ...core('2013-06-03', '2013-07-17', 'S47_CORE'))).toEqual(['2013-07-16', 0]);
  });

  it('without either has them from its own start', () => {
    expect(judged(...core('2013-06-03', '2013-07-22'))).toEqual(['2013-07-22', 1]);
    const laterEnquiry = happened('Section47Started', { caseId: 'K1', s47Id: 'S1', startedOn: '2013-06-10' });
    expect(judged(laterEnquiry, ...core('2013-06-03', '2013-07-23'))).toEqual(['2013-07-22', 0]);
  });

  it('of 140, 112 in time are 80%', () => {
    const events = Array.from({ length: 140 }, (_, i) => {
      const envelope = { childId: `C${i}` };
      return [
        referred('2013-06-03', {}, envelope),
        started('2013-06-03', { kind: 'CORE' }, envelope),
        authorised(i < 112 ? '2013-07-22' : '2013-07-23', {}, envelope),
      ];
    }).flat();
    expect(figureOf(as05, events, { from: '2013-07-01', to: '2013-07-31' })).toEqual({
      numerator: 112,
      denominator: 140,
      value: 80,
    });
  });
});

describe('a review point of an assessment (AS-08)', () => {
  const due15 = { from: '2015-12-22', to: '2015-12-22' }; // working day 15 after 1 December
  const due30 = { from: '2016-01-15', to: '2016-01-15' };

  it('becomes a row on its due day, in time if the review was held by then', () => {
    const events = [
      referred('2015-12-01'),
      started('2015-12-01'),
      reviewed('15', '2015-12-22'),
      reviewed('30', '2016-01-18'),
    ];
    expect(cellsFrom(assessmentReviewPoints, events)).toEqual([
      {
        assessmentId: 'A1',
        kind: 'SINGLE',
        point: 15,
        dueOn: '2015-12-22',
        heldOn: '2015-12-22',
        inTime: true,
        dueFromStartOn: '2015-12-22',
        inTimeFromStart: true,
        team: 'T1',
        area: 'EAST',
      },
      {
        assessmentId: 'A1',
        kind: 'SINGLE',
        point: 30,
        dueOn: '2016-01-15',
        heldOn: '2016-01-18',
        inTime: false,
        dueFromStartOn: '2016-01-15',
        inTimeFromStart: false,
        team: 'T1',
        area: 'EAST',
      },
    ]);
    expect(figureOf(as08, events, due15)).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(figureOf(as08Day30, events, due30)).toEqual({ numerator: 0, denominator: 1, value: 0 });
  });

  it('by the other clock is due later where the assessment began later', () => {
    const events = [referred('2015-12-01'), started('2015-12-03'), reviewed('15', '2015-12-24')];
    const due24 = { from: '2015-12-24', to: '2015-12-24' };
    const counted = (when: typeof due24) => [as08, as08FromStart].map((one) => figureOf(one, events, when));
    expect(counted(due15).map((one) => [one.numerator, one.denominator])).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(counted(due24).map((one) => [one.numerator, one.denominator])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('AS06: of an assessment authorised before the due day is left out, of one authorised that day it is not', () => {
    const until = (on: string) => [referred('2015-12-01'), started('2015-12-01'), authorised(on)];
    expect(figureOf(as08, until('2015-12-21'), due15).denominator).toBe(0);
    expect(figureOf(as08, until('2015-12-22'), due15).denominator).toBe(1);
  });
});
