import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { commentaryFor, neighboursFor, overrideFor, populationIn, targetFor } from './in-force.ts';
import { authorityEvents } from './reference.events.ts';
import { referenceFrom } from './reference-from.ts';

const day = plainDate;
let made = 0;
const said = (
  type: string,
  data: Record<string, unknown>,
  recorded = '2016-01-01',
  more: object = {},
): RecordedEvent => ({
  eventId: `event-${++made}`,
  type,
  childId: '',
  stream: 'authority-330',
  occurredOn: day('2016-01-01'),
  recordedAt: instant(`${recorded}T09:00:00Z`),
  data: authorityEvents[type]!.payload.parse(data),
  ...more,
});
const all = (...events: readonly RecordedEvent[]) => referenceFrom(events, null);
const total = (midYear: number, age0to17: number, recorded?: string) =>
  said('PopulationEstimateLoaded', { area: 'TOTAL', midYear, age0to17, vintage: 'MYE' }, recorded);

describe('reference data from the events of an authority', () => {
  it('is as known at an instant: what was loaded later is not in it', () => {
    const events = [total(2014, 100, '2015-07-01'), total(2014, 110, '2016-07-01')];
    const then = referenceFrom(events, instant('2016-01-01T00:00:00Z'));
    expect(populationIn(then, 'TOTAL', day('2015-05-31'))?.age0to17).toBe(100);
    expect(populationIn(all(...events), 'TOTAL', day('2015-05-31'))?.age0to17).toBe(110);
  });

  it('takes a later vintage of the same year for the earlier one, in whatever order they arrive (G23)', () => {
    const events = [total(2014, 110, '2016-07-01'), total(2014, 100, '2015-07-01')];
    expect(populationIn(all(...events), 'TOTAL', day('2015-05-31'))?.age0to17).toBe(110);
  });

  it('does not hold what was voided, from the instant it was', () => {
    const wrong = total(2014, 100, '2015-07-01');
    const voided = said('EventVoided', { targetEventId: wrong.eventId }, '2015-08-01');
    expect(all(wrong, voided).populations).toEqual([]);
    expect(all(wrong, { ...voided, stream: 'authority-878' }).populations).toHaveLength(1);
    expect(referenceFrom([wrong, voided], instant('2015-07-15T00:00:00Z')).populations).toHaveLength(1);
  });

  it('passes over the events of children', () => {
    const ofChild = { ...said('CommentaryAdded', { measure: 'RF-05', asAt: '2016-01-31', text: 'x' }), childId: 'C1' };
    expect(all(ofChild).commentaries).toEqual([]);
  });

  it('knows which authority it is from what was said last', () => {
    const described = (name: string) => said('AuthorityDescribed', { code: '330', name });
    expect(all(described('Birmingam'), described('Birmingham')).authority).toMatchObject({
      name: 'Birmingham',
      region: null,
    });
    expect(all().authority).toBeNull();
  });
});

describe('what is in force on a day', () => {
  const target = (value: number, from: string, until?: string) =>
    said('TargetSet', { measure: 'RF-05', value, from, until });

  it('is the target with the latest beginning that has not ended', () => {
    const reference = all(target(22, '2016-04-01', '2017-03-31'), target(25, '2015-04-01'));
    expect(targetFor(reference, 'RF-05', day('2015-03-31'))).toBeNull();
    expect(targetFor(reference, 'RF-05', day('2016-03-31'))?.value).toBe(25);
    expect(targetFor(reference, 'RF-05', day('2016-04-01'))?.value).toBe(22);
    expect(targetFor(reference, 'RF-05', day('2017-03-31'))?.value).toBe(22);
    expect(targetFor(reference, 'RF-05', day('2017-04-01'))?.value).toBe(25);
    expect(targetFor(reference, 'AS-02', day('2016-04-01'))).toBeNull();
  });

  it('is, of two said for the same day, the one recorded later', () => {
    const reference = all(target(22, '2016-04-01'), target(23, '2016-04-01'));
    expect(targetFor(reference, 'RF-05', day('2016-04-01'))?.value).toBe(23);
  });

  it('is the neighbour model of that day', () => {
    const set = (from: string, codes: readonly string[]) =>
      said('NeighboursSet', { authority: '878', codes, model: from.slice(0, 4), from });
    const reference = all(set('2021-04-01', ['933']), set('2025-04-01', ['845']));
    expect(neighboursFor(reference, '878', day('2025-03-31'))?.codes).toEqual(['933']);
    expect(neighboursFor(reference, '878', day('2025-04-01'))?.codes).toEqual(['845']);
    expect(neighboursFor(reference, '330', day('2025-04-01'))).toBeNull();
  });

  it('is the override and the comment of just that day, by whoever wrote last', () => {
    const overridden = (shown: string, recordedBy: string) =>
      said(
        'RatingOverridden',
        { measure: 'RF-05', asAt: '2015-05-31', what: 'rating', shown, reason: 'Known.' },
        undefined,
        {
          recordedBy,
        },
      );
    const text = said('CommentaryAdded', { measure: 'RF-05', asAt: '2015-05-31', text: 'High.' });
    const reference = all(overridden('RED', 'first'), overridden('AMBER', 'second'), text);
    const [may, june] = [day('2015-05-31'), day('2015-06-30')];
    expect(overrideFor(reference, 'RF-05', may, 'rating')).toMatchObject({
      shown: 'AMBER',
      by: 'second',
      reason: 'Known.',
    });
    expect(overrideFor(reference, 'RF-05', may, 'trend')).toBeNull();
    expect(overrideFor(reference, 'RF-05', june, 'rating')).toBeNull();
    expect(commentaryFor(reference, 'RF-05', may)).toMatchObject({ text: 'High.', by: null });
    expect(commentaryFor(reference, 'RF-05', june)).toBeNull();
  });

  it('is the published population of the authority where none was loaded for the whole of it', () => {
    const ofCode = said('PopulationEstimateLoaded', { area: '330', midYear: 2014, age0to17: 283_467, vintage: 'MYE' });
    const described = said('AuthorityDescribed', { code: '330', name: 'Birmingham' });
    expect(populationIn(all(ofCode), 'TOTAL', day('2015-05-31'))).toBeNull();
    expect(populationIn(all(ofCode, described), 'TOTAL', day('2015-05-31'))?.age0to17).toBe(283_467);
    expect(populationIn(all(ofCode, described, total(2014, 274_500)), 'TOTAL', day('2015-05-31'))?.age0to17).toBe(
      274_500,
    );
    expect(populationIn(all(ofCode, described), 'EAST', day('2015-05-31'))).toBeNull();
  });
});

describe('an event of reference data', () => {
  it.each([
    ['TargetSet', { measure: 'RF-05', value: 'many', from: '2016-04-01' }],
    ['TargetSet', { measure: 'RF-05', value: 25, from: '2016-02-30' }],
    ['ComparatorLoaded', { measure: 'RF-05', area: 'England', yearEnding: '2015-03-31', value: 24.2 }],
    ['NeighboursSet', { authority: '878', codes: [], model: 'x', from: '2021-04-01' }],
    ['RatingOverridden', { measure: 'RF-05', asAt: '2015-05-31', what: 'rating', shown: 'BLUE', reason: 'x' }],
    ['RatingOverridden', { measure: 'RF-05', asAt: '2015-05-31', what: 'rating', shown: 'RED' }],
    ['PopulationEstimateLoaded', { area: 'TOTAL', midYear: 2014, age0to17: -1, vintage: 'x' }],
  ])('%s is refused when it says %j', (type, data) =>
    expect(authorityEvents[type]!.payload.safeParse(data).success).toBe(false),
  );
});
