import type { NewEvent } from '#case-flow/event';
import { Unstorable } from '#event-store/event-store';
import { oneTo, someEvent, type Stage } from './stage.ts';

/** What no store takes. */
export function unstorableContract(stage: Stage): void {
  describe('what cannot be stored', () => {
    const refused: readonly [string, Partial<NewEvent>, RegExp][] = [
      ['the character U+0000 in its data', { data: { name: 'a\u0000b' } }, /\\u0000/],
      ['the character U+0000 in a name in its data', { data: { 'a\u0000': 1 } }, /\\u0000/],
      ['the character U+0000 in its envelope', { recordedBy: '\u0000' }, /\\u0000/],
      ['the character U+0000 in its personal details', { personal: { name: '\u0000' } }, /\\u0000/],
      ['half a surrogate pair', { data: { name: 'broken \ud83d' } }, /surrogate/],
      ['an id that is not a UUID', { eventId: '42' }, /not a UUID/],
      ['a day that does not exist', { occurredOn: '2015-02-30' as NewEvent['occurredOn'] }, /2015-02-30/],
      ['another child than its stream', { childId: 'C2' }, /"C2"/],
      ['no type', { type: '' }, /no type/],
    ];
    it.each(refused)('is an event with %s; the message names it', async (_what, more, reason) => {
      const event = someEvent('C1', more);
      const refusal = stage.append('C1', 'any', someEvent('C1'), event);
      await expect(refusal).rejects.toBeInstanceOf(Unstorable);
      await expect(refusal).rejects.toThrow(reason);
      await expect(refusal).rejects.toThrow(event.eventId);
      expect(await stage.store.lastPosition()).toBe(0);
    });

    it('is anything for a stream of no known kind, or with a version that is no version', async () => {
      const stream = 'table-1' as 'child-1';
      await expect(stage.store.append([{ stream, expectedVersion: 0, events: [] }])).rejects.toThrow(/"table-1"/);
      for (const wrong of [-1, 1.5, NaN])
        await expect(stage.append('C1', wrong, someEvent('C1'))).rejects.toThrow(Unstorable);
    });

    it('does not harm what is appended at the same time', async () => {
      const good = oneTo(10).map((i) => stage.append(`C${i}`, 0, someEvent(`C${i}`)));
      const bad = stage.append('C1', 0, someEvent('C1', { data: { name: '\u0000' } }));
      await expect(bad).rejects.toBeInstanceOf(Unstorable);
      await Promise.all(good);
      expect(await stage.log()).toHaveLength(10);
    });
  });
}
