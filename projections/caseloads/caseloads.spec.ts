import { plainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { figure } from '#measures/figure';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, listOf, rowsFrom } from '#testing/measured';
import { caseloads } from './caseloads.projection.ts';
import { wf05, wf05Dfe, wf05Headcount, wf05WithoutAsye } from './wf-05-average-caseload.measure.ts';
import { wf07 } from './wf-07-protected-caseloads.measure.ts';

const outside = { childId: '' };
const team = (teamId: string, type: string, area?: string) =>
  happened(
    'TeamCreated',
    { teamId, type, ...(area === undefined ? { citywide: true } : { area }), from: '2014-01-01' },
    outside,
  );
const worker = (workerId: string, teamId: string, more: object = {}) =>
  happened(
    'WorkerRegistered',
    {
      workerId,
      teamId,
      from: '2015-01-01',
      qualified: true,
      fte: 1,
      employment: 'PERMANENT',
      role: 'SOCIAL_WORKER',
      ...more,
    },
    outside,
  );
let children = 0;
/** So many children, each with an open case that the worker leads. */
const cases = (number: number, workerId: string, teamId = 'T1'): readonly RecordedEvent[] =>
  Array.from({ length: number }, () => `C${++children}`).flatMap((childId) => [
    happened('ReferralReceived', { caseId: 'K1', referredOn: '2016-03-01', source: '6', teamId }, { childId }),
    happened('CaseAllocated', { caseId: 'K1', workerId, teamId, role: 'LEAD_SW', from: '2016-03-02' }, { childId }),
  ]);
const april = { on: '2016-04-30' };

describe('the cases that lead social workers hold', () => {
  it('become one row for each stretch in one post and team, until the case closes', () => {
    const events = [
      team('T1', 'ASSESSMENT', 'EAST'),
      team('T2', 'SAFEGUARDING', 'SOUTH'),
      worker('W1', 'T1', { asyeUntil: '2016-03-31' }),
      happened('WorkerChanged', { workerId: 'W1', from: '2016-05-01', fte: 0.5 }, outside),
      happened('WorkerMovedTeam', { workerId: 'W1', teamId: 'T2', from: '2016-06-01' }, outside),
      happened('TeamChanged', { teamId: 'T2', area: 'EAST', from: '2016-07-01' }, outside),
      happened('WorkerLeft', { workerId: 'W1', on: '2016-08-01' }, outside),
      happened('ReferralReceived', { caseId: 'K1', referredOn: '2016-03-01', source: '6', teamId: 'T1' }),
      happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', teamId: 'T1', role: 'LEAD_SW', from: '2016-03-02' }),
      happened('CaseClosed', { caseId: 'K1', closedOn: '2016-09-01', reason: 'RC7' }),
    ];
    const rows = cellsFrom(caseloads, events).map(({ from, to, team: of, area, teamType, isAsye, fteHundredths }) => [
      ...[from, to, of, area, teamType],
      ...[isAsye, fteHundredths],
    ]);
    expect(rows).toEqual([
      ['2016-03-02', '2016-04-01', 'T1', 'EAST', 'ASSESSMENT', true, 100],
      ['2016-04-01', '2016-05-01', 'T1', 'EAST', 'ASSESSMENT', false, 100],
      ['2016-05-01', '2016-06-01', 'T1', 'EAST', 'ASSESSMENT', false, 50],
      ['2016-06-01', '2016-07-01', 'T2', 'SOUTH', 'SAFEGUARDING', false, 50],
      ['2016-07-01', '2016-08-01', 'T2', 'EAST', 'SAFEGUARDING', false, 50],
      ['2016-08-01', '2016-09-01', 'T2', 'EAST', 'SAFEGUARDING', false, 0],
    ]);
  });

  it('of a worker nobody registered are those of one qualified whole post in the team of the case', () => {
    expect(cellsFrom(caseloads, cases(1, 'W9', 'T9'))).toMatchObject([
      { isQualified: true, isAsye: false, fteHundredths: 100, holdsPost: true, teamType: null, team: 'T9', to: null },
    ]);
  });
});

describe('the average caseload (WF-05)', () => {
  const events = [
    team('T1', 'ASSESSMENT', 'EAST'),
    team('T2', 'SAFEGUARDING', 'SOUTH'),
    worker('W1', 'T1'),
    worker('W2', 'T1', { fte: 0.5, employment: 'AGENCY' }),
    worker('W3', 'T2', { asyeUntil: '2016-12-31' }),
    worker('W4', 'T2'), // holds no case
    ...cases(25, 'W1'),
    ...cases(13, 'W2'),
    ...cases(10, 'W3', 'T2'),
  ];

  it('WF04: is cases over the full-time equivalents of the workers who hold any, by type of team', () => {
    expect(figureOf(wf05, events, april, { group: 'ASSESSMENT' })).toEqual({
      numerator: 38,
      denominator: 1.5,
      value: 25,
    });
    expect(figureOf(wf05, events, april, { group: 'SAFEGUARDING' })).toEqual({
      numerator: 10,
      denominator: 1,
      value: 10,
    });
    expect(figureOf(wf05, events, april, { area: 'EAST' }).value).toBe(25);
  });

  it('WF05: of the whole authority is one total over the other, not a mean of means', () => {
    expect(figureOf(wf05, events, april)).toEqual({ numerator: 48, denominator: 2.5, value: 19 });
    expect(Math.round((25 + 10) / 2)).not.toBe(19);
  });

  it('WF06: 321,661 cases and 21,105.4 full-time equivalents are 15.2', () => {
    const asked = { from: plainDate('2025-09-30'), to: plainDate('2025-09-30'), asAt: plainDate('2025-09-30') };
    expect(figure(wf05Dfe, 321_661, 2_110_540, asked, null).value).toBe(15.2);
    expect(figureOf(wf05Dfe, events, april).value).toBe(19.2);
  });

  it('has variants by headcount and without the assessed and supported year', () => {
    expect(figureOf(wf05Headcount, events, april)).toEqual({ numerator: 48, denominator: 3, value: 16 });
    expect(figureOf(wf05WithoutAsye, events, april)).toEqual({ numerator: 38, denominator: 1.5, value: 25 });
  });

  it('divides by nobody who is not qualified or holds no post, and leaves the cases of the unqualified out', () => {
    const more = [
      ...events,
      worker('W5', 'T1', { qualified: false }),
      ...cases(3, 'W5'),
      worker('W6', 'T1'),
      happened('WorkerLeft', { workerId: 'W6', on: '2016-04-01' }, outside),
      ...cases(2, 'W6'),
    ];
    expect(figureOf(wf05, more, april)).toEqual({ numerator: 50, denominator: 2.5, value: 20 });
  });

  it('counts each worker once in its list, with the part of a post', () => {
    const below = listOf(wf05, events, april).filter((line) => line.denominator);
    expect(below.map((line) => line.addsBelow)).toEqual([1, 0.5, 1]);
  });
});

describe('newly qualified workers above the protected caseload (WF-07)', () => {
  const newly = { asyeUntil: '2016-12-31' };
  const events = [
    worker('W1', 'T1', newly),
    worker('W2', 'T1', newly),
    worker('W3', 'T1'),
    ...cases(16, 'W1'),
    ...cases(15, 'W2'),
    ...cases(20, 'W3'),
  ];

  it('are those with more than 15 cases, while the year lasts', () => {
    expect(figureOf(wf07, events, april).value).toBe(1);
    expect(figureOf(wf07, events, { on: '2017-01-01' }).value).toBe(0);
    const [line] = listOf(wf07, events, april);
    const row = rowsFrom(caseloads, events).find(({ rowId }) => rowId === line!.rowId);
    expect(row!.cells['workerId']).toBe('W1');
  });
});
