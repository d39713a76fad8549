import { addWorkingDays } from '#calendar/working-days';
import type { RecordedEvent } from '#case-flow/event';
import { happened, on } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { assessmentReviewPoints } from './assessment-review-points.projection.ts';
import { assessments } from './assessments.projection.ts';
import { as01 } from './as-01-assessments-completed.measure.ts';
import { as02 } from './as-02-assessments-completed-within-45-working-days.measure.ts';
import { as06 } from './as-06-assessments-with-no-further-action.measure.ts';
import { as07 } from './as-07-children-seen.measure.ts';
import { as08, as08Day30 } from './as-08-review-points-held-in-time.measure.ts';
import { as09, as09Day20 } from './as-09-assessments-completed-within-15-working-days.measure.ts';
import { as10 } from './as-10-assessments-by-length.measure.ts';

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

describe('the clock of an initial assessment', () => {
  it('AS07: of 10 working days ends two weeks after the referral', () => {
    expect(addWorkingDays(on('2015-10-01'), 10)).toBe('2015-10-15');
  });

  it('AS08: of the 7 working days before April 2010 ends sooner', () => {
    expect(addWorkingDays(on('2010-02-01'), 7)).toBe('2010-02-10');
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
        team: 'T1',
        area: 'EAST',
      },
    ]);
    expect(figureOf(as08, events, due15)).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(figureOf(as08Day30, events, due30)).toEqual({ numerator: 0, denominator: 1, value: 0 });
  });

  it('AS06: of an assessment authorised before the due day is left out, of one authorised that day it is not', () => {
    const until = (on: string) => [referred('2015-12-01'), started('2015-12-01'), authorised(on)];
    expect(figureOf(as08, until('2015-12-21'), due15).denominator).toBe(0);
    expect(figureOf(as08, until('2015-12-22'), due15).denominator).toBe(1);
  });
});
