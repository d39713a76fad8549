import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, listOf } from '#testing/measured';
import { eh05, eh05Families } from './eh-05-families-in-targeted-support.measure.ts';
import { targetedSupport } from './targeted-support.projection.ts';

const registered = (familyId: string, childId = 'C1', occurredOn = '2013-01-07') =>
  happened('TargetedSupportRegistered', { familyId, centre: 'North' }, { childId, occurredOn });
const ended = (familyId: string, occurredOn: string) => happened('TargetedSupportEnded', { familyId }, { occurredOn });
const accepted = (childId = 'C1') => [
  happened('ReferralReceived', { caseId: 'K1', referredOn: '2013-03-01', source: '6' }, { childId }),
  happened('ReferralDecided', { caseId: 'K1', decidedOn: '2013-03-04', decision: 'ACCEPT_ASSESS' }, { childId }),
];
const closed = happened('CaseClosed', { caseId: 'K1', closedOn: '2013-09-02', reason: 'RC7' });

describe('targeted support', () => {
  it('becomes one row for each stretch of days known as one thing, the narrowest first', () => {
    const events = [
      registered('F1'),
      ...accepted(),
      happened('CpPlanStarted', { caseId: 'K1', planId: 'P1', startedOn: '2013-05-01', category: 'NEG' }),
      happened('CareStarted', { caseId: 'K1', periodId: 'L1', startedOn: '2013-06-03', legalStatus: 'C1' }),
      happened('CpPlanEnded', { planId: 'P1', endedOn: '2013-07-01' }),
      happened('CareCeased', { periodId: 'L1', ceasedOn: '2013-08-01', reason: 'E4A' }),
      closed,
      ended('F1', '2013-10-01'),
    ];
    expect(cellsFrom(targetedSupport, events).map((row) => [row.from, row.to, row.knownAs])).toEqual([
      ['2013-01-07', '2013-03-04', null],
      ['2013-03-04', '2013-05-01', 'CIN'],
      ['2013-05-01', '2013-07-01', 'CPP'],
      ['2013-07-01', '2013-08-01', 'CLA'],
      ['2013-08-01', '2013-09-02', 'CIN'],
      ['2013-09-02', '2013-10-01', null],
    ]);
    expect(cellsFrom(targetedSupport, events)[0]).toMatchObject({
      familyId: 'F1',
      centre: 'North',
      registeredOn: '2013-01-07',
    });
  });

  it('is open until the day before it ends', () => {
    const families = (on: string) =>
      figureOf(eh05Families, [registered('F1'), ended('F1', '2013-06-03')], { on }).value;
    expect(['2013-01-06', '2013-01-07', '2013-06-02', '2013-06-03'].map(families)).toEqual([0, 1, 1, 0]);
  });

  it('of a referral not accepted, or decided to need no further action, does not make a family known', () => {
    const referred = happened('ReferralReceived', { caseId: 'K1', referredOn: '2013-03-01', source: '6' });
    const refused = happened('ReferralDecided', { caseId: 'K1', decidedOn: '2013-03-04', decision: 'NFA' });
    for (const events of [[referred], [referred, refused]])
      expect(figureOf(eh05, [registered('F1'), ...events], { on: '2013-03-31' }).numerator).toBe(0);
  });

  it('of short breaks alone does not make a child looked after', () => {
    const breaks = happened('CareStarted', { periodId: 'L1', startedOn: '2013-02-01', legalStatus: 'V4' });
    expect(cellsFrom(targetedSupport, [registered('F1'), breaks]).map((row) => row.knownAs)).toEqual([null]);
  });
});

describe('families known to the statutory service (EH-05)', () => {
  it('count once however many of their children are registered, and are known by any one of them', () => {
    const events = [
      ...['C1', 'C2', 'C3'].map((childId) => registered('F1', childId)),
      ...accepted('C1'),
      ...accepted('C2'),
      registered('F2', 'C4'),
    ];
    expect(figureOf(eh05, events, { on: '2013-06-30' })).toEqual({ numerator: 1, denominator: 2, value: 50 });
    const lines = listOf(eh05, events, { on: '2013-06-30' });
    expect(lines.map((line) => [line.childId, line.numerator, line.denominator])).toEqual([
      ['C4', false, true],
      ['C1', true, true],
    ]);
    expect(figureOf(eh05, events, { on: '2013-03-03' }).numerator).toBe(0);
  });

  it('RT18: 49 of 156 are 31%', () => {
    const events: RecordedEvent[] = Array.from({ length: 156 }, (_, i) => [
      registered(`F${i}`, `C${i}`),
      ...(i < 49 ? accepted(`C${i}`) : []),
    ]).flat();
    expect(figureOf(eh05, events, { on: '2013-06-30' })).toEqual({ numerator: 49, denominator: 156, value: 31 });
    expect(figureOf(eh05Families, events, { on: '2013-06-30' }).value).toBe(156);
  });
});
