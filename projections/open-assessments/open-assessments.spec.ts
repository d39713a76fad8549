import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { as03, as03FromStart } from './as-03-open-assessments-in-timescale.measure.ts';
import { openAssessments } from './open-assessments.projection.ts';
import { un01, un01FromDay7 } from './un-01-unallocated-assessments.measure.ts';

const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2015-12-01',
  source: '6',
  teamId: 'T1',
  areaId: 'EAST',
});
const started = happened('AssessmentStarted', {
  assessmentId: 'A1',
  caseId: 'K1',
  kind: 'SINGLE',
  startedOn: '2015-12-01',
});
const authorised = (authorisedOn: string) => happened('AssessmentAuthorised', { assessmentId: 'A1', authorisedOn });
const allocated = (from: string) =>
  happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', teamId: 'T1', areaId: 'EAST', role: 'LEAD_SW', from });

describe('the open assessments', () => {
  it('become one row for each stretch of days in one team, with or without a lead social worker', () => {
    const whole = {
      assessmentId: 'A1',
      caseId: 'K1',
      kind: 'SINGLE',
      startedOn: '2015-12-01',
      dueOn: '2016-02-05',
      overdueFrom: '2016-02-06',
      overdueFromStartFrom: '2016-02-06',
      team: 'T1',
      area: 'EAST',
    };
    expect(cellsFrom(openAssessments, [referred, started, allocated('2015-12-14'), authorised('2016-01-11')])).toEqual([
      {
        ...whole,
        unallocatedFrom: '2015-12-09',
        unallocatedFromDay7: '2015-12-08',
        from: '2015-12-01',
        to: '2015-12-14',
      },
      { ...whole, unallocatedFrom: null, unallocatedFromDay7: null, from: '2015-12-14', to: '2016-01-11' },
    ]);
  });

  it('AS04: are in timescale on day 45 itself', () => {
    expect(figureOf(as03, [referred, started], { on: '2016-02-05' })).toEqual({
      numerator: 1,
      denominator: 1,
      value: 100,
    });
  });

  it('AS05: are out of timescale after day 45', () => {
    for (const on of ['2016-02-06', '2016-02-08'])
      expect(figureOf(as03, [referred, started], { on })).toEqual({ numerator: 0, denominator: 1, value: 0 });
  });

  it('by the other clock are in timescale until day 45 after their own start', () => {
    const late = happened('AssessmentStarted', {
      assessmentId: 'A1',
      caseId: 'K1',
      kind: 'SINGLE',
      startedOn: '2015-12-03',
    });
    const inTime = (on: string) =>
      [as03, as03FromStart].map((one) => figureOf(one, [referred, late], { on }).numerator);
    expect(['2016-02-05', '2016-02-08', '2016-02-09', '2016-02-10'].map(inTime)).toEqual([
      [1, 1],
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('are open until the day before they are authorised or cancelled', () => {
    const cancelled = happened('AssessmentCancelled', { assessmentId: 'A1' }, { occurredOn: '2015-12-10' });
    for (const end of [authorised('2015-12-10'), cancelled]) {
      const open = (on: string) => figureOf(as03, [referred, started, end], { on }).denominator;
      expect([open('2015-11-30'), open('2015-12-01'), open('2015-12-09'), open('2015-12-10')]).toEqual([0, 1, 1, 0]);
    }
  });

  it('are unallocated from the eighth day after the start until a lead social worker is allocated (UN-01)', () => {
    const unallocated = (on: string) => figureOf(un01, [referred, started, allocated('2015-12-14')], { on }).numerator;
    expect(['2015-12-08', '2015-12-09', '2015-12-13', '2015-12-14'].map(unallocated)).toEqual([0, 1, 1, 0]);
  });

  it('are unallocated from the seventh day on by the other policy (UN-01.7)', () => {
    const unallocated = (on: string) => figureOf(un01FromDay7, [referred, started], { on }).numerator;
    expect(['2015-12-07', '2015-12-08'].map(unallocated)).toEqual([0, 1]);
  });

  it('BD01: unallocated, 13 of 121 stand in teams outside the areas', () => {
    const areas = { EAST: 25, NWC: 62, SOUTH: 15, MASH: 6, CITYWIDE: 13 };
    const events = Object.entries(areas).flatMap(([area, count]) =>
      Array.from({ length: count }, (_, i) => {
        const envelope = { childId: `${area}-${i}` };
        const where = area === 'CITYWIDE' ? {} : { areaId: area };
        const one = { caseId: 'K1', referredOn: '2015-05-01', source: '6', teamId: `T-${area}`, ...where };
        const begun = { assessmentId: 'A1', caseId: 'K1', kind: 'SINGLE', startedOn: '2015-05-05' } as const;
        return [happened('ReferralReceived', one, envelope), happened('AssessmentStarted', begun, envelope)];
      }).flat(),
    );
    const unallocated = (area?: string) =>
      figureOf(un01, events, { on: '2015-05-31' }, area === undefined ? {} : { area }).numerator;
    expect(unallocated()).toBe(121);
    expect(Object.keys(areas).map(unallocated)).toEqual(Object.values(areas));
  });

  it('are no less unallocated while only a co-worker is on the case', () => {
    const coWorker = happened('CaseAllocated', { caseId: 'K1', workerId: 'W2', role: 'CO_WORKER', from: '2015-12-02' });
    expect(figureOf(un01, [referred, started, coWorker], { on: '2015-12-20' }).numerator).toBe(1);
  });
});
