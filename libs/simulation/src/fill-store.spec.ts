import { plainDate } from '#calendar/plain-date';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { fillDemo, isDemoDue } from './fill-store.ts';
import { simulate } from './simulate.ts';

const demo = { children: 6, seed: 3, to: plainDate('2026-10-31') };

describe('filling a store with the demo authority', () => {
  it('stores every simulated event and the population, each once however often it is filled', async () => {
    const store = new InMemoryEventStore();
    const events = await fillDemo({ store }, demo);
    expect(events).toBe([...simulate({ ...demo, from: plainDate('2024-11-01') })].length);
    const population = (await store.readStream('authority-SIM')).length;
    expect(await store.lastPosition()).toBe(events + population);
    await fillDemo({ store }, demo);
    expect(await store.lastPosition()).toBe(events + population);
  });

  it('is due in an empty store and in one that holds the beginning of this demo, and in no other', async () => {
    const store = new InMemoryEventStore();
    expect(await isDemoDue(store, demo)).toBe(true);
    await fillDemo({ store }, demo);
    expect(await isDemoDue(store, demo)).toBe(false);

    const [first] = simulate({ ...demo, from: plainDate('2024-11-01') });
    const begun = new InMemoryEventStore();
    await begun.append([{ stream: `child-${first!.childId}`, expectedVersion: 'any', events: [first!] }], {
      trustRecordedAt: true,
    });
    expect(await isDemoDue(begun, demo)).toBe(true);
    expect(await isDemoDue(begun, { ...demo, seed: 4 })).toBe(false);
  });

  it('tells how far it is, and that it is done only at the end', async () => {
    const told: (readonly [number, number])[] = [];
    await fillDemo({ store: new InMemoryEventStore() }, { ...demo, progress: (done, of) => told.push([done, of]) });
    expect(told.at(-1)).toEqual([6, 6]);
    expect(told.filter(([done, of]) => done === of)).toHaveLength(1);
  });
});
