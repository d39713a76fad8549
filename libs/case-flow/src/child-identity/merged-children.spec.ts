import { happened } from '#testing/given';
import fc from 'fast-check';
import type { RecordedEvent } from '../event.ts';
import { cases } from '../referral/case.ts';
import { journeysOf, linkedChildren } from './merged-children.ts';

const at = (second: number) => `2016-03-01T09:00:${String(second).padStart(2, '0')}Z`;
const referral = (childId: string, referredOn: string, recorded = at(0)) =>
  happened('ReferralReceived', { caseId: `${childId}-${referredOn}`, referredOn, source: '6' }, { childId, recorded });
const merge = (survivorId: string, mergedId: string, second = 10) =>
  happened('DuplicateRecordsMerged', { survivorId, mergedId }, { childId: survivorId, recorded: at(second) });
const reverse = (of: RecordedEvent, second: number, childId = of.childId) =>
  happened('MergeReversed', { mergeEventId: of.eventId }, { childId, recorded: at(second) });
const voidOf = (of: RecordedEvent, second: number, childId = of.childId) =>
  happened('EventVoided', { targetEventId: of.eventId, reason: 'NOT_HAPPENED' }, { childId, recorded: at(second) });

/** Which child's journey holds how many facts. */
const shape = (...events: RecordedEvent[]) =>
  Object.fromEntries(journeysOf(events).map((journey) => [journey.childId, journey.facts.length]));

const [a, b, c] = [referral('A', '2015-06-01'), referral('B', '2015-12-01'), referral('C', '2016-01-04')];
const mergeAB = merge('A', 'B');

describe('the journeys of several children', () => {
  it('are their own without a merge', () => expect(shape(a, b, c)).toEqual({ A: 1, B: 1, C: 1 }));

  it('are one once a child is merged into another, and the events stay where they stand', () => {
    const [pooled] = journeysOf([a, b, mergeAB]);
    expect(shape(a, b, mergeAB)).toEqual({ A: 3 });
    expect(pooled?.facts.map((fact) => fact.childId)).toEqual(['A', 'B', 'A']);
  });

  it('make two referrals and one re-referral of the published example', () => {
    const [pooled] = journeysOf([a, referral('B', '2015-06-01', at(1)), b, mergeAB]);
    expect(cases(pooled!).map((one) => one.referredOn)).toEqual(['2015-06-01', '2015-12-01']);
  });

  it('follow a chain of merges to its end, whatever came first', () => {
    expect(shape(a, b, c, mergeAB, merge('C', 'A', 11))).toEqual({ C: 5 });
    expect(shape(a, b, c, merge('C', 'A', 9), mergeAB)).toEqual({ C: 5 });
  });

  it('come to an end where records were merged in a circle: the merge that closes it does not count', () => {
    expect(shape(a, b, mergeAB, merge('B', 'A', 11))).toEqual({ A: 4 });
    expect(shape(a, merge('A', 'A', 11))).toEqual({ A: 2 });
  });

  it('of two merges of one child follow the later', () => {
    expect(shape(a, b, c, mergeAB, merge('C', 'B', 11))).toEqual({ A: 2, C: 3 });
  });

  it('are apart again after a reversal, told on either stream', () => {
    expect(shape(a, b, mergeAB, reverse(mergeAB, 20))).toEqual({ A: 3, B: 1 });
    expect(shape(a, b, mergeAB, reverse(mergeAB, 20, 'B'))).toEqual({ A: 2, B: 2 });
  });

  it('are one again where the reversal was voided, and apart where the merge was', () => {
    const back = reverse(mergeAB, 20);
    expect(shape(a, b, mergeAB, back, voidOf(back, 21))).toEqual({ A: 4 });
    expect(shape(a, b, mergeAB, voidOf(mergeAB, 21, 'B'))).toEqual({ A: 2, B: 2 });
  });

  it('are believed from exactly the events given, so that an earlier knowledge sees them apart', () =>
    expect(shape(a, b)).toEqual({ A: 1, B: 1 }));
});

describe('linked children', () => {
  it('are groups by every merge ever recorded, reversed or not, under the smallest id', () =>
    expect(
      linkedChildren([a, b, c, merge('C', 'B'), reverse(merge('C', 'B'), 20), merge('B', 'A'), merge('Z', 'Y')]),
    ).toEqual(
      new Map([
        ['A', 'A'],
        ['B', 'A'],
        ['C', 'A'],
        ['Y', 'Y'],
        ['Z', 'Y'],
      ]),
    ));

  it('are found from the merged child’s stream alone', () =>
    expect(linkedChildren([happened('MergedInto', { survivorId: 'A', mergeEventId: 'M1' }, { childId: 'B' })])).toEqual(
      new Map([
        ['A', 'A'],
        ['B', 'A'],
      ]),
    ));

  it('without a merge are none', () => expect(linkedChildren([a, b]).size).toBe(0));
});

/** Random histories of a few children: referrals, merges, reversals and voids of whatever came before. */
const children = ['A', 'B', 'C', 'D'];
const history = fc
  .array(
    fc.record({
      kind: fc.constantFrom('referral', 'referral', 'merge', 'reverse', 'void'),
      child: fc.constantFrom(...children),
      other: fc.constantFrom(...children),
      day: fc.integer({ min: 1, max: 28 }),
      target: fc.nat(),
    }),
    { minLength: 1, maxLength: 16 },
  )
  .map((steps) => {
    const events: RecordedEvent[] = [];
    for (const [i, { kind, child, other, day, target }] of steps.entries()) {
      const merges = events.filter((event) => event.type === 'DuplicateRecordsMerged');
      const of = merges[target % Math.max(merges.length, 1)];
      const any = events[target % Math.max(events.length, 1)];
      if (kind === 'merge') events.push(merge(child, other, i));
      else if (kind === 'reverse' && of) events.push(reverse(of, i, child));
      else if (kind === 'void' && any) events.push(voidOf(any, i, child));
      else events.push(referral(child, `2016-01-${String(day).padStart(2, '0')}`, at(i)));
    }
    return events;
  });

const told = (events: readonly RecordedEvent[]) => journeysOf(events).map(({ childId, facts }) => ({ childId, facts }));

describe('whatever happened to several children', () => {
  it('the order of arrival and repetition change nothing', () =>
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
        ([events, arrived]) => {
          expect(told(arrived)).toEqual(told(events));
          expect([...linkedChildren(arrived)].sort()).toEqual([...linkedChildren(events)].sort());
        },
      ),
    ));

  it('every event is in one journey, and children of one journey are linked', () =>
    fc.assert(
      fc.property(history, (events) => {
        const journeys = journeysOf(events);
        const ids = journeys.flatMap((journey) => journey.events.map((event) => event.eventId));
        expect(ids.sort()).toEqual([...new Set(events.map((event) => event.eventId))].sort());
        const linked = linkedChildren(events);
        for (const journey of journeys)
          for (const { childId } of journey.events)
            if (childId !== journey.childId) expect(linked.get(childId)).toBe(linked.get(journey.childId));
      }),
    ));

  it('a merge and its reversal leave it as it was, with more events between', () =>
    fc.assert(
      fc.property(
        history,
        fc.array(fc.tuple(fc.constantFrom(...children), fc.integer({ min: 1, max: 28 })), { maxLength: 4 }),
        fc.constantFrom(...children),
        fc.constantFrom(...children),
        (before, between, survivorId, mergedId) => {
          const more = between.map(([child, day], i) =>
            referral(child, `2016-02-${String(day).padStart(2, '0')}`, at(40 + i)),
          );
          const joined = merge(survivorId, mergedId, 30);
          const undone = [joined, ...more, reverse(joined, 50)];
          const without = (events: readonly RecordedEvent[]) =>
            told(events).map(({ childId, facts }) => ({
              childId,
              facts: facts.filter((fact) => !undone.some((one) => one.eventId === fact.eventId && !more.includes(one))),
            }));
          // The survivor may be a child nobody knew: then only the merge itself gives it a journey.
          const known = (journeys: ReturnType<typeof without>) =>
            journeys.filter((journey) => journey.facts.length > 0);
          expect(known(without([...before, ...undone]))).toEqual(known(without([...before, ...more])));
        },
      ),
    ));
});
