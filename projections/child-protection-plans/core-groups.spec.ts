import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { coreGroups } from './core-groups.projection.ts';
import { cp14 } from './cp-14-core-groups-in-time.measure.ts';

const started = happened('CpPlanStarted', { planId: 'P1', startedOn: '2016-03-21', category: 'NEG' });
const held = (heldOn: string) => happened('CoreGroupHeld', { planId: 'P1', heldOn });
const ended = (endedOn: string) => happened('CpPlanEnded', { planId: 'P1', endedOn, reason: 'RISK_ENDED' });
const rows = (...events: readonly ReturnType<typeof happened>[]) =>
  cellsFrom(coreGroups, [started, ...events]).map(({ first, dueOn, heldOn, inTime }) => [first, dueOn, heldOn, inTime]);

describe('the core groups of a plan', () => {
  it('CP24: the first is due 10 working days after the conference of 2016-03-21, past Easter', () => {
    expect(rows()).toEqual([[true, '2016-04-06', null, false]]);
  });

  it('are due six weeks after the one before, also after one that came late', () => {
    expect(rows(held('2016-04-06'), held('2016-05-18'), held('2016-07-04'))).toEqual([
      [true, '2016-04-06', '2016-04-06', true],
      [false, '2016-05-18', '2016-05-18', true],
      [false, '2016-06-29', '2016-07-04', false],
      [false, '2016-08-15', null, false],
    ]);
  });

  it('are due of an open plan only: none on the day it ends', () => {
    expect(rows(ended('2016-04-07'))).toHaveLength(1);
    expect(rows(ended('2016-04-06'))).toEqual([]);
    expect(rows(held('2016-04-01'), ended('2016-05-13'))).toEqual([[true, '2016-04-06', '2016-04-01', true]]);
  });

  it('take the conference day for the first where one was held then, and none from before or after the plan', () => {
    expect(
      rows(held('2016-03-18'), held('2016-03-21'), held('2016-09-01'), ended('2016-08-01')).map(([first]) => first),
    ).toEqual([true, false]);
  });
});

describe('core groups in time (CP-14)', () => {
  it('count by the day they fell due, held or not', () => {
    const events = [started, held('2016-04-06')];
    expect(figureOf(cp14, events, { from: '2016-04-01', to: '2016-04-30' })).toEqual({
      numerator: 1,
      denominator: 1,
      value: 100,
    });
    expect(figureOf(cp14, events, { from: '2016-05-01', to: '2016-05-31' })).toEqual({
      numerator: 0,
      denominator: 1,
      value: 0,
    });
    expect(figureOf(cp14, events, { from: '2016-05-01', to: '2016-05-31', asAt: '2016-05-17' }).denominator).toBe(0);
  });

  it('know a first core group of the weekend after the due day only from that weekend on', () => {
    // 10 working days from Friday 2016-06-03 end on Friday 2016-06-17.
    const plan = happened('CpPlanStarted', { planId: 'P2', startedOn: '2016-06-03', category: 'NEG' });
    const events = [plan, happened('CoreGroupHeld', { planId: 'P2', heldOn: '2016-06-18' })];
    const asAt = (day: string) => figureOf(cp14, events, { from: '2016-06-01', to: '2016-06-30', asAt: day }).numerator;
    expect([asAt('2016-06-17'), asAt('2016-06-18')]).toEqual([0, 1]);
  });

  it('stand under the team responsible on the due day', () => {
    const referred = happened('ReferralReceived', {
      caseId: 'K1',
      referredOn: '2016-03-01',
      source: '6',
      teamId: 'T1',
    });
    const moved = happened('CaseTransferredBetweenTeams', {
      caseId: 'K1',
      fromTeam: 'T1',
      toTeam: 'T2',
      effectiveOn: '2016-04-05',
    });
    const may = (team: string) =>
      figureOf(cp14, [referred, started, moved], { from: '2016-04-01', to: '2016-04-30' }, { team }).denominator;
    expect([may('T1'), may('T2')]).toEqual([0, 1]);
  });
});
