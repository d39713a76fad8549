import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '#event-store/event-store';
import { someEvent, toChild } from '#testing/event-store-contract';
import type { ProtocolServer } from './protocol-server.ts';
import { systemEvent, type ProposedEvent } from './stored-log.ts';
import { Stores } from './stores.ts';

const stores = new Stores();
afterEach(() => stores.end());

const proposed = (childId: string): ProposedEvent => ({
  id: randomUUID(),
  type: 'ReferralReceived',
  contentType: 'application/json',
  data: Buffer.from('{"referralId":"R1"}'),
  metadata: Buffer.from(
    JSON.stringify({ childId, occurredOn: '2015-06-10', recordedAt: '2015-06-10T09:00:00.000Z', append: randomUUID() }),
  ),
});

/** Writes straight into the server's log, some of it in between the system's own events. */
function fill(server: ProtocolServer, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    server.log.append(`child-C${i % 300}`, 'any', [proposed(`C${i % 300}`)]);
    if (i % 10 === 0) server.log.append('$stats', 'any', [systemEvent('$statsCollected')]);
  }
}

/** Follows from a position, and resolves when so many events have come. */
function gathered(store: Awaited<ReturnType<Stores['store']>>, after: number) {
  const seen: StoredEvent[] = [];
  let enough: () => void = () => undefined;
  let wanted = Infinity;
  const subscription = store.subscribe(after, async (batch) => {
    seen.push(...batch);
    if (seen.length >= wanted) enough();
  });
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      [wanted, enough] = [count, resolve];
      if (seen.length >= count) resolve();
    });
  return { seen, subscription, until };
}

describe('a subscription to KurrentDB', () => {
  it('misses and doubles nothing over 10,000 events while its connection breaks again and again', async () => {
    const server = await stores.server();
    const troubles: Error[] = [];
    fill(server, 0, 5000);
    server.faults.dropSubscriptionAfter = 700;
    const store = await stores.store(server.url, { onTrouble: (error) => troubles.push(error) });
    const { seen, subscription, until } = gathered(store, 0);
    await until(2000);
    fill(server, 5000, 10_000);
    await until(6000);
    server.dropConnections();
    await until(10_000);
    await subscription.stop();
    const written = server.log.all.filter(({ stream }) => !stream.startsWith('$'));
    expect(seen.map(({ eventId }) => eventId)).toEqual(written.map(({ id }) => id));
    expect(seen.map(({ position }) => position)).toEqual(written.map(({ position }) => Number(position)));
    expect(troubles.length).toBeGreaterThan(10);
  });

  it('knows how far it is where nothing passes its filter, and goes on from there', async () => {
    const server = await stores.server();
    const store = await stores.store(server.url);
    const { position } = await store.append([toChild('C1', 0, someEvent('C1'))]);
    const { seen, subscription, until } = gathered(store, position);
    const many = Array.from({ length: 3000 }, () => systemEvent('$statsCollected'));
    server.log.append('$stats', 'any', many);
    while (server.subscribedFrom.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 200));
    server.dropConnections();
    await store.append([toChild('C1', 1, someEvent('C1'))]);
    await until(1);
    await subscription.stop();
    expect(seen).toMatchObject([{ version: 2 }]);
    const [first, second] = server.subscribedFrom.map(Number);
    expect(first).toBe(position);
    const passedOver = server.log.all.filter((event) => event.position > first! && event.position <= second!);
    expect(passedOver.length).toBeGreaterThanOrEqual(2048); // two checkpoints of 1,024 events each
  });

  it('waits for a slow handler without holding more than it must', async () => {
    const server = await stores.server();
    fill(server, 0, 4000);
    const store = await stores.store(server.url);
    let [handed, mostWaiting] = [0, 0];
    await new Promise<void>((resolve) => {
      const subscription = store.subscribe(
        0,
        async (batch) => {
          await new Promise((go) => setTimeout(go, 2));
          handed += batch.length;
          const { waiting } = subscription as unknown as { waiting: readonly unknown[] };
          mostWaiting = Math.max(mostWaiting, waiting.length);
          if (handed === 4000) resolve();
        },
        { batchSize: 50 },
      );
    });
    expect(mostWaiting).toBeLessThan(1500);
  });

  it('ends with what another try will not mend: an event that Waymark did not write in a stream of its own', async () => {
    const server = await stores.server();
    const store = await stores.store(server.url);
    const { subscription } = gathered(store, 0);
    server.log.append('child-C1', 'any', [{ ...proposed('C1'), metadata: Buffer.from('{}') }]);
    await expect(subscription.done).rejects.toThrow(/was not written by Waymark/);
  });
});
