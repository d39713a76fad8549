import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { ic01 } from './ic-01-initial-conferences.measure.ts';
import { ic02, ic02Bands, ic02Late, ic02TransferIn } from './ic-02-conferences-within-15-working-days.measure.ts';
import { ic03 } from './ic-03-conferences-that-led-to-a-plan.measure.ts';
import { initialConferences } from './initial-conferences.projection.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const referred = (referredOn: string, childId = 'C1') =>
  happened('ReferralReceived', { caseId: 'K1', referredOn, source: '6', teamId: 'T1', areaId: 'EAST' }, { childId });
const enquiry = (startedOn: string, childId = 'C1') =>
  happened('Section47Started', { caseId: 'K1', s47Id: 'S1', startedOn }, { childId });
const held = (heldOn: string, more: object = {}, childId = 'C1') =>
  happened(
    'InitialConferenceHeld',
    { caseId: 'K1', conferenceId: 'I1', heldOn, outcome: 'CP_PLAN', ...more },
    { childId },
  );

describe('the initial conferences', () => {
  it('become one row each, with the clock of the enquiry they follow', () => {
    const events = [referred('2015-09-21'), enquiry('2015-09-28'), held('2015-10-20', { lateReason: 'FAMILY' })];
    expect(cellsFrom(initialConferences, events)).toEqual([
      {
        conferenceId: 'I1',
        caseId: 'K1',
        heldOn: '2015-10-20',
        isTransferIn: false,
        outcome: 'CP_PLAN',
        lateReason: 'FAMILY',
        clockStartedOn: '2015-09-28',
        dueOn: '2015-10-19',
        isTimed: true,
        workingDays: 16,
        band: '16-20',
        inTime: false,
        team: 'T1',
        area: 'EAST',
      },
    ]);
  });

  it('count with those for children who moved here, and by whether they led to a plan', () => {
    const events = [
      referred('2015-09-21'),
      held('2015-10-20'),
      referred('2015-09-21', 'C2'),
      held('2015-10-20', { transferIn: true, outcome: 'NFA' }, 'C2'),
    ];
    expect(figureOf(ic01, events, everSince).value).toBe(2);
    expect(figureOf(ic03, events, everSince)).toEqual({ numerator: 1, denominator: 2, value: 50 });
  });
});

describe('an initial conference within 15 working days (IC-02)', () => {
  const timed = (startedOn: string, heldOn: string) => {
    const events = [referred('2015-09-01'), enquiry(startedOn), held(heldOn)];
    const [row] = cellsFrom(initialConferences, events);
    return { days: row!.workingDays, dueOn: row!.dueOn, inTime: figureOf(ic02, events, everSince).numerator === 1 };
  };

  it('IC01: on working day 15 is in time', () => {
    expect(timed('2015-09-28', '2015-10-19')).toEqual({ days: 15, dueOn: '2015-10-19', inTime: true });
  });

  it('IC02: on working day 16 is late', () => {
    expect(timed('2015-09-28', '2015-10-20')).toEqual({ days: 16, dueOn: '2015-10-19', inTime: false });
  });

  it('IC03: counts from a strategy discussion on a Saturday', () => {
    expect(timed('2015-10-03', '2015-10-23')).toEqual({ days: 15, dueOn: '2015-10-23', inTime: true });
  });

  it('IC04: does not count the holidays of Christmas and New Year', () => {
    expect(timed('2015-12-10', '2016-01-05')).toEqual({ days: 15, dueOn: '2016-01-05', inTime: true });
  });

  it('before its enquiry began, or without one, is left out', () => {
    const before: RecordedEvent[] = [
      referred('2015-09-01'),
      enquiry('2015-10-05'),
      held('2015-10-01', { s47Id: 'S1' }),
    ];
    const without = [referred('2015-09-01'), held('2015-10-01')];
    for (const events of [before, without]) {
      expect(figureOf(ic02, events, everSince).denominator).toBe(0);
      expect(figureOf(ic01, events, everSince).value).toBe(1);
    }
  });

  it('falls into the bands of the national table', () => {
    const ends = ['2015-10-12', '2015-10-13', '2015-10-19', '2015-10-20', '2015-10-27'];
    const events = ends.flatMap((end, i) => [
      referred('2015-09-01', `C${i}`),
      enquiry('2015-09-28', `C${i}`),
      held(end, {}, `C${i}`),
    ]);
    expect(partsOf(ic02Bands, events, everSince)).toEqual({ '0-10': 1, '11-15': 2, '16-20': 1, '21+': 1 });
  });
});

describe('a receiving conference within 15 working days (IC-02T)', () => {
  const notified = happened('TransferInNotified', {
    caseId: 'K1',
    fromLa: '330',
    notifiedOn: '2016-04-18',
    hadCpp: true,
  });

  it('IC05: is due 15 working days after the other authority gave notice', () => {
    const until = (heldOn: string) => [referred('2016-04-18'), notified, held(heldOn, { transferIn: true })];
    expect(cellsFrom(initialConferences, until('2016-05-10'))[0]!.dueOn).toBe('2016-05-10');
    expect(figureOf(ic02TransferIn, until('2016-05-10'), everSince)).toEqual({
      numerator: 1,
      denominator: 1,
      value: 100,
    });
    expect(figureOf(ic02TransferIn, until('2016-05-11'), everSince)).toEqual({
      numerator: 0,
      denominator: 1,
      value: 0,
    });
    expect(figureOf(ic02, until('2016-05-10'), everSince).denominator).toBe(0);
  });
});

describe('the late initial conferences, by reason (IC-02.late)', () => {
  it('IC06: of 35 conferences 29 are in time, and 6 late because of late notification', () => {
    const events = Array.from({ length: 35 }, (_, i) => [
      referred('2015-09-01', `C${i}`),
      enquiry('2015-09-28', `C${i}`),
      i < 29 ? held('2015-10-19', {}, `C${i}`) : held('2015-10-20', { lateReason: 'LATE_NOTIFICATION' }, `C${i}`),
    ]).flat();
    const october = { from: '2015-10-01', to: '2015-10-31' };
    expect(figureOf(ic02, events, october)).toEqual({ numerator: 29, denominator: 35, value: 82.9 });
    expect(figureOf(ic02Late, events, october).value).toBe(6);
    expect(partsOf(ic02Late, events, october)).toEqual({ LATE_NOTIFICATION: 6 });
  });

  it('are told apart where the reason was given when the day was booked, and where none was given', () => {
    const late = (childId: string) => [
      referred('2015-09-01', childId),
      enquiry('2015-09-28', childId),
      held('2015-10-20', {}, childId),
    ];
    const booked = happened(
      'ConferenceScheduled',
      { caseId: 'K1', conferenceId: 'I1', plannedOn: '2015-10-20', lateReason: 'FAMILY' },
      { occurredOn: '2015-10-05' },
    );
    expect(partsOf(ic02Late, [...late('C1'), booked, ...late('C2')], everSince)).toEqual({ FAMILY: 1, NOT_KNOWN: 1 });
  });

  it('leave out those for children who moved here and those whose enquiry is not known', () => {
    const events = [
      referred('2015-09-01'),
      held('2015-10-20', { transferIn: true }),
      referred('2015-09-01', 'C2'),
      held('2015-10-20', {}, 'C2'),
    ];
    expect(figureOf(ic02Late, events, everSince).value).toBe(0);
  });
});
