import { instant } from '#calendar/instant';
import { Conflict, type EventStore } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { testDatabase } from '#testing/test-database';
import { askRegister } from './ask-register.ts';
import { Malformed } from './ask.ts';

const now = () => instant('2016-06-30T10:00:00Z');

describe('asking a command of the register of the real store', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: EventStore;
  let key = 0;
  const please = (command: string, body: object, more: { commandId?: string; expectedVersion?: number } = {}) =>
    askRegister(store, { command, body, commandId: `key ${++key}`, recordedBy: 'W9', ...more }, now);

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 3) });
  });
  afterAll(async () => {
    await store.close();
    await test.drop();
  });

  const worker = (workerId: string) => ({ workerId, from: '2016-01-04', qualified: true });

  it('stores what follows on the stream of the worker, the team or the authority', async () => {
    const answer = await please('RegisterWorker', worker('W1'));
    expect(answer).toMatchObject({ repeated: false, version: 1, events: [{ childId: '', stream: 'worker-W1' }] });
    expect(await store.readStream('worker-W1')).toMatchObject([{ type: 'WorkerRegistered', recordedBy: 'W9' }]);
    await please('CreateTeam', { teamId: 'T1', type: 'MASH', citywide: true });
    expect(await store.readStream('team-T1')).toMatchObject([{ data: { from: '2016-06-30' } }]);
    await please('SetEstablishment', { authority: '330', service: 'CARE', fte: 12.5, from: '2016-04-01' });
    expect(await store.readStream('authority-330')).toMatchObject([
      { data: { service: 'CARE', fte: 12.5, from: '2016-04-01' } },
    ]);
  });

  it('asked twice under one key, or for what is so already, stores nothing more', async () => {
    const first = await please('RegisterWorker', worker('W2'), { commandId: 'a key' });
    const again = await please('RegisterWorker', worker('W2'), { commandId: 'a key' });
    expect(again).toEqual({ ...first, repeated: true, events: again.events });
    expect(again.events.map(({ eventId }) => eventId)).toEqual(first.events.map(({ eventId }) => eventId));
    expect(await please('RegisterWorker', worker('W2'))).toMatchObject({ repeated: true, events: [], version: 1 });
    await Promise.all(
      Array.from({ length: 20 }, () => please('RegisterWorker', worker('W3'), { commandId: 'twenty' })),
    );
    expect(await store.readStream('worker-W3')).toHaveLength(1);
  });

  it('decides again when somebody else wrote meanwhile', async () => {
    await please('RegisterWorker', worker('W4'));
    await Promise.all(
      [0.5, 0.6, 0.7].map((fte, i) => please('ChangeWorker', { workerId: 'W4', from: `2016-02-0${i + 1}`, fte })),
    );
    expect(await store.readStream('worker-W4')).toHaveLength(4);
  });

  it('refuses by rule, by version and by shape, and stores nothing', async () => {
    const move = { workerId: 'NOBODY', teamId: 'T1', from: '2016-02-01' };
    await expect(please('MoveWorkerToTeam', move)).rejects.toMatchObject({ rule: 'only-a-registered-worker' });
    await expect(please('ChangeWorker', { ...worker('W1'), fte: 0.5 }, { expectedVersion: 7 })).rejects.toThrow(
      Conflict,
    );
    await expect(please('RegisterWorker', { ...worker('W5'), childId: 'C1' })).rejects.toThrow(Malformed);
    await expect(please('ReceiveReferral', {})).rejects.toThrow(Malformed);
    expect(await store.readStream('worker-NOBODY')).toEqual([]);
  });
});
