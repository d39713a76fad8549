import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { s4701 } from './s47-01-section-47-enquiries.measure.ts';
import { s4702 } from './s47-02-section-47-enquiry-rate.measure.ts';
import { s4703, s4703Cohort } from './s47-03-enquiries-to-conference.measure.ts';
import { section47Enquiries } from './section-47-enquiries.projection.ts';

const april = { from: '2016-04-01', to: '2016-04-30' };

const referred = (childId: string) =>
  happened(
    'ReferralReceived',
    { caseId: 'K1', referredOn: '2016-03-01', source: '6', teamId: 'T1', areaId: 'EAST' },
    { childId },
  );
const started = (startedOn: string, childId = 'C1', more: object = {}) =>
  happened('Section47Started', { caseId: 'K1', s47Id: 'S1', startedOn, ...more }, { childId });
const conference = (heldOn: string, childId = 'C1') =>
  happened(
    'InitialConferenceHeld',
    { caseId: 'K1', conferenceId: 'I1', s47Id: 'S1', heldOn, outcome: 'CP_PLAN' },
    { childId },
  );

describe('the section 47 enquiries', () => {
  it('become one row each, with the conference that came of them', () => {
    const concluded = happened('Section47Concluded', {
      s47Id: 'S1',
      concludedOn: '2016-04-20',
      outcome: 'ICPC',
      icpcRequired: true,
    });
    expect(
      cellsFrom(section47Enquiries, [referred('C1'), started('2016-04-09'), concluded, conference('2016-04-28')]),
    ).toEqual([
      {
        section47Id: 'S1',
        caseId: 'K1',
        startedOn: '2016-04-09',
        conferenceTargetOn: '2016-04-29',
        concludedOn: '2016-04-20',
        outcome: 'ICPC',
        isConferenceRequired: true,
        conferenceHeldOn: '2016-04-28',
        team: 'T1',
        area: 'EAST',
      },
    ]);
  });

  it('of one child and day are one, those opened by the system with an assessment none', () => {
    const twice = [referred('C1'), started('2016-04-09'), started('2016-04-09', 'C1', { s47Id: 'S2' })];
    expect(figureOf(s4701, twice, april).value).toBe(1);
    expect(figureOf(s4701, [referred('C1'), started('2016-04-09', 'C1', { autoS47: true })], april).value).toBe(0);
  });

  it('are annualised per 10,000 children (S47-02)', () => {
    const events = ['C1', 'C2', 'C3'].flatMap((childId) => [referred(childId), started('2016-04-09', childId)]);
    expect(figureOf(s4702, events, april, { population: 20_000 })).toEqual({
      numerator: 3,
      denominator: 20_000,
      value: 18,
    });
  });

  it('CV01: 44 conferences to 100 enquiries in April, and 42 of those enquiries with a conference in the end', () => {
    const events: RecordedEvent[] = [];
    const story = (n: number, startedOn: string, heldOn?: string) => {
      events.push(referred(`C${n}`), started(startedOn, `C${n}`));
      if (heldOn !== undefined) events.push(conference(heldOn, `C${n}`));
    };
    for (let n = 0; n < 100; n++) story(n, '2016-04-05', n < 34 ? '2016-04-25' : n < 42 ? '2016-05-03' : undefined);
    for (let n = 100; n < 110; n++) story(n, '2016-03-29', '2016-04-18');
    expect(figureOf(s4703, events, april)).toEqual({ numerator: 44, denominator: 100, value: 44 });
    expect(figureOf(s4703Cohort, events, { ...april, asAt: '2016-05-31' })).toEqual({
      numerator: 42,
      denominator: 100,
      value: 42,
    });
    expect(figureOf(s4703Cohort, events, april).numerator).toBe(34);
  });
});
