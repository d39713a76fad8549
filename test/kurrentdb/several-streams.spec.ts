import fc from 'fast-check';
import { childStream, Conflict, OutcomeUnknown, Unstorable } from '#event-store/event-store';
import { InMemoryIntents } from '#event-store/kurrentdb/intents';
import { someEvent, toChild } from '#testing/event-store-contract';
import { Stores } from './stores.ts';

const stores = new Stores();
afterEach(() => stores.end());

const write = (childId: string, expected: number | 'any' = 'any') => toChild(childId, expected, someEvent(childId));

/** What an append to four children left when the server fell silent after so many of them. */
async function cutShort(written: number) {
  const server = await stores.server();
  const intents = new InMemoryIntents();
  await (await stores.store(server.url)).append([write('C2')]);
  const store = await stores.store(server.url, { intents, answerMilliseconds: 100 });
  const asked = [write('C1', 0), write('C2', 1), write('C3', 0), write('C4', 0)];
  server.faults.answersOnly = written;
  await expect(store.append(asked)).rejects.toBeInstanceOf(OutcomeUnknown);
  server.faults.answersOnly = Infinity;
  return { server, intents, asked };
}

describe('an append to several streams of KurrentDB', () => {
  it.each([0, 1, 2, 3])(
    'that was cut short after %i of 4 streams is finished by the next who opens',
    async (written) => {
      const { server, intents, asked } = await cutShort(written);
      expect(await intents.unfinished()).toHaveLength(1);
      const next = await stores.store(server.url, { intents });
      expect(await intents.unfinished()).toEqual([]);
      const stored = await next.readAll(0, 10);
      expect(new Set(stored.slice(1).map(({ eventId }) => eventId))).toEqual(
        new Set(asked.flatMap(({ events }) => events.map(({ eventId }) => eventId))),
      );
      expect(await next.append(asked)).toMatchObject({ repeated: true, versions: { 'child-C2': 2 } });
      expect(await next.readAll(0, 10)).toHaveLength(5);
    },
  );

  it('that was cut short is finished behind what came since, once a part of it is stored', async () => {
    const { server, intents } = await cutShort(1);
    const other = await stores.store(server.url);
    await other.append([write('C4')]);
    const next = await stores.store(server.url, { intents });
    expect(await next.readStream(childStream('C4'))).toHaveLength(2);
    expect(await next.readAll(0, 10)).toHaveLength(6);
  });

  it('that was cut short before its first stream is given up when it no longer fits', async () => {
    const { server, intents } = await cutShort(0);
    const other = await stores.store(server.url);
    await other.append([write('C3')]);
    const next = await stores.store(server.url, { intents });
    expect(await intents.unfinished()).toEqual([]);
    expect(await next.readAll(0, 10)).toHaveLength(2);
  });

  it('is a conflict, and nothing is stored or noted, when one stream is elsewhere', async () => {
    const server = await stores.server();
    const intents = new InMemoryIntents();
    const store = await stores.store(server.url, { intents });
    await store.append([write('C2')]);
    await expect(store.append([write('C1', 0), write('C2', 0)])).rejects.toBeInstanceOf(Conflict);
    expect(await store.readAll(0, 10)).toHaveLength(1);
    expect(await intents.unfinished()).toEqual([]);
  });

  it('is refused before anything is stored when one stream gets more than the server takes at once', async () => {
    const server = await stores.server();
    const store = await stores.store(server.url);
    const large = someEvent('C2', { data: { text: 'x'.repeat(1_100_000) } });
    await expect(store.append([write('C1'), toChild('C2', 0, large)])).rejects.toThrow(Unstorable);
    expect(await store.lastPosition()).toBe(0);
  });

  it('never crosses another of the same streams, in whatever order they name them', async () => {
    const server = await stores.server();
    const intents = new InMemoryIntents();
    const two = [await stores.store(server.url, { intents }), await stores.store(server.url, { intents })];
    const names = fc.shuffledSubarray(['A', 'B', 'C', 'D'], { minLength: 2 });
    const plan = fc.array(fc.tuple(names, fc.nat(1)), { minLength: 2, maxLength: 8 });
    const [asked] = fc.sample(plan, { numRuns: 1, seed: 11 });
    const appends = [...asked!, ...asked!].map(([children, who]) => ({ children, who }));
    await Promise.all(appends.map(({ children, who }) => two[who]!.append(children.map((child) => write(child)))));
    const expected = appends.reduce((sum, { children }) => sum + children.length, 0);
    expect(await two[0]!.readAll(0, 1000)).toHaveLength(expected);
  });
});
