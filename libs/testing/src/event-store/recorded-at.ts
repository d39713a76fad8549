import { instant } from '#calendar/instant';
import { someEvent, toChild, type Stage } from './stage.ts';

/** When an event was recorded. */
export function recordedAtContract(stage: Stage): void {
  describe('recordedAt', () => {
    it("is the store's clock, whatever the event says", async () => {
      const { events } = await stage.append('C1', 0, someEvent('C1', { recordedAt: instant('2015-06-10T09:00:00Z') }));
      expect(events[0]!.recordedAt).toBe('2016-04-01T09:00:00.000Z');
    });

    it('never goes backwards, even when the clock does', async () => {
      for (const step of [0, -3_600_000, +1, -1, +2]) {
        stage.now += step;
        await stage.append('C1', 'any', someEvent('C1'));
      }
      const times = (await stage.store.readAll(0, 10)).map((event) => event.recordedAt);
      expect(times).toEqual([...times].sort());
      expect(new Set(times)).toEqual(new Set(['2016-04-01T09:00:00.000Z']));
    });

    it("is kept from a trusted import, and does not move the store's clock", async () => {
      const imported = someEvent('C1', { recordedAt: instant('2015-06-10T10:00:00+01:00') });
      const { events } = await stage.store.append([toChild('C1', 0, imported, someEvent('C1'))], {
        trustRecordedAt: true,
      });
      const times = ['2015-06-10T09:00:00.000Z', '2016-04-01T09:00:00.000Z'];
      expect(events.map((event) => event.recordedAt)).toEqual(times);
      expect((await stage.store.readAll(0, 10)).map((event) => event.recordedAt)).toEqual(times);
    });

    it('is told of the latest one, which no import moves', async () => {
      expect(await stage.store.lastRecordedAt()).toBe(undefined);
      await stage.append('C1', 0, someEvent('C1'));
      stage.now += 1000;
      await stage.append('C1', 1, someEvent('C1'));
      const imported = someEvent('C1', { recordedAt: instant('2015-06-10T10:00:00Z') });
      await stage.store.append([toChild('C1', 2, imported)], { trustRecordedAt: true });
      expect(await stage.store.lastRecordedAt()).toBe('2016-04-01T09:00:01.000Z');
    });

    it('is refused in the future, from a trusted import too', async () => {
      const tomorrow = someEvent('C1', { recordedAt: instant('2016-04-02T09:00:00Z') });
      const refusal = stage.store.append([toChild('C1', 0, someEvent('C1'), tomorrow)], { trustRecordedAt: true });
      await expect(refusal).rejects.toThrow(/2016-04-02T09:00:00.000Z, which is in the future/);
      await expect(refusal).rejects.toThrow(tomorrow.eventId);
      expect(await stage.store.lastPosition()).toBe(0);
    });
  });
}
