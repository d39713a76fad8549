import { randomUUID } from 'node:crypto';
import { instant } from '#calendar/instant';
import { childStream } from '#event-store/event-store';
import { oneTo, positionsOf, someEvent, type Stage } from './stage.ts';

/** What is appended is read back as it was, by every way of reading. */
export function appendingContract(stage: Stage): void {
  describe('what is appended', () => {
    it('is read back as it was, with its place in the log and in its stream', async () => {
      const event = someEvent('C1', {
        occurredAt: instant('2015-06-10T08:15:00Z'),
        recordedBy: 'W1',
        actingRole: 'FDO',
        actingTeam: 'T1',
        correlationId: randomUUID(),
        causationId: randomUUID(),
        source: 'IMPORT',
        importRef: 'file 1, line 2',
        data: { words: 'ſafe – "quoted" \\u0000 \n 👧🏽', nested: [1.5, null, { deep: true }], empty: {} },
      });
      const appended = await stage.append('C1', 'no-stream', event);
      const expected = {
        ...event,
        recordedAt: '2016-04-01T09:00:00.000Z',
        position: appended.position,
        stream: 'child-C1',
        version: 1,
      };
      expect(appended).toEqual({
        position: expected.position,
        versions: { 'child-C1': 1 },
        events: [expected],
        repeated: false,
      });
      expect(await stage.store.readStream(childStream('C1'))).toEqual([expected]);
      expect(await stage.store.readAll(0, 10)).toEqual([expected]);
      expect(await stage.store.lastPosition()).toBe(expected.position);
    });

    it('leaves out what JSON leaves out, and is out of reach of later changes to the object appended', async () => {
      const data: Record<string, unknown> = { kept: [1], dropped: undefined };
      await stage.append('C1', 'any', someEvent('C1', { data }));
      (data['kept'] as number[]).push(2);
      const [stored] = await stage.store.readAll(0, 1);
      expect(Object.entries(stored!.data)).toEqual([['kept', [1]]]);
    });

    it('continues the versions of its own stream and the positions of the whole log', async () => {
      await stage.append('C1', 0, someEvent('C1'), someEvent('C1'));
      await stage.append('C2', 0, someEvent('C2'));
      const { events, versions } = await stage.append('C1', 2, someEvent('C1'));
      expect(events).toMatchObject([{ stream: 'child-C1', version: 3 }]);
      expect(await stage.ranks(events)).toEqual([4]);
      expect(versions).toEqual({ 'child-C1': 3 });
    });

    it('stands behind everything that was appended before', async () => {
      for (const childId of ['C1', 'C2', 'C1'])
        await stage.append(childId, 'any', someEvent(childId), someEvent(childId));
      const log = positionsOf(await stage.log());
      expect(log).toEqual([...new Set(log)].sort((a, b) => a - b));
      if (stage.options.isDense) expect(log).toEqual(oneTo(6));
      expect(await stage.store.lastPosition()).toBe(log[5]);
    });
  });

  describe('reading', () => {
    beforeEach(async () => {
      await stage.append('B', 'any', someEvent('B'), someEvent('B', { type: 'ChildRegistered' }));
      for (const childId of ['A', 'a', 'B']) await stage.append(childId, 'any', someEvent(childId));
    });

    it('finds one stream, or several up to a position', async () => {
      const both = [childStream('a'), childStream('B')];
      expect(await stage.ranks(await stage.store.readStream(childStream('B')))).toEqual([1, 2, 5]);
      expect(await stage.store.readStream(childStream('nobody'))).toEqual([]);
      expect(await stage.ranks(await stage.store.readStreams(both))).toEqual([1, 2, 4, 5]);
      expect(await stage.ranks(await stage.store.readStreams(both, await stage.positionOf(2)))).toEqual([1, 2]);
    });

    it('finds types, from the beginning or after a position', async () => {
      const [first, second] = [await stage.positionOf(1), await stage.positionOf(2)];
      expect(await stage.ranks(await stage.store.readTypes(['ChildRegistered', 'Unheard']))).toEqual([2]);
      const after = (afterPosition: number) => stage.store.readTypes(['ChildRegistered'], { afterPosition });
      expect(await stage.ranks(await after(first))).toEqual([2]);
      expect(await after(second)).toEqual([]);
      expect(await stage.store.readTypes([])).toEqual([]);
    });

    it('goes through the log in pages, up to a position if asked', async () => {
      const [second, fourth] = [await stage.positionOf(2), await stage.positionOf(4)];
      expect(await stage.ranks(await stage.store.readAll(second, 2))).toEqual([3, 4]);
      expect(await stage.ranks(await stage.store.readAll(second, 100, { upToPosition: fourth }))).toEqual([3, 4]);
      expect(await stage.ranks(await stage.store.readAll(second, 1, { upToPosition: fourth }))).toEqual([3]);
      expect(await stage.store.readAll(fourth, 100, { upToPosition: fourth })).toEqual([]);
      expect(await stage.store.readAll(fourth, 100, { upToPosition: second })).toEqual([]);
      expect(await stage.store.readAll(await stage.positionOf(5), 100)).toEqual([]);
    });

    it('goes through whole streams in the order of their names, as they stood at a position', async () => {
      const fourth = await stage.positionOf(4);
      const shown = async (after: string | undefined) => {
        const page = await stage.store.readAllByStream(after, 2, fourth);
        return Promise.all(page.map(async ({ stream, events }) => [stream, await stage.ranks(events)]));
      };
      const first = [
        ['child-A', [3]],
        ['child-B', [1, 2]],
      ];
      expect([await shown(undefined), await shown('child-B')]).toEqual([first, [['child-a', [4]]]]);
      expect(await shown('child-a')).toEqual([]);
      expect(await stage.store.readAllByStream('child-A', 2, 0)).toEqual([]);
    });
  });
}
