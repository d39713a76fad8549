import { childStream, Conflict } from '#event-store/event-store';
import { someEvent, toChild, type Stage } from './stage.ts';

/** What an append expects of its streams. */
export function versionsContract(stage: Stage): void {
  describe('the expected version', () => {
    it('is refused with the actual one when somebody else was first, and nothing is stored', async () => {
      await stage.append('C1', 'no-stream', someEvent('C1'), someEvent('C1'));
      for (const expected of ['no-stream', 0, 1, 3] as const) {
        const refusal = stage.append('C1', expected, someEvent('C1'));
        await expect(refusal).rejects.toBeInstanceOf(Conflict);
        await expect(refusal).rejects.toMatchObject({ stream: 'child-C1', expected, actual: 2 });
      }
      await expect(stage.append('C2', 1, someEvent('C2'))).rejects.toMatchObject({ name: 'Conflict', actual: 0 });
      expect(await stage.log()).toHaveLength(2);
    });

    it('does not matter for "any"', async () => {
      await stage.append('C1', 'any', someEvent('C1'));
      expect((await stage.append('C1', 'any', someEvent('C1'))).versions).toEqual({ 'child-C1': 2 });
    });

    it('can be asked for without writing', async () => {
      const { position } = await stage.append('C1', 'any', someEvent('C1'));
      expect(await stage.append('C1', 1)).toEqual({
        position,
        versions: { 'child-C1': 1 },
        events: [],
        repeated: false,
      });
      await expect(stage.append('C1', 2)).rejects.toBeInstanceOf(Conflict);
    });

    it('lets one of two writers through when they race on a stream', async () => {
      const both = await Promise.allSettled([
        stage.append('C1', 0, someEvent('C1')),
        stage.append('C1', 0, someEvent('C1')),
      ]);
      expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = both.find((one) => one.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(Conflict);
      expect(await stage.log()).toHaveLength(1);
    });

    it('counts for all streams of an append together: all are written or none', async () => {
      await stage.append('C2', 'any', someEvent('C2'));
      const refused = stage.store.append([toChild('C1', 0, someEvent('C1')), toChild('C2', 0, someEvent('C2'))]);
      await expect(refused).rejects.toMatchObject({ name: 'Conflict', stream: 'child-C2', actual: 1 });
      expect(await stage.store.readStream(childStream('C1'))).toEqual([]);
      const { versions } = await stage.store.append([
        toChild('C1', 0, someEvent('C1')),
        toChild('C2', 1, someEvent('C2')),
      ]);
      expect(versions).toEqual({ 'child-C1': 1, 'child-C2': 2 });
    });
  });
}
