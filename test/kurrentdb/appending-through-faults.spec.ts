import { BACKWARDS, START, jsonEvent } from '@eventstore/db-client';
import { childStream, Conflict, OutcomeUnknown, Unavailable, Unstorable } from '#event-store/event-store';
import { connectionString } from '#event-store/kurrentdb/address';
import { connect, disconnect } from '#event-store/kurrentdb/connection';
import { cuttableLine } from '#testing/cuttable-line';
import { someEvent, toChild } from '#testing/event-store-contract';
import type { ProtocolServer } from './protocol-server.ts';
import { Stores } from './stores.ts';

const stores = new Stores();
afterEach(() => stores.end());

const logged = (server: ProtocolServer) => server.log.all.filter(({ stream }) => !stream.startsWith('$'));
const toC1 = (expected: number | 'any') => toChild('C1', expected, someEvent('C1'), someEvent('C1'));

describe('an append to KurrentDB', () => {
  it.each(['dropBeforeWriting', 'dropAfterWriting', 'unavailable', 'hang'] as const)(
    'is stored once and answered as its first time when the server meets it with "%s"',
    async (fault) => {
      const server = await stores.server();
      const store = await stores.store(server.url);
      await store.append([toC1(0)]);
      server.faults[fault] = 1;
      const answer = await store.append([toC1(2)]);
      expect(answer).toMatchObject({ repeated: false, versions: { 'child-C1': 4 } });
      expect(answer.events).toEqual((await store.readStream(childStream('C1'))).slice(2));
      expect(logged(server).map(({ revision }) => revision)).toEqual([0n, 1n, 2n, 3n]);
    },
  );

  it('is stored once when its first attempt is carried out after all, late', async () => {
    const server = await stores.server();
    const store = await stores.store(server.url, { answerMilliseconds: 100 });
    server.faults.late = 1;
    server.faults.lateMilliseconds = 250;
    const answer = await store.append([toC1('any')]);
    expect(answer.repeated).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(logged(server)).toHaveLength(2);
    expect(await store.readStream(childStream('C1'))).toEqual(answer.events);
  });

  it('says when its outcome cannot be known, and sending it again tells', async () => {
    const server = await stores.server();
    const store = await stores.store(server.url, { answerMilliseconds: 50 });
    const write = toC1(0);
    server.faults.hang = 4;
    await expect(store.append([write])).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await store.append([write])).toMatchObject({ repeated: false });
    server.faults.hang = 4;
    expect(await store.append([write])).toMatchObject({ repeated: true });
    expect(logged(server)).toHaveLength(2);
  });

  it('is a conflict when another process was first, whatever this one knew before', async () => {
    const server = await stores.server();
    const [store, other] = [await stores.store(server.url), await stores.store(server.url)];
    await store.append([toC1(0)]);
    await other.append([toC1(2)]);
    await expect(store.append([toC1(2)])).rejects.toMatchObject({ name: 'Conflict', actual: 4 });
    await expect(store.append([toC1(0)])).rejects.toBeInstanceOf(Conflict);
    expect(await store.append([toC1('any')])).toMatchObject({ versions: { 'child-C1': 6 } });
  });

  it('is known not to be stored where nobody listens, and goes through when somebody does again', async () => {
    const server = await stores.server();
    const line = await cuttableLine(server.host, server.port);
    stores.endLater(() => line.close());
    const store = await stores.store(`esdb://127.0.0.1:${line.port}?tls=false`);
    await store.append([toC1(0)]);
    line.cut();
    await expect(store.readAll(0, 10)).rejects.toBeInstanceOf(Unavailable);
    await expect(store.append([toC1(2)])).rejects.toBeInstanceOf(Unavailable);
    line.mend();
    expect(await store.append([toC1(2)])).toMatchObject({ versions: { 'child-C1': 4 } });
    expect(logged(server)).toHaveLength(4);
  });

  it('is Unstorable when it is larger than the server takes at once', async () => {
    const server = await stores.server({ maxAppendSize: 1000 });
    const store = await stores.store(server.url);
    const large = someEvent('C1', { data: { text: 'x'.repeat(2000) } });
    await expect(store.append([toChild('C1', 0, large)])).rejects.toThrow(Unstorable);
    await expect(store.append([toChild('C1', 0, large)])).rejects.toThrow(/1000 bytes/);
    expect(logged(server)).toEqual([]);
  });

  it('follows the leader of a cluster, and finds one by gossip', async () => {
    const leader = await stores.server();
    const follower = await stores.server({ log: leader.log });
    const store = await stores.store(follower.discoverUrl);
    await store.append([toC1(0)]);
    const [from, to] = [follower, leader];
    from.faults.leader = to;
    from.others.push({ host: to.host, port: to.port, isLeader: true });
    expect(await store.append([toC1(2)])).toMatchObject({ versions: { 'child-C1': 4 } });
    await follower.stop();
    expect(await store.append([toC1(4)])).toMatchObject({ versions: { 'child-C1': 6 } });
    expect(logged(leader)).toHaveLength(6);
  });

  it('leaves alone what others keep on the server', async () => {
    const server = await stores.server();
    const client = connect(server.url);
    await client.appendToStream('orders-1', jsonEvent({ type: 'OrderPlaced', data: {} }));
    const [store, prefixed] = [
      await stores.store(server.url),
      await stores.store(server.url, { streamPrefix: 'north-' }),
    ];
    await store.append([toC1(0)]);
    await prefixed.append([toChild('C1', 0, someEvent('C1', { type: 'ChildRegistered' }))]);
    await client.appendToStream('orders-1', jsonEvent({ type: 'ChildRegistered', data: {} }));
    expect((await store.readAll(0, 10)).map(({ stream }) => stream)).toEqual(['child-C1', 'child-C1']);
    const [own] = await prefixed.readAll(0, 10);
    expect(own).toMatchObject({ stream: 'child-C1', version: 1 });
    expect(await prefixed.readTypes(['ChildRegistered'])).toEqual([own]);
    expect(await store.readTypes(['ChildRegistered'])).toEqual([]);
    expect(await prefixed.lastPosition()).toBe(own!.position);
    expect(await prefixed.readAllByStream(undefined, 10, own!.position)).toEqual([
      { stream: 'child-C1', events: [own] },
    ]);
    await disconnect(client);
  });
});

describe('the address of KurrentDB', () => {
  it('may be written with every scheme there has been', () => {
    expect(connectionString('kurrentdb://a:2113?tls=false')).toBe('esdb://a:2113?tls=false');
    expect(connectionString('kurrentdb+discover://u:p@a,b?tls=true')).toBe('esdb+discover://u:p@a,b?tls=true');
    expect(connectionString('esdb+discover://a')).toBe('esdb+discover://a');
  });

  it('is refused when it is another one, without telling its password, and when it would hide conflicts', () => {
    expect(() => connectionString('postgres://me:secret@a/b')).toThrow(/"postgres:\/\/a\/b" is not an address/);
    expect(() => connectionString('esdb://a?throwOnAppendFailure=false')).toThrow(/conflicts/);
  });
});

describe('the protocol server, asked by the client itself', () => {
  it('takes batches of appends, deletes softly and for ever, and reads backwards', async () => {
    const server = await stores.server();
    const client = connect(server.url);
    const event = () => jsonEvent({ type: 'Some', data: { n: 1 } });
    expect(await client.appendToStream('s-1', [event(), event()], { expectedRevision: 'no_stream' })).toMatchObject({
      nextExpectedRevision: 1n,
    });
    await expect(client.appendToStream('s-1', event(), { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 1n,
    });
    const revisions = async () => {
      const found = [];
      for await (const { event } of client.readStream('s-1', { direction: BACKWARDS, fromRevision: 'end' }))
        found.push(event!.revision);
      return found;
    };
    expect(await revisions()).toEqual([1n, 0n]);
    await client.deleteStream('s-1');
    await expect(revisions()).rejects.toMatchObject({ type: 'stream-not-found' });
    expect(await client.appendToStream('s-1', event(), { expectedRevision: 'no_stream' })).toMatchObject({
      nextExpectedRevision: 2n,
    });
    expect(await revisions()).toEqual([2n]);
    await client.tombstoneStream('s-1');
    await expect(client.appendToStream('s-1', event())).rejects.toMatchObject({ type: 'stream-deleted' });
    const [first] = await (async () => {
      const all = [];
      for await (const { event } of client.readAll({ fromPosition: START, maxCount: 1 })) all.push(event!.type);
      return all;
    })();
    expect(first).toBe('$SystemStarted');
    await disconnect(client);
  });

  it('may refuse batches, and then takes appends one by one', async () => {
    const server = await stores.server();
    server.faults.refusesBatches = true;
    const client = connect(server.url);
    await client.appendToStream('s-1', jsonEvent({ type: 'Some', data: {} }));
    expect(server.log.streams.get('s-1')!.events).toHaveLength(1);
    await disconnect(client);
  });
});
