import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { earlyHelpAssessments } from './early-help-assessments.projection.ts';
import { earlyHelp } from './early-help.projection.ts';
import { eh01 } from './eh-01-early-help-assessments.measure.ts';
import { eh02 } from './eh-02-early-help-closed-with-a-positive-outcome.measure.ts';
import { eh03 } from './eh-03-early-help-stepped-up.measure.ts';
import { eh04 } from './eh-04-early-help-after-a-step-down.measure.ts';
import { eh06, eh06Issues } from './eh-06-support-group-cases.measure.ts';
import { eh07 } from './eh-07-family-star-assessments.measure.ts';

const quarter = { from: '2016-07-01', to: '2016-09-30' };

const home = happened('ChildRegistered', { dob: '2010-02-03', homeArea: 'EAST' }, { occurredOn: '2015-01-01' });
const requested = (more: object = {}, envelope: object = {}) =>
  happened('EarlyHelpRequested', { ehId: 'E1', origin: 'SCHOOL', ...more }, { occurredOn: '2016-07-04', ...envelope });
const closed = (outcome: string, envelope: object = {}) =>
  happened('EarlyHelpClosed', { ehId: 'E1', closedOn: '2016-09-30', outcome }, envelope);
const steppedUp = (envelope: object = {}) =>
  happened(
    'EarlyHelpSteppedUp',
    { ehId: 'E1', toReferral: 'K1', reason: 'RISK_INCREASED', steppedUpOn: '2016-08-01' },
    envelope,
  );
const completed = (tool: string, purpose?: string, childId = 'C1', completedOn = '2016-08-01') =>
  happened(
    'EarlyHelpAssessmentCompleted',
    { tool, completedOn, ...(purpose === undefined ? {} : { purpose }) },
    { childId },
  );

describe('early help', () => {
  it('becomes one row from the request to the closure, in the teams that recorded them and the area of the home', () => {
    const events = [
      home,
      requested({ origin: 'STEP_DOWN', stepDownFrom: 'CIN' }, { actingTeam: 'HUB' }),
      closed('POSITIVE', { actingTeam: 'CENTRE' }),
    ];
    expect(cellsFrom(earlyHelp, events)).toEqual([
      {
        earlyHelpId: 'E1',
        requestedOn: '2016-07-04',
        origin: 'STEP_DOWN',
        stepDownFrom: 'CIN',
        closedOn: '2016-09-30',
        outcome: 'POSITIVE',
        steppedUpOn: null,
        steppedUpBecause: null,
        team: 'HUB',
        area: 'EAST',
        endedTeam: 'CENTRE',
        endedArea: 'EAST',
      },
    ]);
  });

  it('closed with a positive outcome is of all that was closed, stepped up included (EH-02)', () => {
    const events = ['POSITIVE', 'PARTLY_MET', 'NON_ENGAGEMENT'].flatMap((outcome, i) => [
      requested({}, { childId: `C${i}` }),
      closed(outcome, { childId: `C${i}` }),
    ]);
    const all = [...events, requested({}, { childId: 'C8' }), steppedUp({ childId: 'C8' }), requested()];
    expect(figureOf(eh02, all, quarter)).toEqual({ numerator: 1, denominator: 4, value: 25 });
    expect(figureOf(eh02, all, { from: '2016-10-01', to: '2016-12-31' }).value).toBeNull();
  });

  it('is stepped up once, by whichever event says so (EH-03)', () => {
    const other = { childId: 'C2' };
    const events = [requested(), steppedUp(), requested({}, other), closed('STEPPED_UP', other)];
    expect(figureOf(eh03, events, quarter).value).toBe(2);
    expect(figureOf(eh03, events, { from: '2016-08-01', to: '2016-08-01' }).value).toBe(1);
    expect(figureOf(eh03, [requested(), closed('MOVED')], quarter).value).toBe(0);
  });

  it('after a step-down is told apart by what it was stepped down from (EH-04)', () => {
    const events = [
      requested({ origin: 'STEP_DOWN', stepDownFrom: 'CIN' }),
      requested({ origin: 'STEP_DOWN', stepDownFrom: 'CPP' }, { childId: 'C2' }),
      requested({ origin: 'SELF' }, { childId: 'C3' }),
    ];
    expect(figureOf(eh04, events, quarter).value).toBe(2);
    expect(partsOf(eh04, events, quarter)).toEqual({ CIN: 1, CPP: 1 });
  });
});

describe('early help assessments (EH-01)', () => {
  it('become one row each, and one told twice is one', () => {
    const again = happened(
      'EarlyHelpAssessmentCompleted',
      { tool: 'CAF', completedOn: '2016-08-01', ehId: 'E1' },
      { recorded: '2016-08-02T09:00:00.000Z' },
    );
    expect(cellsFrom(earlyHelpAssessments, [home, completed('CAF', 'ASSESSMENT'), again])).toEqual([
      { completedOn: '2016-08-01', tool: 'CAF', purpose: 'ASSESSMENT', organisation: null, team: null, area: 'EAST' },
    ]);
  });

  it('are EHA, CAF and DAF made as assessments; Family Stars are counted apart (EH-07)', () => {
    const events = [
      completed('EHA', 'ASSESSMENT', 'C1'),
      completed('CAF', 'ASSESSMENT', 'C2'),
      completed('DAF', 'ASSESSMENT', 'C3'),
      completed('DAF', 'BASIC_RECORD', 'C4'),
      completed('DAF', 'ENQUIRY_FORM', 'C5'),
      completed('DAF', undefined, 'C6'),
      completed('FAMILY_STAR', 'ASSESSMENT', 'C7'),
      completed('DAF', 'ASSESSMENT', 'C8', '2016-10-01'),
    ];
    expect(figureOf(eh01, events, quarter).value).toBe(3);
    expect(partsOf(eh01, events, quarter)).toEqual({ CAF: 1, DAF: 1, EHA: 1 });
    expect(figureOf(eh07, events, quarter).value).toBe(1);
  });

  it('YY02: of a quarter and the same a year before are 81 and 369', () => {
    const made = (count: number, on: string, from: number) =>
      Array.from({ length: count }, (_, i) => completed('DAF', 'ASSESSMENT', `C${from + i}`, on));
    const events = [...made(81, '2016-08-01', 0), ...made(369, '2015-08-03', 100)];
    const year = (from: string, to: string) => figureOf(eh01, events, { from, to }).value!;
    const [now, before] = [year('2016-07-01', '2016-09-30'), year('2015-07-01', '2015-09-30')];
    expect([now, before, Math.round((100 * (now - before)) / before)]).toEqual([81, 369, -78]);
  });
});

describe('cases heard at multi-agency support groups (EH-06)', () => {
  const heard = (occurredOn: string, issueCodes: readonly string[], childId = 'C1') =>
    happened('SupportGroupCaseHeard', { groupId: 'G1', issueCodes }, { occurredOn, childId });

  it('add up from the first on, whatever the period, and so do their issues', () => {
    const events = [
      heard('2012-01-10', ['HOUSING', 'DEBT']),
      heard('2012-03-10', ['HOUSING']),
      heard('2013-06-30', ['HOUSING', 'HOUSING'], 'C2'),
      heard('2013-07-01', [], 'C3'),
    ];
    const june = { from: '2013-06-01', to: '2013-06-30' };
    expect(figureOf(eh06, events, june).value).toBe(3);
    expect(figureOf(eh06, events, { on: '2013-07-01' }).value).toBe(4);
    expect(figureOf(eh06, events, { on: '2012-01-09' }).value).toBe(0);
    expect(partsOf(eh06Issues, events, june)).toEqual({ DEBT: 1, HOUSING: 3 });
  });

  it('told twice are one', () => {
    expect(figureOf(eh06, [heard('2012-01-10', []), heard('2012-01-10', ['DEBT'])], { on: '2013-01-01' }).value).toBe(
      1,
    );
  });
});
