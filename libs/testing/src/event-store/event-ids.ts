import { Unstorable } from '#event-store/event-store';
import { idsOf, oneTo, someEvent, toChild, type Stage } from './stage.ts';

/** An event id is one event. */
export function eventIdsContract(stage: Stage): void {
  describe('an event id', () => {
    it('is one event, however often it is sent: the answer is that of the first time, with "repeated"', async () => {
      const [one, two] = [someEvent('C1'), someEvent('C1')];
      const first = await stage.append('C1', 'no-stream', one, two);
      await stage.append('C1', 2, someEvent('C1'));
      for (const expected of ['no-stream', 0, 2, 'any'] as const) {
        expect(await stage.append('C1', expected, one, two)).toEqual({ ...first, repeated: true });
      }
      expect(await stage.append('C1', 1, two)).toMatchObject({
        repeated: true,
        position: first.position,
        versions: { 'child-C1': 2 },
      });
      expect(await stage.log()).toHaveLength(3);
    });

    it('is one event when its copies race', async () => {
      const event = someEvent('C1');
      const answers = await Promise.all(oneTo(20).map(() => stage.append('C1', 0, event)));
      expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.position))).toEqual(new Set([await stage.positionOf(1)]));
      expect(idsOf(await stage.store.readAll(0, 100))).toEqual([event.eventId]);
    });

    it('is one event when it is named twice in one append, in capitals too', async () => {
      const event = someEvent('C1');
      const again = { ...event, eventId: event.eventId.toUpperCase() };
      const { events } = await stage.store.append([toChild('C1', 0, event, again), toChild('C1', 'any', event)]);
      expect(idsOf(events)).toEqual([event.eventId]);
      expect(await stage.log()).toHaveLength(1);
    });

    it('is left out when others of the append are new and any version will do', async () => {
      const [old, fresh] = [someEvent('C1'), someEvent('C1')];
      await stage.append('C1', 0, old);
      const answer = await stage.append('C1', 'any', old, fresh);
      expect(answer).toMatchObject({
        repeated: false,
        position: await stage.positionOf(2),
        versions: { 'child-C1': 2 },
      });
      expect(idsOf(answer.events)).toEqual([old.eventId, fresh.eventId]);
      expect(idsOf(await stage.store.readAll(0, 10))).toEqual([old.eventId, fresh.eventId]);
    });

    it('does not excuse a wrong version when others of the append are new', async () => {
      const old = someEvent('C1');
      await stage.append('C1', 0, old);
      await expect(stage.append('C1', 0, old, someEvent('C1'))).rejects.toMatchObject({ name: 'Conflict', actual: 1 });
      expect(await stage.append('C1', 1, old, someEvent('C1'))).toMatchObject({ versions: { 'child-C1': 2 } });
    });

    it('excuses the version of its own stream when all of that stream are old and others are new', async () => {
      const old = someEvent('C1');
      await stage.append('C1', 0, old);
      const answer = await stage.store.append([toChild('C1', 0, old), toChild('C2', 0, someEvent('C2'))]);
      expect(answer).toMatchObject({
        repeated: false,
        position: await stage.positionOf(2),
        versions: { 'child-C1': 1, 'child-C2': 1 },
      });
      expect(await stage.log()).toHaveLength(2);
    });

    it('cannot name another event in another stream', async () => {
      const event = someEvent('C1');
      await stage.append('C1', 0, event);
      const stolen = stage.append('C2', 'any', { ...event, childId: 'C2' });
      await expect(stolen).rejects.toThrow(/event 1 of child-C1/);
      await expect(stolen).rejects.toBeInstanceOf(Unstorable);
      const hidden = stage.store.append([
        toChild('C2', 'any', { ...event, childId: 'C2' }),
        toChild('C1', 'any', event),
      ]);
      await expect(hidden).rejects.toThrow(/event 1 of child-C1/);
    });
  });
}
