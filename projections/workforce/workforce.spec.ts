import type { RecordedEvent } from '#case-flow/event';
import type { DataOf } from '#case-flow/event-catalogue';
import { plainDate } from '#calendar/plain-date';
import { figure } from '#measures/figure';
import type { Projection } from '#measures/projection';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf, listOf } from '#testing/measured';
import { establishedPosts } from './established-posts.projection.ts';
import { plannedLeave } from './planned-leave.projection.ts';
import { posts } from './posts.projection.ts';
import { spellsOfEmployment } from './spells-of-employment.projection.ts';
import { vacancies } from './vacancies.projection.ts';
import { wf01 } from './wf-01-permanent-and-agency-workers.measure.ts';
import { wf02, wf02Opened } from './wf-02-vacancies.measure.ts';
import { wf03, wf03Fte } from './wf-03-agency-workers.measure.ts';
import { wf04 } from './wf-04-uncovered-vacancies.measure.ts';
import {
  wf06,
  wf06Assessed,
  wf06Leavers,
  wf06NewlyQualified,
  wf06Offers,
  wf06Overseas,
  wf06Stages,
} from './wf-06-starters-leavers-and-recruitment.measure.ts';
import { wf08 } from './wf-08-social-workers-per-team-manager.measure.ts';
import { wf09, wf09Turnover, wf09Vacancy } from './wf-09-workforce-rates.measure.ts';

const outside = { childId: '' };
const worker = (workerId: string, more: Partial<Record<keyof DataOf<'WorkerRegistered'>, unknown>> = {}) =>
  happened(
    'WorkerRegistered',
    {
      workerId,
      from: '2013-01-07',
      qualified: true,
      fte: 1,
      employment: 'PERMANENT',
      role: 'SOCIAL_WORKER',
      ...more,
    } as never,
    outside,
  );
/** Workers alike who come to so many full-time equivalents, each one whole post but the last. */
const workers = (name: string, fte: number, more: object = {}): readonly RecordedEvent[] =>
  Array.from({ length: Math.ceil(fte) }, (_, i) => worker(`${name}${i}`, { fte: Math.min(1, fte - i), ...more }));
const agency = (name: string, fte: number, agencyCovers = 'VACANCY') =>
  workers(name, fte, { employment: 'AGENCY', agencyCovers });
const team = (teamId: string, more: object) =>
  happened('TeamCreated', { teamId, type: 'SAFEGUARDING', from: '2012-01-01', ...more }, outside);
const establishment = (fte: number, from = '2013-04-01', more: object = {}) =>
  happened('EstablishmentSet', { service: 'SAFEGUARDING', fte, from, ...more }, outside);
const changed = (workerId: string, from: string, more: object) =>
  happened('WorkerChanged', { workerId, from, ...more }, outside);
const left = (workerId: string, on: string, reason?: string) =>
  happened('WorkerLeft', { workerId, on, ...(reason === undefined ? {} : { reason }) }, outside);
const july = { on: '2013-07-31' };
const inJuly = { from: '2013-07-01', to: '2013-07-31' };
const asked = { from: plainDate('2025-09-01'), to: plainDate('2025-09-30'), asAt: plainDate('2025-09-30') };

describe('the posts of the workers', () => {
  it('become one row for each stretch in one team, role and employment, until the worker leaves', () => {
    const events = [
      team('T1', { area: 'EAST', service: 'SAFEGUARDING' }),
      worker('W1', { teamId: 'T1', asyeUntil: '2013-03-31', fte: 0.8 }),
      changed('W1', '2013-06-01', { fte: 0.6 }),
      happened('WorkerMovedTeam', { workerId: 'W1', teamId: 'T2', from: '2013-09-01' }, outside),
      left('W1', '2014-01-06'),
      changed('W1', '2014-02-01', { fte: 1 }), // recorded of somebody who has left: no post
    ];
    const rows = cellsFrom(posts, events).map(({ from, to, team: of, area, teamType, isAsye, fteHundredths }) => [
      ...[from, to, of, area, teamType],
      ...[isAsye, fteHundredths],
    ]);
    expect(rows).toEqual([
      ['2013-01-07', '2013-04-01', 'T1', 'EAST', 'SAFEGUARDING', true, 80],
      ['2013-04-01', '2013-06-01', 'T1', 'EAST', 'SAFEGUARDING', false, 80],
      ['2013-06-01', '2013-09-01', 'T1', 'EAST', 'SAFEGUARDING', false, 60],
      ['2013-09-01', '2014-01-06', 'T2', null, null, false, 60],
    ]);
  });

  it('are no rows of the children who name the workers', () => {
    const child = happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', role: 'LEAD_SW', from: '2013-02-01' });
    for (const projection of [posts, establishedPosts, spellsOfEmployment, vacancies] as readonly Projection[])
      expect(cellsFrom(projection, [worker('W1'), child])).toEqual([]);
  });
});

describe('permanent to agency workers (WF-01)', () => {
  it('WF01: is printed permanent first, whatever a report calls it', () => {
    const events = [...workers('P', 57), ...agency('A', 43)];
    expect(figureOf(wf01, events, july)).toEqual({ numerator: 57, denominator: 100, value: 57 });
  });

  it('WF02: 40.5 permanent and 20.0 agency are 67:33', () => {
    const events = [...workers('P', 40.5), ...agency('A', 20)];
    expect(figureOf(wf01, events, july)).toEqual({ numerator: 40.5, denominator: 60.5, value: 67 });
  });

  it('counts social workers and senior practitioners, and nobody else', () => {
    const events = [
      worker('W1'),
      worker('W2', { role: 'SENIOR_PRACTITIONER', employment: 'AGENCY' }),
      worker('W3', { role: 'TEAM_MANAGER' }),
      worker('W4', { role: 'TRAINEE', qualified: false }),
    ];
    expect(figureOf(wf01, events, july).value).toBe(50);
    expect(figureOf(wf01, [], july).value).toBeNull();
  });
});

describe('vacancies, agency workers and what stays uncovered (WF-02 to WF-04)', () => {
  const events = [establishment(81), ...workers('P', 68.2), ...agency('V', 11), ...agency('M', 3, 'MATERNITY')];

  it('WF03: 12.8 vacancies less 11.0 covered are 1.8 under establishment', () => {
    expect(figureOf(wf02, events, july)).toEqual({ numerator: 81, denominator: 68.2, value: 12.8 });
    expect(figureOf(wf03, events, july).value).toBe(14);
    expect(partsOf(wf03Fte, events, july)).toEqual({ MATERNITY: 3, VACANCY: 11 });
    expect(figureOf(wf04, events, july)).toEqual({ numerator: 12.8, denominator: 11, value: 1.8 });
  });

  it('go by the establishment in force, and by service', () => {
    const more = [...events, establishment(85, '2013-08-01'), establishment(5, '2013-04-01', { service: 'CARE' })];
    expect(figureOf(wf02, more, july).value).toBe(17.8);
    expect(figureOf(wf02, more, { on: '2013-08-01' }).value).toBe(21.8);
    expect(figureOf(wf02, more, july, { group: 'CARE' }).value).toBe(5);
    expect(figureOf(wf02, more, { on: '2013-03-31' }).value).toBe(-68.2);
  });

  it('are of an area where the establishment is set by area', () => {
    const inEast = [
      team('T1', { area: 'EAST', service: 'SAFEGUARDING' }),
      worker('W1', { teamId: 'T1' }),
      establishment(4, '2013-04-01', { area: 'EAST' }),
      establishment(6, '2013-04-01', { area: 'SOUTH' }),
    ];
    const of = (area: string) => figureOf(wf02, inEast, july, { area }).value;
    expect([of('EAST'), of('SOUTH'), figureOf(wf02, inEast, july).value]).toEqual([3, 6, 9]);
  });

  it('opened and filled bit by bit, count with what is left', () => {
    const vacancy = { vacancyId: 'V1', service: 'SAFEGUARDING' };
    const told = [
      happened('VacancyOpened', { ...vacancy, fte: 1.5, on: '2013-05-01' }, outside),
      happened('VacancyFilled', { ...vacancy, fte: 1, on: '2013-07-01' }, outside),
      happened('VacancyFilled', { ...vacancy, fte: 0.5, on: '2013-09-01' }, outside),
    ];
    const on = (day: string) => figureOf(wf02Opened, told, { on: day }).value;
    expect(['2013-04-30', '2013-05-01', '2013-07-01', '2013-09-01'].map(on)).toEqual([0, 1.5, 0.5, 0]);
  });
});

describe('starters, leavers and recruitment (WF-06)', () => {
  it('count four starters, three of them newly qualified, and one leaver', () => {
    const events = [
      ...['N1', 'N2', 'N3'].map((id) => worker(id, { from: '2013-07-08', asyeUntil: '2014-07-07' })),
      worker('Q1', { from: '2013-07-15' }),
      worker('A1', { from: '2013-07-15', employment: 'AGENCY' }),
      worker('L1', {}),
      left('L1', '2013-07-31', 'RETIRED'),
    ];
    expect(figureOf(wf06, events, inJuly).value).toBe(4);
    expect(partsOf(wf06, events, inJuly)).toEqual({ NEWLY_QUALIFIED: 3, QUALIFIED: 1 });
    expect(partsOf(wf06Leavers, events, inJuly)).toEqual({ RETIRED: 1 });
  });

  it('count an agency worker who becomes permanent as a starter, and somebody who comes back once more', () => {
    const events = [
      worker('W1', { employment: 'AGENCY', agencyCovers: 'VACANCY' }),
      changed('W1', '2013-07-01', { employment: 'PERMANENT' }),
      worker('W2'),
      left('W2', '2013-03-31'),
      worker('W2', { from: '2013-07-10' }),
    ];
    expect(figureOf(wf06, events, inJuly).value).toBe(2);
    expect(figureOf(wf06Leavers, events, inJuly).value).toBe(0);
    expect(cellsFrom(spellsOfEmployment, events).map(({ startedOn, leftOn }) => [startedOn, leftOn])).toEqual([
      ['2013-01-07', null],
      ['2013-07-01', null],
      ['2013-01-07', '2013-03-31'],
      ['2013-07-10', null],
    ]);
  });

  it('count stages by their day, and each candidate offered a post once', () => {
    const stage = (candidateId: string, name: string, on: string) =>
      happened('RecruitmentStageReached', { candidateId, service: 'CARE', stage: name, on }, outside);
    const events = [
      stage('P1', 'INTERVIEWED', '2013-07-01'),
      stage('P1', 'OFFERED', '2013-07-02'),
      stage('P1', 'OFFERED', '2013-07-20'),
      stage('P2', 'INTERVIEWED', '2013-07-20'),
      stage('P2', 'OFFERED', '2013-08-02'),
    ];
    expect(partsOf(wf06Stages, events, inJuly)).toEqual({ INTERVIEWED: 2, OFFERED: 2 });
    expect(figureOf(wf06Offers, events, inJuly).value).toBe(1);
  });

  it('count stages of candidates from overseas and of newly qualified ones apart', () => {
    const reached = (candidateId: string, more: object) =>
      happened(
        'RecruitmentStageReached',
        { candidateId, service: 'CARE', stage: 'STARTED', on: '2013-07-08', ...more },
        outside,
      );
    const events = [
      reached('A', { overseas: true }),
      reached('B', { newlyQualified: true }),
      reached('C', { overseas: true, newlyQualified: true, stage: 'OFFERED' }),
      reached('D', {}),
    ];
    expect(partsOf(wf06Overseas, events, inJuly)).toEqual({ OFFERED: 1, STARTED: 1 });
    expect(partsOf(wf06NewlyQualified, events, inJuly)).toEqual({ OFFERED: 1, STARTED: 1 });
  });

  it('count who completes the assessed year on its last day, unless they left before', () => {
    const events = [
      worker('W1', { asyeUntil: '2013-07-31' }),
      worker('W2', { asyeUntil: '2013-08-01' }),
      worker('W3', { asyeUntil: '2013-07-15' }),
      left('W3', '2013-07-15'),
      worker('W4', { asyeUntil: '2013-06-30' }),
      changed('W4', '2013-06-20', { asyeUntil: '2013-07-20' }),
    ];
    expect(listOf(wf06Assessed, events, inJuly).map((row) => row.childId)).toEqual(['worker-W4', 'worker-W1']);
  });
});

describe('social workers per team manager (WF-08)', () => {
  it('counts heads, agency workers included', () => {
    const of = (teamId: string) => ({ teamId });
    const events = [
      team('T1', { area: 'EAST' }),
      ...workers('S', 11, of('T1')),
      worker('A1', { ...of('T1'), employment: 'AGENCY', fte: 0.5 }),
      worker('S-T2', of('T2')),
      worker('M1', { ...of('T1'), role: 'TEAM_MANAGER' }),
      worker('M2', { ...of('T1'), role: 'TEAM_MANAGER' }),
    ];
    expect(figureOf(wf08, events, july)).toEqual({ numerator: 13, denominator: 2, value: 6.5 });
    expect(figureOf(wf08, events, july, { team: 'T1' }).value).toBe(6);
    expect(figureOf(wf08, events, july, { area: 'CITYWIDE' }).value).toBeNull();
  });
});

describe('the rates of the workforce census (WF-09)', () => {
  /** From full-time equivalents as published, which rows add up in hundredths. */
  const hundredths = (fte: number) => Math.round(fte * 100);

  it('WF07: 5,415.9 agency beside 36,186.3 in post are 13.0%', () => {
    const all = hundredths(5415.9) + hundredths(36186.3);
    expect(figure(wf09, hundredths(5415.9), all, asked, null).value).toBe(13);
    expect(figureOf(wf09, [...workers('P', 87), ...agency('A', 13)], july).value).toBe(13);
  });

  it('WF08: 5,965.4 vacancies beside 36,186.3 in post are 14.2%', () => {
    const established = hundredths(5965.4) + hundredths(36186.3);
    expect(figure(wf09Vacancy, hundredths(5965.4), established, asked, null).value).toBe(14.2);
    expect(figureOf(wf09Vacancy, [establishment(42151.7), ...workers('P', 36.3)], july)).toMatchObject({
      numerator: 42115.4,
      denominator: 42151.7,
    });
  });

  it('set leavers of the year that ends in September over those in post on its last day', () => {
    const events = [
      ...workers('P', 10),
      worker('L1', { fte: 0.5 }),
      left('L1', '2013-10-01'),
      worker('L2'),
      left('L2', '2014-09-30'),
      worker('L3'),
      left('L3', '2014-10-01'),
      worker('L4', { employment: 'AGENCY' }),
      left('L4', '2014-03-01'),
    ];
    expect(figureOf(wf09Turnover, events, { on: '2014-09-30' })).toEqual({
      numerator: 1.5,
      denominator: 11,
      value: 13.6,
    });
  });
});

describe('planned leave', () => {
  const leave = { workerId: 'W1', from: '2017-01-09', until: '2017-01-13', reason: 'ANNUAL' } as const;
  const planned = happened('WorkerLeavePlanned', leave, { ...outside, occurredOn: '2016-12-01' });
  const cancelled = happened(
    'WorkerLeaveCancelled',
    { workerId: 'W1', from: leave.from },
    { ...outside, occurredOn: '2016-12-02' },
  );

  it('is one row up to the first day back, and none once it is cancelled, whichever is told first', () => {
    const own = (...events: readonly RecordedEvent[]) => cellsFrom(plannedLeave, events);
    expect(own(planned)).toEqual([{ workerId: 'W1', reason: 'ANNUAL', from: '2017-01-09', to: '2017-01-14' }]);
    expect(own(planned, cancelled)).toEqual([]);
    expect(own(cancelled, planned)).toEqual([]);
  });
});
