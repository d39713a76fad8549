import { childStream } from '#event-store/event-store';
import { someEvent, type Stage } from './stage.ts';

/** Personal details, and their erasure. */
export function personalDetailsContract(stage: Stage): void {
  describe('personal details', () => {
    const personal = { givenName: 'Ṣọlá', address: { lines: ['1 High Street'] } };
    const details = async () =>
      (await stage.store.readStream(childStream('C1'), { withPersonal: true })).map((e) => e.personal);

    it('are read only when asked for, and an event without any has none', async () => {
      const { events } = await stage.append('C1', 0, someEvent('C1', { personal }), someEvent('C1'));
      expect(events.some((event) => 'personal' in event)).toBe(false);
      expect((await stage.store.readAll(0, 10)).some((event) => 'personal' in event)).toBe(false);
      const [first, second] = await stage.store.readAll(0, 10, { withPersonal: true });
      expect(first!.personal).toEqual(personal);
      expect('personal' in second!).toBe(false);
      const everywhere = await Promise.all([
        stage.store.readStream(childStream('C1'), { withPersonal: true }),
        stage.store.readStreams([childStream('C1')], undefined, { withPersonal: true }),
        stage.store.readTypes(['ReferralReceived'], { withPersonal: true }),
        stage.store
          .readAllByStream(undefined, 1, await stage.positionOf(2), { withPersonal: true })
          .then(([stream]) => stream!.events),
      ]);
      for (const read of everywhere) expect(read).toEqual([first, second]);
    });

    it('are gone once the child is erased; every event and all its data stays', async () => {
      await stage.append('C1', 0, someEvent('C1', { personal }), someEvent('C1', { personal }), someEvent('C1'));
      await stage.append('C2', 0, someEvent('C2', { personal }));
      const before = await stage.store.readAll(0, 10);
      expect(await stage.store.erase('C1')).toBe(true);
      expect(await details()).toEqual([null, null, undefined]);
      expect(await stage.store.readAll(0, 10)).toEqual(before);
      const [other] = await stage.store.readStream(childStream('C2'), { withPersonal: true });
      expect(other!.personal).toEqual(personal);
    });

    it('are erased once, and only where there are any', async () => {
      expect(await stage.store.erase('C1')).toBe(false);
      await stage.append('C1', 0, someEvent('C1', { personal }));
      expect([await stage.store.erase('C1'), await stage.store.erase('C1')]).toEqual([true, false]);
    });

    it('of an erased child are refused from then on; events without any are not, nor is what was stored before', async () => {
      const old = someEvent('C1', { personal });
      await stage.append('C1', 0, old);
      await stage.store.erase('C1');
      await expect(stage.append('C1', 1, someEvent('C1', { personal }))).rejects.toThrow(/erased/);
      expect(await stage.append('C1', 1, someEvent('C1'))).toMatchObject({ versions: { 'child-C1': 2 } });
      expect(await stage.append('C1', 0, old)).toMatchObject({ repeated: true });
      expect(await details()).toEqual([null, undefined]);
    });

    it('need a child to belong to', async () => {
      const event = someEvent('', { personal });
      await expect(stage.store.append([{ stream: 'worker-1', expectedVersion: 0, events: [event] }])).rejects.toThrow(
        /child/,
      );
    });
  });
}
