import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { lac01, lac01Rate } from './lac-01-looked-after-children.measure.ts';
import { lac02 } from './lac-02-children-who-started-to-be-looked-after.measure.ts';
import { lac03 } from './lac-03-children-who-ceased-to-be-looked-after.measure.ts';
import { lac04 } from './lac-04-net-change-of-looked-after-children.measure.ts';
import { lookedAfterChildren } from './looked-after-children.projection.ts';
import { periodsOfCare } from './periods-of-care.projection.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const born = (dob: string) => happened('ChildRegistered', { dob }, { occurredOn: '2010-01-01' });
const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2014-01-06',
  source: '6',
  teamId: 'T1',
  areaId: 'EAST',
});
const started = (startedOn: string, legalStatus: 'C1' | 'C2' | 'V2' | 'V3' | 'V4' = 'C1', periodId = 'L1') =>
  happened('CareStarted', { periodId, startedOn, legalStatus });
const changed = (on: string, legalStatus: 'C2' | 'V4') =>
  happened('LegalStatusChanged', { periodId: 'L1', on, legalStatus });
const ceased = (ceasedOn: string, periodId = 'L1') => happened('CareCeased', { periodId, ceasedOn, reason: 'E4A' });

const isCounted = (events: readonly RecordedEvent[], on: string) => figureOf(lac01, events, { on }).value === 1;

describe('the periods of care', () => {
  it('become one row each, under those responsible on the first day and on the day it ceased', () => {
    const moved = happened('CaseTransferredBetweenTeams', {
      caseId: 'K1',
      toTeam: 'T2',
      area: 'WEST',
      effectiveOn: '2014-06-02',
    });
    expect(cellsFrom(periodsOfCare, [referred, started('2014-02-03'), moved, ceased('2015-02-02')])).toEqual([
      {
        periodId: 'L1',
        caseId: 'K1',
        startedOn: '2014-02-03',
        legalStatus: 'C1',
        ceasedOn: '2015-02-02',
        reasonCeased: 'E4A',
        team: 'T1',
        area: 'EAST',
        ceasedTeam: 'T2',
        ceasedArea: 'WEST',
      },
    ]);
  });

  it('of one child may begin twice in a period, and the net change is those begun less those ceased', () => {
    const events = [started('2014-02-03'), ceased('2014-03-03'), started('2014-09-01', 'C2', 'L2')];
    expect([lac02, lac03, lac04].map((one) => figureOf(one, events, everSince).value)).toEqual([2, 1, 1]);
  });

  it('of short breaks only are none', () => {
    for (const status of ['V3', 'V4'] as const) {
      const events = [started('2014-02-03', status), ceased('2014-03-03')];
      expect([lac02, lac03].map((one) => figureOf(one, events, everSince).value)).toEqual([0, 0]);
      expect(isCounted(events, '2014-02-10')).toBe(false);
    }
  });

  it('that turn from short breaks into care begin on that day', () => {
    const events = [started('2014-02-03', 'V4'), changed('2014-05-01', 'C2')];
    expect(cellsFrom(periodsOfCare, events).map((row) => [row.startedOn, row.legalStatus])).toEqual([
      ['2014-05-01', 'C2'],
    ]);
    expect(['2014-04-30', '2014-05-01'].map((on) => isCounted(events, on))).toEqual([false, true]);
  });
});

describe('the looked-after children', () => {
  it('become one row for each stretch of days in one team and legal status', () => {
    const events = [referred, started('2014-02-03'), changed('2014-06-02', 'C2'), ceased('2015-02-02')];
    const whole = {
      ...{ periodId: 'L1', caseId: 'K1', startedOn: '2014-02-03', team: 'T1', area: 'EAST' },
      ...{ placementType: null, ageBand: null, unaccompaniedFrom: null, unaccompaniedUntil: null },
    };
    expect(cellsFrom(lookedAfterChildren, events)).toEqual([
      { ...whole, legalStatus: 'C1', from: '2014-02-03', to: '2014-06-02' },
      { ...whole, legalStatus: 'C2', from: '2014-06-02', to: '2015-02-02' },
    ]);
  });

  it('LA17: turning 18 on the day asked for is no longer counted', () => {
    expect(isCounted([born('1997-05-31'), started('2014-02-03')], '2015-05-31')).toBe(false);
  });

  it('LA18: turning 18 on the day after is still counted', () => {
    expect(isCounted([born('1997-06-01'), started('2014-02-03')], '2015-05-31')).toBe(true);
  });

  it('LA19: born on 29 February turns 18 on 1 March', () => {
    const events = [born('2000-02-29'), started('2014-02-03')];
    expect(['2018-02-28', '2018-03-01'].map((on) => isCounted(events, on))).toEqual([true, false]);
  });

  it('that overlap in an import count the child once', () => {
    const events = [
      started('2014-02-03'),
      started('2014-03-03', 'C2', 'L2'),
      ceased('2014-06-02'),
      ceased('2014-09-01', 'L2'),
    ];
    expect(figureOf(lac01, events, { on: '2014-04-01' }).value).toBe(1);
    expect(figureOf(lac01, events, { on: '2014-06-02' }).value).toBe(1);
    expect(figureOf(lac01, events, { on: '2014-09-01' }).value).toBe(0);
  });

  it('per 10,000 of the population are a whole number', () => {
    expect(figureOf(lac01Rate, [started('2014-02-03')], { on: '2014-03-31' }, { population: 3000 }).value).toBe(3);
  });
});
