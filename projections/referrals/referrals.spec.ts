import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, listOf, partsOf } from '#testing/measured';
import { referrals } from './referrals.projection.ts';
import { rf01 } from './rf-01-referrals.measure.ts';
import { rf02, rf02Rolling } from './rf-02-referral-rate.measure.ts';
import { rf03 } from './rf-03-referrals-by-week.measure.ts';
import { rf04 } from './rf-04-referrals-a-month.measure.ts';
import { rf05, rf05Children, rf05WithoutNoFurtherAction } from './rf-05-re-referrals.measure.ts';
import { rf06 } from './rf-06-referrals-with-no-further-action.measure.ts';
import { rf07, rf07Accepted, rf07Within30Days } from './rf-07-referrals-to-assessment.measure.ts';
import { rf08 } from './rf-08-referrals-decided-within-a-working-day.measure.ts';
import { rf09 } from './rf-09-child-protection-referrals.measure.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const referred = (referredOn: string, envelope: object = {}, more: object = {}) =>
  happened('ReferralReceived', { caseId: `K-${referredOn}`, referredOn, source: '6', ...more }, envelope);
const decided = (referredOn: string, decidedOn: string, decision: 'ACCEPT_ASSESS' | 'ACCEPT_STRATEGY' | 'NFA') =>
  happened('ReferralDecided', { caseId: `K-${referredOn}`, decidedOn, decision });
const assessed = (referredOn: string, startedOn: string) =>
  happened('AssessmentStarted', {
    caseId: `K-${referredOn}`,
    assessmentId: `A-${startedOn}`,
    kind: 'SINGLE',
    startedOn,
  });
const discussed = (referredOn: string, heldAt: string) =>
  happened('StrategyDiscussionHeld', {
    caseId: `K-${referredOn}`,
    strategyId: `S-${heldAt.slice(0, 10)}`,
    heldAt,
    kind: 'DISCUSSION',
    outcome: 'CONTINUE_ASSESSMENT',
  });

describe('the referrals', () => {
  it('become one row each, under the team and area responsible on the day of the referral', () => {
    const events = [
      referred('2015-06-10', {}, { teamId: 'MASH', areaId: 'EAST' }),
      decided('2015-06-10', '2015-06-11', 'ACCEPT_ASSESS'),
      happened('CaseAllocated', {
        caseId: 'K-2015-06-10',
        workerId: 'W1',
        teamId: 'T1',
        areaId: 'WEST',
        role: 'LEAD_SW',
        from: '2015-06-12',
      }),
      assessed('2015-06-10', '2015-06-15'),
    ];
    expect(cellsFrom(referrals, events)).toEqual([
      {
        caseId: 'K-2015-06-10',
        referredOn: '2015-06-10',
        source: '6',
        team: 'MASH',
        area: 'EAST',
        decision: 'ACCEPT_ASSESS',
        decidedOn: '2015-06-11',
        noFurtherActionOn: null,
        decidedInTimeOn: '2015-06-11',
        decisionSettledOn: '2015-06-11',
        acceptedOn: '2015-06-11',
        reReferral: false,
        reReferralWithoutNoFurtherAction: false,
        assessmentStartedOn: '2015-06-15',
        assessmentWithin30DaysOn: '2015-06-15',
        childProtectionOn: null,
      },
    ]);
  });

  it('are counted with those of no further action, by week, a month and per 10,000', () => {
    const days = ['2015-04-01', '2015-04-05', '2015-04-06', '2015-06-30'];
    const events = days.flatMap((on, i) => referred(on, { childId: `C${i}` }));
    events.push(happened('ReferralDecided', { decidedOn: '2015-04-02', decision: 'NFA' }, { childId: 'C0' }));
    const quarter = { from: '2015-04-01', to: '2015-06-30' };
    expect(figureOf(rf01, events, quarter).value).toBe(4);
    expect(partsOf(rf03, events, quarter)).toEqual({ '2015-W14': 2, '2015-W15': 1, '2015-W27': 1 });
    expect(figureOf(rf04, events, quarter)).toEqual({ numerator: 4, denominator: 3, value: 1 });
    expect(figureOf(rf02, events, quarter, { population: 1600 }).value).toBe(100);
    expect(figureOf(rf06, events, quarter)).toEqual({ numerator: 1, denominator: 4, value: 25 });
  });

  it('of a rolling year are those of the 12 months up to the day asked for, whatever the period', () => {
    const days = ['2014-06-30', '2014-07-01', '2015-06-30', '2015-07-01'];
    const events = days.flatMap((on, i) => referred(on, { childId: `C${i}` }));
    const june = { from: '2015-06-01', to: '2015-06-30' };
    expect(figureOf(rf02Rolling, events, june, { population: 4000 })).toEqual({
      numerator: 2,
      denominator: 4000,
      value: 5,
    });
    expect(figureOf(rf02, events, june, { population: 4000 }).value).toBe(30);
  });

  it('YY01: 252 of a month are 99 more than the 153 of the same month a year before', () => {
    const made = (count: number, on: string) =>
      Array.from({ length: count }, (_, i) => referred(on, { childId: `C${i}` }));
    const events = [...made(252, '2015-10-05'), ...made(153, '2014-10-06')];
    const counted = (from: string, to: string) => figureOf(rf01, events, { from, to }).value!;
    const [now, before] = [counted('2015-10-01', '2015-10-31'), counted('2014-10-01', '2014-10-31')];
    expect([now, before, now - before]).toEqual([252, 153, 99]);
  });

  it('of one day are one, which keeps the first source', () => {
    const events = [
      referred('2015-06-10', { recorded: '2015-06-10T10:00:00.000Z' }),
      happened(
        'ReferralReceived',
        { caseId: 'K2', referredOn: '2015-06-10', source: '2A' },
        { recorded: '2015-06-10T11:00:00.000Z' },
      ),
    ];
    expect(cellsFrom(referrals, events).map((row) => row.source)).toEqual(['6']);
  });

  it('of one id are one, on the first of their days; in merged records two children may have used one id', () => {
    const [one, other] = [referred('2015-06-10', {}, { caseId: 'K1' }), referred('2015-06-12', {}, { caseId: 'K1' })];
    expect(cellsFrom(referrals, [one, other]).map((row) => row.referredOn)).toEqual(['2015-06-10']);
    const ofTwin = { ...other, childId: 'C2', eventId: 'twin' };
    const merge = happened(
      'DuplicateRecordsMerged',
      { survivorId: 'C1', mergedId: 'C2' },
      { occurredOn: '2015-07-01' },
    );
    expect(figureOf(rf01, [one, ofTwin, merge], everSince).value).toBe(2);
  });

  it('are undecided before the day of the decision', () => {
    const events = [referred('2015-06-30'), decided('2015-06-30', '2015-07-02', 'NFA')];
    const june = { from: '2015-06-01', to: '2015-06-30' };
    expect(figureOf(rf06, events, june)).toEqual({ numerator: 0, denominator: 1, value: 0 });
    expect(figureOf(rf06, events, { ...june, asAt: '2015-07-02' }).numerator).toBe(1);
  });
});

describe('a re-referral within 12 months (RF-05)', () => {
  const isReReferral = (earlier: readonly string[], last: string, more: readonly RecordedEvent[] = []) =>
    figureOf(rf05, [...earlier.map((on) => referred(on)), referred(last, {}, { caseId: 'last' }), ...more], {
      from: last,
      to: last,
    }).numerator === 1;

  it.each([
    ['RR01: a day before the anniversary', ['2015-06-10'], '2016-06-09', true],
    ['RR02: on the anniversary', ['2015-06-10'], '2016-06-10', true],
    ['RR03: a day after the anniversary is none', ['2015-06-10'], '2016-06-11', false],
    ['RR04: 366 days are still 12 calendar months', ['2015-03-01'], '2016-03-01', true],
    ['RR05: from 29 February to the 28th a year later', ['2016-02-29'], '2017-02-28', true],
    ['RR06: from 29 February to 1 March a year later is none', ['2016-02-29'], '2017-03-01', false],
    ['RR07: looking back from 29 February reaches the 28th', ['2015-02-28'], '2016-02-29', true],
    ['RR08: the same day is never a re-referral', ['2016-06-01'], '2016-06-01', false],
    ['RR09: any earlier one in the window is enough', ['2014-01-01', '2015-12-20'], '2016-06-01', true],
  ] as const)('%s', (_, earlier, last, expected) => {
    expect(isReReferral(earlier, last)).toBe(expected);
  });

  it('RR10: of three referrals within a year two are re-referrals', () => {
    const events = ['2015-05-01', '2015-09-01', '2016-01-15'].map((on) => referred(on));
    expect(figureOf(rf05, events, everSince)).toEqual({ numerator: 2, denominator: 3, value: 66.7 });
    expect(figureOf(rf05Children, events, everSince)).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(listOf(rf05Children, events, everSince)).toHaveLength(1);
  });

  it('RR11: an earlier contact that led to no referral does not count', () => {
    const contact = happened('ContactReceived', {
      contactId: 'N1',
      receivedAt: '2015-08-01T10:00:00.000Z',
      source: '6',
    });
    expect(isReReferral([], '2016-02-01', [contact])).toBe(false);
  });

  it('RR12: an earlier referral with no further action counts', () => {
    expect(isReReferral(['2015-08-01'], '2016-02-01', [decided('2015-08-01', '2015-08-03', 'NFA')])).toBe(true);
  });

  it('RR12: by the other policy it does not, unless the decision came after the next referral', () => {
    const counted = (decidedOn: string, ...more: readonly string[]) =>
      figureOf(
        rf05WithoutNoFurtherAction,
        [
          ...['2015-08-01', ...more].map((on) => referred(on)),
          referred('2016-02-01', {}, { caseId: 'last' }),
          decided('2015-08-01', decidedOn, 'NFA'),
        ],
        { from: '2016-02-01', to: '2016-02-28' },
      ).numerator;
    expect(counted('2015-08-03')).toBe(0);
    expect(counted('2015-08-03', '2015-12-01')).toBe(1);
    expect(counted('2016-02-01')).toBe(0);
    expect(counted('2016-02-02')).toBe(1);
  });

  it('BT03: merging two records of one child pools their referrals', () => {
    const [a, b] = [{ childId: 'A' }, { childId: 'B' }];
    const apart = [referred('2015-06-01', a), referred('2015-06-01', b), referred('2015-12-01', b)];
    const merge = happened(
      'DuplicateRecordsMerged',
      { survivorId: 'A', mergedId: 'B' },
      { childId: 'A', recorded: '2016-01-10T09:00:00.000Z', eventId: 'merge' },
    );
    const counted = (events: readonly RecordedEvent[], asKnownAt?: string) =>
      [rf01, rf05].map(
        (one) => figureOf(one, events, everSince, asKnownAt === undefined ? {} : { asKnownAt }).numerator,
      );
    expect(counted(apart)).toEqual([3, 1]);
    expect(counted([...apart, merge])).toEqual([2, 1]);
    expect(counted([...apart, merge], '2016-01-09T00:00:00.000Z')).toEqual([3, 1]);
    const reversed = happened(
      'MergeReversed',
      { mergeEventId: 'merge' },
      { childId: 'A', recorded: '2016-02-01T09:00:00.000Z' },
    );
    expect(counted([...apart, merge, reversed])).toEqual([3, 1]);
  });
});

describe('a referral that goes on to assessment (RF-07)', () => {
  const events = [
    referred('2015-06-01'),
    decided('2015-06-01', '2015-06-02', 'ACCEPT_ASSESS'),
    assessed('2015-06-01', '2015-07-03'),
    referred('2015-06-02', { childId: 'C2' }),
    happened('ReferralDecided', { decidedOn: '2015-06-03', decision: 'NFA' }, { childId: 'C2' }),
    referred('2015-06-03', { childId: 'C3' }),
    referred('2015-06-04', { childId: 'C4' }),
    happened('ReferralDecided', { decidedOn: '2015-07-06', decision: 'ACCEPT_OTHER' }, { childId: 'C4' }),
  ];
  const june = { from: '2015-06-01', to: '2015-06-30' };

  it('counts from the day the assessment begins, and is of all referrals or of those accepted by then', () => {
    expect(figureOf(rf07, events, june)).toEqual({ numerator: 0, denominator: 4, value: 0 });
    expect(figureOf(rf07Accepted, events, june)).toEqual({ numerator: 0, denominator: 1, value: 0 });
    const july = { ...june, asAt: '2015-07-31' };
    expect(figureOf(rf07, events, july)).toEqual({ numerator: 1, denominator: 4, value: 25 });
    expect(figureOf(rf07Accepted, events, july)).toEqual({ numerator: 1, denominator: 2, value: 50 });
  });

  it('counts within 30 days only up to the thirtieth', () => {
    const within = (startedOn: string) =>
      figureOf(rf07Within30Days, [referred('2015-06-01'), assessed('2015-06-01', startedOn)], {
        ...june,
        asAt: '2015-07-31',
      });
    expect(within('2015-07-01')).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(within('2015-07-02')).toEqual({ numerator: 0, denominator: 1, value: 0 });
  });

  it('does not count by an assessment that was cancelled', () => {
    const cancelled = happened('AssessmentCancelled', { assessmentId: 'A-2015-07-03' }, { occurredOn: '2015-07-06' });
    expect(figureOf(rf07, [...events, cancelled], { ...june, asAt: '2015-07-31' }).numerator).toBe(0);
  });
});

describe('a referral decided within one working day (RF-08)', () => {
  const judged = (events: readonly RecordedEvent[], asAt: string) => {
    const { numerator, denominator } = figureOf(rf08, events, { ...everSince, asAt });
    return denominator === 0 ? 'pending' : numerator === 1 ? 'in' : 'late';
  };

  it('FD07: made on a Friday and decided on the Monday is in time, on the Tuesday late', () => {
    expect(judged([referred('2015-10-09'), decided('2015-10-09', '2015-10-12', 'NFA')], '2015-10-31')).toBe('in');
    expect(judged([referred('2015-10-09'), decided('2015-10-09', '2015-10-13', 'NFA')], '2015-10-31')).toBe('late');
  });

  it('FD08: not decided is pending on the day it is due, and late on the day after', () => {
    expect(judged([referred('2015-10-09')], '2015-10-12')).toBe('pending');
    expect(judged([referred('2015-10-09')], '2015-10-13')).toBe('late');
  });
});

describe('a child protection referral (RF-09)', () => {
  it('is one accepted for a strategy discussion, or with one by the next working day', () => {
    const june = { from: '2015-06-01', to: '2015-06-30' };
    const count = (...events: RecordedEvent[]) => figureOf(rf09, [referred('2015-06-05'), ...events], june).value;
    expect(count(decided('2015-06-05', '2015-06-08', 'ACCEPT_STRATEGY'))).toBe(1);
    expect(count(discussed('2015-06-05', '2015-06-08T15:00:00.000Z'))).toBe(1);
    expect(count(discussed('2015-06-05', '2015-06-09T15:00:00.000Z'))).toBe(0);
    expect(count(decided('2015-06-05', '2015-06-08', 'ACCEPT_ASSESS'))).toBe(0);
  });
});
