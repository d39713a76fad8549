import { happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { careRules } from './care.rules.ts';

const started = (startedOn: string, more: object = {}) =>
  happened('CareStarted', { periodId: 'L1', startedOn, legalStatus: 'V2', ...more });
const legal = (day: string, legalStatus: string, more: object = {}) =>
  happened('LegalStatusChanged', { on: day, legalStatus, ...more });
const placed = (placementId: string, day: string, type: string, more: object = {}) =>
  happened('PlacementStarted', { placementId, on: day, type, ...more });
const ceased = (ceasedOn: string, more: object = {}) => happened('CareCeased', { ceasedOn, reason: 'E4A', ...more });
const stay = (from: string, until: string) => happened('RespiteStayRecorded', { from, until, legalStatus: 'V4' });
const broken = (...events: RecordedEvent[]) =>
  breaches(careRules, journeyOf('C1', events)).map(({ dfe, rule, level }) => {
    expect(level).toBe('error');
    return dfe === undefined ? rule : `${dfe} ${rule}`;
  });

const fostered = { placement: { placementId: 'H1', type: 'U6', provider: 'PR1' } };

describe('rules of episodes', () => {
  it('are kept by one period after another, each with its changes', () =>
    expect(
      broken(
        started('2015-03-02', fostered),
        legal('2015-06-01', 'C1'),
        placed('H2', '2015-06-01', 'K2'),
        ceased('2015-09-01'),
        started('2015-09-01', { periodId: 'L2', ...fostered }),
      ),
    ).toEqual([]));

  it('501: one period of care is open at a time, and none overlaps', () => {
    const second = started('2015-06-01', { periodId: 'L2' });
    expect(broken(started('2015-03-02'), second)).toEqual(['501 one-open-period-of-care']);
    expect(broken(started('2015-03-02'), second, ceased('2015-07-01', { periodId: 'L1' }))).toEqual([
      '501 periods-of-care-do-not-overlap',
    ]);
  });

  it('care ceases on or after its start', () => {
    expect(broken(started('2015-03-02'), ceased('2015-03-02', { periodId: 'L1' }))).toEqual([]);
    expect(broken(started('2015-03-02'), ceased('2015-03-01', { periodId: 'L1' }))).toEqual([
      'care-ceases-on-or-after-its-start',
    ]);
  });

  it('care does not cease with X1', () =>
    expect(broken(started('2015-03-02'), ceased('2015-09-01', { reason: 'X1' }))).toEqual([
      'care-does-not-cease-with-the-next-episode',
    ]));

  it.each(['T0', 'T1', 'T2', 'T3', 'T4'])('380, 381: care neither starts nor ceases in %s', (type) => {
    expect(broken(started('2015-03-02', { placement: { type } }))).toEqual([
      '380 care-does-not-start-in-a-temporary-placement',
    ]);
    expect(broken(started('2015-03-02', fostered), placed('H2', '2015-03-09', type), ceased('2015-03-12'))).toEqual([
      '381 care-does-not-cease-in-a-temporary-placement',
    ]);
  });

  it('a temporary placement within a period is in order', () =>
    expect(
      broken(
        started('2015-03-02', fostered),
        placed('H2', '2015-03-09', 'T4'),
        placed('H3', '2015-03-12', 'U6'),
        ceased('2015-09-01'),
      ),
    ).toEqual([]));

  it('placements follow without a gap', () => {
    const ended = (day: string) => happened('PlacementEnded', { placementId: 'H1', on: day });
    expect(broken(started('2015-03-02', fostered), ended('2015-06-01'), placed('H2', '2015-06-01', 'K2'))).toEqual([]);
    expect(broken(started('2015-03-02', fostered), ended('2015-05-29'), placed('H2', '2015-06-01', 'K2'))).toEqual([
      'placements-follow-without-a-gap',
    ]);
  });

  it('an episode lies within its period of care', () => {
    const outside = 'an-episode-lies-within-its-period-of-care';
    const period = [started('2015-03-02', fostered), ceased('2015-09-01')];
    expect(broken(...period, legal('2015-03-02', 'C1'), legal('2015-08-31', 'C2'))).toEqual([]);
    expect(broken(...period, legal('2015-03-01', 'C1', { periodId: 'L1' }))).toEqual([outside]);
    expect(broken(...period, placed('H2', '2015-09-01', 'K2'))).toEqual([outside]);
  });

  it('371: supported accommodation is from the 16th birthday', () => {
    const born = happened('ChildRegistered', { dob: '1999-06-10', sex: 'F' });
    const placedOn = (day: string) => [started('2015-03-02', fostered), placed('H2', day, 'K3')];
    expect(broken(born, ...placedOn('2015-06-10'))).toEqual([]);
    expect(broken(born, ...placedOn('2015-06-09'))).toEqual(['371 supported-accommodation-is-from-age-sixteen']);
    expect(broken(...placedOn('2015-06-09'))).toEqual([]);
  });

  it('399: short breaks have no review', () => {
    const review = happened('CareReviewHeld', { heldOn: '2015-06-15' });
    expect(broken(started('2015-03-02', { legalStatus: 'V4' }), review)).toEqual([
      '399 short-breaks-have-no-care-review',
    ]);
    expect(broken(started('2015-03-02', { legalStatus: 'V3' }), legal('2015-03-10', 'V2'), review)).toEqual([]);
  });

  it('care does not start after death', () => {
    const died = happened('ChildDied', { diedOn: '2015-03-02' });
    expect(broken(died, started('2015-03-02'))).toEqual([]);
    expect(broken(died, started('2015-03-03'))).toEqual(['care-does-not-start-after-death']);
  });
});

describe('rules of how long a stay may last', () => {
  const begun = '2015-03-02';

  it.each([
    ['362', 'L2', '2015-03-23', '2015-03-24', 'an-emergency-protection-order-lasts-21-days'],
    ['363', 'L3', '2015-03-09', '2015-03-10', 'a-child-assessment-order-lasts-7-days'],
  ])('%s: a status of %s may end on %s and not on %s', (dfe, legalStatus, last, late, rule) => {
    expect(broken(started(begun, { legalStatus }), legal(last, 'C1'))).toEqual([]);
    expect(broken(started(begun, { legalStatus }), legal(late, 'C1'))).toEqual([`${dfe} ${rule}`]);
  });

  it.each([
    ['375', 'T1', '2015-04-13', '2015-04-14', 'a-stay-in-hospital-lasts-6-weeks'],
    ['376', 'T3', '2015-03-23', '2015-03-24', 'a-holiday-of-the-carer-lasts-3-weeks'],
    ['379', 'T4', '2015-03-09', '2015-03-10', 'a-temporary-placement-lasts-7-days'],
  ])('%s: a placement in %s may end on %s and not on %s', (dfe, type, last, late, rule) => {
    const temporary = [started('2015-01-12', fostered), placed('H2', begun, type)];
    expect(broken(...temporary, placed('H3', last, 'U6'))).toEqual([]);
    expect(broken(...temporary, placed('H3', late, 'U6'))).toEqual([`${dfe} ${rule}`]);
  });

  it('say nothing of what still runs: a rule knows no today', () =>
    expect(broken(started('2010-03-02', { legalStatus: 'L2', ...fostered }), placed('H2', '2010-04-01', 'T1'))).toEqual(
      [],
    ));

  it('365: a respite stay lasts 17 days at most, however it was recorded', () => {
    expect(broken(stay('2015-07-01', '2015-07-18'))).toEqual([]);
    expect(broken(stay('2015-07-01', '2015-07-19'))).toEqual(['365 a-respite-stay-lasts-17-days']);
    expect(broken(started('2015-07-01', { legalStatus: 'V3' }), ceased('2015-07-19'))).toEqual([
      '365 a-respite-stay-lasts-17-days',
    ]);
    expect(broken(started('2015-07-01', { legalStatus: 'V4' }), ceased('2015-09-19'))).toEqual([]);
  });

  it('367: respite stays last 75 days at most in any twelve months, also across two census years', () => {
    const months = ['2015-11', '2015-12', '2016-01', '2016-02', '2016-05'];
    const stays = months.map((month) => stay(`${month}-01`, `${month}-16`));
    expect(broken(...stays)).toEqual([]);
    expect(broken(...stays, stay('2016-10-01', '2016-10-02'))).toEqual([
      '367 respite-stays-last-75-days-in-twelve-months',
    ]);
    expect(broken(...stays, stay('2016-11-16', '2016-11-30'))).toEqual([]);
  });
});
