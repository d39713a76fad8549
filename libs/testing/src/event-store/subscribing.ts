import type { StoredEvent } from '#event-store/event-store';
import { oneTo, positionsOf, someEvent, type Stage } from './stage.ts';

/** Following the log. */
export function subscribingContract(stage: Stage): void {
  describe('a subscription', () => {
    /** Collects what is handed over, until there is as much as wanted. */
    function collector() {
      const seen: StoredEvent[] = [];
      let wanted = Infinity;
      let enough: () => void = () => {};
      return {
        seen,
        handler: async (batch: readonly StoredEvent[]) => {
          seen.push(...batch);
          if (seen.length >= wanted) enough();
        },
        until: (count: number) =>
          new Promise<void>((resolve) => {
            [wanted, enough] = [count, resolve];
            if (seen.length >= count) resolve();
          }),
      };
    }

    it('hands over what is there after the position, then what comes', async () => {
      await stage.append('C1', 0, someEvent('C1'), someEvent('C1'), someEvent('C1'));
      const { seen, handler, until } = collector();
      const subscription = stage.store.subscribe(await stage.positionOf(1), handler);
      await until(2);
      await stage.append('C1', 3, someEvent('C1', { personal: { name: 'N' } }));
      await until(3);
      expect(await stage.ranks(seen)).toEqual([2, 3, 4]);
      expect(seen.some((event) => 'personal' in event)).toBe(false);
      await subscription.stop();
      await subscription.done;
    });

    it('hands over one batch at a time, no larger than asked, with personal details if asked', async () => {
      await stage.append('C1', 0, ...oneTo(7).map(() => someEvent('C1', { personal: { name: 'N' } })));
      const sizes: number[] = [];
      let inHand = 0;
      const finished = new Promise<void>((resolve) => {
        const handler = async (batch: readonly StoredEvent[]) => {
          expect(++inHand).toBe(1);
          await new Promise((pause) => setTimeout(pause, 5));
          inHand--;
          sizes.push(batch.length);
          expect(batch[0]!.personal).toEqual({ name: 'N' });
          if (sizes.reduce((sum, size) => sum + size) === 7) resolve();
        };
        stage.store.subscribe(0, handler, { batchSize: 3, withPersonal: true });
      });
      await finished;
      expect(sizes).toEqual([3, 3, 1]);
    });

    it('hands over nothing after it was stopped, and finishes the batch in hand first', async () => {
      let finished = false;
      const started = new Promise<() => Promise<void>>((resolve) => {
        const subscription = stage.store.subscribe(0, async () => {
          resolve(() => subscription.stop());
          await new Promise((pause) => setTimeout(pause, 30));
          expect(finished).toBe(false);
          finished = true;
        });
      });
      await stage.append('C1', 0, someEvent('C1'));
      const stop = await started;
      await stop();
      expect(finished).toBe(true);
      await stage.append('C1', 1, someEvent('C1'));
      await new Promise((pause) => setTimeout(pause, 30));
    });

    it('rejects "done" with what the handler threw, and hands over nothing more', async () => {
      await stage.append('C1', 0, someEvent('C1'));
      let calls = 0;
      const subscription = stage.store.subscribe(0, async () => {
        calls++;
        throw new Error('the projector has a bug');
      });
      await expect(subscription.done).rejects.toThrow('the projector has a bug');
      await stage.append('C1', 1, someEvent('C1'));
      await subscription.stop();
      expect(calls).toBe(1);
    });

    it('refuses a position that this log has not reached', async () => {
      const subscription = stage.store.subscribe(5, async () => {});
      await expect(subscription.done).rejects.toThrow(/from position 5: it ends at 0/);
    });

    it('sees each of thousands of concurrent appends once and in order', async () => {
      const total = stage.options.concurrentAppends ?? 10_000;
      const { seen, handler, until } = collector();
      const subscription = stage.store.subscribe(0, handler);
      let next = 0;
      const writer = async () => {
        while (next < total) {
          const childId = `C${next++ % 700}`;
          await stage.append(childId, 'any', someEvent(childId));
        }
      };
      await Promise.all([until(total), ...oneTo(100).map(writer)]);
      await subscription.stop();
      expect(positionsOf(seen)).toEqual(positionsOf(await stage.log()));
      if (stage.options.isDense) expect(positionsOf(seen)).toEqual(oneTo(total));
      const versions = new Map<string, number>();
      for (const { stream, version } of seen) {
        expect(version).toBe((versions.get(stream) ?? 0) + 1);
        versions.set(stream, version);
      }
      expect([seen.length, versions.size]).toEqual([total, 700]);
      expect(await stage.store.lastPosition()).toBe(seen.at(-1)!.position);
    });
  });
}
