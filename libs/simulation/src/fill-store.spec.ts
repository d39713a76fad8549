import { plainDate } from '#calendar/plain-date';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { authorityEventNames } from '#reference/reference.events';
import { fillDemo, isDemoDue } from './fill-store.ts';
import { simulate } from './simulate.ts';
import { simulatedWorkforce } from './workforce.ts';

const demo = { children: 6, seed: 3, to: plainDate('2026-10-31') };
const register = simulatedWorkforce({ ...demo, from: plainDate('2024-11-01') });

describe('filling a store with the demo authority', () => {
  it('stores every simulated event and the reference data, each once however often it is filled', async () => {
    const store = new InMemoryEventStore();
    const events = await fillDemo({ store }, demo);
    expect(events).toBe([...simulate({ ...demo, from: plainDate('2024-11-01') })].length);
    const ofAuthority = (await store.readTypes(authorityEventNames)).filter(({ childId }) => childId === '');
    const reference = ofAuthority.length;
    expect(reference).toBeGreaterThan(2_000); // the population of the demo, and the published figures of England
    expect(await store.lastPosition()).toBe(events + reference + register.length);
    await fillDemo({ store }, demo);
    expect(await store.lastPosition()).toBe(events + reference + register.length);
  });

  it('is due in an empty store and in one that holds the beginning of this demo, and in no other', async () => {
    const store = new InMemoryEventStore();
    expect(await isDemoDue(store, demo)).toBe(true);
    await fillDemo({ store }, demo);
    expect(await isDemoDue(store, demo)).toBe(false);

    const [first] = register;
    const begun = new InMemoryEventStore();
    await begun.append([{ stream: 'team-MASH', expectedVersion: 'any', events: [first!] }], {
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
