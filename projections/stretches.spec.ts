import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import { cases } from '#case-flow/referral/case';
import { journeyOf } from '#case-flow/journey';
import { happened, on } from '#testing/given';
import { outside, responsibleIn, stretches, type Interval } from './stretches.ts';

const first = plainDate('2015-01-01');
const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays(first, n));
const interval: fc.Arbitrary<Interval> = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 40 })))
  .map(([from, length]) => (length === null ? { from } : { from, to: addDays(from, length) }));
const stands = ({ from, to }: Interval, on: PlainDate) => from <= on && (to === undefined || on < to);
const everyDay = Array.from({ length: 110 }, (_, n) => addDays(first, n));

describe('stretches', () => {
  it('cut an interval where the team or the presence of a lead social worker changes, not where one lead follows another', () => {
    const [one] = cases(
      journeyOf('C1', [
        happened('ReferralReceived', {
          caseId: 'K1',
          referredOn: '2015-06-01',
          source: '6',
          teamId: 'MASH',
          areaId: 'EAST',
        }),
        happened('CaseAllocated', {
          caseId: 'K1',
          workerId: 'W1',
          teamId: 'T1',
          areaId: 'EAST',
          role: 'LEAD_SW',
          from: '2015-06-05',
        }),
        happened('CaseAllocated', {
          caseId: 'K1',
          workerId: 'W2',
          teamId: 'T1',
          areaId: 'EAST',
          role: 'LEAD_SW',
          from: '2015-07-01',
        }),
        happened('CaseDeallocated', { caseId: 'K1', workerId: 'W2', until: '2015-08-01' }),
      ]),
    );
    expect(responsibleIn(one, { from: on('2015-06-01'), to: on('2015-09-01') })).toEqual([
      { from: '2015-06-01', to: '2015-06-05', team: 'MASH', area: 'EAST', allocated: false },
      { from: '2015-06-05', to: '2015-08-01', team: 'T1', area: 'EAST', allocated: true },
      { from: '2015-08-01', to: '2015-09-01', team: 'T1', area: 'EAST', allocated: false },
    ]);
  });

  it('of something without a case are one, of no team', () => {
    expect(responsibleIn(undefined, { from: first })).toEqual([
      { from: first, team: null, area: null, allocated: false },
    ]);
  });

  it('tile the interval exactly: on each of its days one stretch stands and says what holds, outside it none', () => {
    fc.assert(
      fc.property(interval, fc.array(day), (whole, changes) => {
        const said = (on: PlainDate) => ({ sum: changes.filter((change) => change <= on).length % 3 });
        const parts = stretches(whole, changes, said);
        for (const on of everyDay) {
          const standing = parts.filter((part) => stands(part, on));
          expect(standing.map((part) => part.sum)).toEqual(stands(whole, on) ? [said(on).sum] : []);
        }
        parts.slice(1).forEach((part, i) => {
          expect(parts[i]!.to).toBe(part.from);
          expect(parts[i]!.sum).not.toBe(part.sum);
        });
      }),
    );
  });

  it('of what is outside other intervals stand on exactly the days none of those stands', () => {
    fc.assert(
      fc.property(interval, fc.array(interval, { maxLength: 4 }), (whole, taken) => {
        const parts = outside(whole, taken);
        for (const on of everyDay) {
          const free = stands(whole, on) && !taken.some((one) => stands(one, on));
          expect(parts.filter((part) => stands(part, on))).toHaveLength(free ? 1 : 0);
        }
      }),
    );
  });
});
