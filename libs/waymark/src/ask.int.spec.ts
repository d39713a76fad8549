import { instant } from '#calendar/instant';
import { Refused } from '#case-flow/refused';
import { Conflict, type EventStore } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { testDatabase } from '#testing/test-database';
import { ask, Malformed } from './ask.ts';

const now = () => instant('2016-06-30T10:00:00Z');

describe('asking a command of the real store', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: EventStore;
  let key = 0;
  const please = (command: string, body: object, more: { commandId?: string; expectedVersion?: number } = {}) =>
    ask(store, { command, body, commandId: `key ${++key}`, ...more }, now);

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 3) });
  });
  afterAll(async () => {
    await store.close();
    await test.drop();
  });

  const referral = (childId: string, referredOn = '2016-05-01') => ({ childId, referredOn, source: '6' });

  it('stores what follows and says at which position and version', async () => {
    const answer = await please('ReceiveReferral', referral('A1'));
    expect(answer).toMatchObject({
      repeated: false,
      version: 1,
      events: [{ type: 'ReferralReceived', childId: 'A1' }],
    });
    expect(answer.position).toBe(await store.lastPosition());
  });

  it('asked twice under one key is answered with the first events and stores nothing more', async () => {
    const first = await please('ReceiveReferral', referral('A2'), { commandId: 'a key' });
    const last = await store.lastPosition();
    const again = await please('ReceiveReferral', referral('A2'), { commandId: 'a key' });
    expect(again.repeated).toBe(true);
    expect(again.events.map((event) => event.eventId)).toEqual(first.events.map((event) => event.eventId));
    expect(await store.lastPosition()).toBe(last);
  });

  it('asked by forty at once under one key is one referral', async () => {
    await Promise.all(
      Array.from({ length: 40 }, () => please('ReceiveReferral', referral('A3'), { commandId: 'forty' })),
    );
    expect(await store.readStream('child-A3')).toHaveLength(1);
  });

  it('decides again when somebody else wrote meanwhile, so that two referrals at once are one and a refusal', async () => {
    const asked = await Promise.allSettled([
      please('ReceiveReferral', referral('A4', '2016-05-01')),
      please('ReceiveReferral', referral('A4', '2016-05-02')),
    ]);
    expect(asked.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = asked.find((one) => one.status === 'rejected')!.reason as Refused;
    expect(refusal).toBeInstanceOf(Refused);
    expect(await store.readStream('child-A4')).toHaveLength(1);
  });

  it('with the wrong expected version is a conflict that names the version there is', async () => {
    await please('ReceiveReferral', referral('A5'));
    await expect(
      please('RecordPrimaryNeed', { childId: 'A5', code: 'N1' }, { expectedVersion: 7 }),
    ).rejects.toMatchObject({ expected: 7, actual: 1 });
    await expect(
      please('RecordPrimaryNeed', { childId: 'A5', code: 'N1' }, { expectedVersion: 7 }),
    ).rejects.toBeInstanceOf(Conflict);
  });

  it('names every field that is wrong, and one that does not exist', async () => {
    const asked = please('ReceiveReferral', { childId: 'A6', referredOn: '2016-02-30', source: '99', colour: 'red' });
    await expect(asked).rejects.toBeInstanceOf(Malformed);
    const { fields } = (await asked.catch((error: Malformed) => error)) as Malformed;
    expect(fields.map(({ field }) => field).sort()).toEqual(['colour', 'referredOn', 'source']);
    expect(await store.readStream('child-A6')).toEqual([]);
  });

  it('about three siblings goes to three streams or to none', async () => {
    const contact = {
      children: ['S1', 'S2', 'S3'],
      source: '6',
      method: 'PHONE',
      receivedAt: '2016-05-03T09:00:00.000Z',
      hub: 'MASH',
      reasonCodes: [],
      onOpenCase: false,
    };
    const answer = await please('ReceiveContact', contact);
    expect(new Set(answer.events.map((event) => event.childId))).toEqual(new Set(['S1', 'S2', 'S3']));
    expect(new Set(answer.events.map((event) => (event.data as { contactId: string }).contactId)).size).toBe(1);
  });

  it('takes an instant in any writing with its offset, and stores it in UTC to the millisecond', async () => {
    const { events } = await please('ReceiveContact', {
      children: ['T1'],
      source: '6',
      method: 'PHONE',
      hub: 'MASH',
      receivedAt: '2016-05-03T10:00:00+01:00',
    });
    expect(events[0]!.data).toMatchObject({ receivedAt: '2016-05-03T09:00:00.000Z' });
  });

  it('moves an event to the child it belongs to with its personal details', async () => {
    for (const childId of ['P1', 'P2'])
      await please('RegisterChild', {
        childId,
        laChildId: childId,
        dob: '2010-01-01',
        dobEstimated: false,
        sex: 'F',
        ethnicity: 'WBRI',
        disabilities: ['NONE'],
      });
    const wrong = await please('ReceiveReferral', { ...referral('P1'), reason: 'A bruise' });
    await please('ReattributeEvent', { childId: 'P1', targetEventId: wrong.events[0]!.eventId, toChildId: 'P2' });
    const moved = (await store.readStream('child-P2', { withPersonal: true })).at(-1);
    expect(moved).toMatchObject({ type: 'ReferralReceived', personal: { reason: 'A bruise' } });
  });

  it('reads the survivor and the merged child together after a merge, and takes nothing for the merged one', async () => {
    for (const childId of ['M1', 'M2'])
      await please('RegisterChild', {
        childId,
        laChildId: childId,
        dob: '2010-01-01',
        dobEstimated: false,
        sex: 'F',
        ethnicity: 'WBRI',
        disabilities: ['NONE'],
      });
    await please('ReceiveReferral', referral('M2', '2016-03-01'));
    const merge = await please('MergeDuplicateRecords', { childId: 'M1', mergedId: 'M2', reason: 'the same child' });
    expect(merge.events.map(({ type, childId }) => [type, childId])).toEqual([
      ['DuplicateRecordsMerged', 'M1'],
      ['MergedInto', 'M2'],
    ]);
    await expect(please('ReceiveReferral', referral('M1', '2016-06-01'))).rejects.toMatchObject({
      rule: 'no-referral-on-an-open-case',
    });
    await expect(please('ReceiveReferral', referral('M2', '2016-06-01'))).rejects.toMatchObject({
      rule: 'a-merged-record-takes-no-new-events',
    });
    await please('ReverseMerge', { childId: 'M1', mergeEventId: merge.events[0]!.eventId, reason: 'they are twins' });
    expect((await please('ReceiveReferral', referral('M1', '2016-06-01'))).repeated).toBe(false);
  });
});
