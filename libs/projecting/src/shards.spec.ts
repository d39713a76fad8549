import fc from 'fast-check';
import { childStream, type StoredEvent } from '#event-store/event-store';
import { happened } from '#testing/given';
import { LinkedChildren } from './linked-events.ts';
import { cutAtBarriers, everyShard, isBarrier, shardOf, shardOfEvent } from './shards.ts';

let position = 0;
const stored = (event: ReturnType<typeof happened>): StoredEvent => ({
  stream: childStream(event.childId),
  ...event,
  position: ++position,
  version: 1,
});
const note = (childId: string) => stored(happened('ChildRegistered', { dob: '2010-01-01' }, { childId }));
const merge = (survivorId: string, mergedId: string) =>
  stored(happened('DuplicateRecordsMerged', { survivorId, mergedId }, { childId: survivorId }));
const ofRegister = stored({
  ...happened('TeamCreated', { teamId: 'T1', type: 'MASH', from: '2014-04-01' }, { childId: '' }),
  stream: 'team-T1',
});

describe('shards', () => {
  it('are the same in every version: a child stays where its rows are', () => {
    expect(['C1', 'C2', 'C00106', 'TRY-1', ''].map(shardOf)).toEqual([3, 10, 5, 12, 9]);
  });

  it('get about as many children each', () => {
    const counts = everyShard.map(() => 0);
    for (let i = 0; i < 16_000; i++) counts[shardOf(`C${String(i).padStart(5, '0')}`)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(250);
  });

  it('are one for linked children, whichever of them an event is about', () => {
    const links = new LinkedChildren();
    expect(new Set(['A', 'B', 'C', 'D'].map((id) => shardOfEvent(links, note(id)))).size).toBeGreaterThan(1);
    links.learn([merge('B', 'A'), merge('C', 'B'), merge('C', 'D')]);
    expect(new Set(['A', 'B', 'C', 'D'].map((id) => shardOfEvent(links, note(id)))).size).toBe(1);
  });

  it('are all concerned by merges and by what is no child’s, and by nothing else', () => {
    const voided = stored(happened('EventVoided', { targetEventId: ofRegister.eventId }, { childId: 'A' }));
    expect([merge('A', 'B'), ofRegister].map(isBarrier)).toEqual([true, true]);
    expect([note('A'), voided].map(isBarrier)).toEqual([false, false]);
  });

  it('cuts the log where barriers begin and end, and loses nothing', () => {
    const some = fc.array(fc.constantFrom(note('A'), note('B'), merge('A', 'B'), ofRegister));
    fc.assert(
      fc.property(some, (events) => {
        const parts = cutAtBarriers(events);
        expect(parts.flat()).toEqual(events);
        for (const [i, part] of parts.entries()) {
          expect(new Set(part.map(isBarrier)).size).toBe(1);
          if (i > 0) expect(isBarrier(part[0]!)).toBe(!isBarrier(parts[i - 1]![0]!));
        }
      }),
    );
  });
});
