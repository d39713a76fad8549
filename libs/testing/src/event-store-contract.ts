import { randomUUID } from 'node:crypto';
import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import type { NewEvent } from '#case-flow/event';
import {
  childStream,
  Conflict,
  Unstorable,
  type Append,
  type Appended,
  type EventStore,
  type ExpectedVersion,
  type StoredEvent,
} from '#event-store/event-store';

/** Makes an empty store; the contract closes it. */
export type MakeStore = (options: { readonly clock?: () => number }) => Promise<EventStore>;

/** Some event about a child. */
export function someEvent(childId: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    eventId: randomUUID(),
    type: 'ReferralReceived',
    childId,
    occurredOn: plainDate('2015-06-10'),
    data: { referralId: 'R1', receivedOn: '2015-06-10' },
    ...more,
  };
}

/** What is to be appended to the child's stream. */
export function toChild(childId: string, expectedVersion: ExpectedVersion, ...events: NewEvent[]): Append {
  return { stream: childStream(childId), expectedVersion, events };
}

/** What every event store promises, see `#event-store/event-store`. */
export function describeEventStore(name: string, makeStore: MakeStore): void {
  describe(name, () => {
    let store: EventStore;
    let now: number;

    beforeEach(async () => {
      now = Date.parse('2016-04-01T09:00:00.000Z');
      store = await makeStore({ clock: () => now });
    });
    afterEach(() => store.close());

    const append = (childId: string, expected: ExpectedVersion, ...events: NewEvent[]): Promise<Appended> =>
      store.append([toChild(childId, expected, ...events)]);
    const ids = (events: readonly { readonly eventId: string }[]) => events.map((event) => event.eventId);
    const positions = (events: readonly StoredEvent[]) => events.map((event) => event.position);
    const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

    describe('what is appended', () => {
      it('is read back as it was, with its place in the log and in its stream', async () => {
        const event = someEvent('C1', {
          occurredAt: instant('2015-06-10T08:15:00Z'),
          recordedBy: 'W1',
          actingRole: 'FDO',
          actingTeam: 'T1',
          correlationId: randomUUID(),
          causationId: randomUUID(),
          source: 'IMPORT',
          importRef: 'file 1, line 2',
          data: { words: 'ſafe – "quoted" \\u0000 \n 👧🏽', nested: [1.5, null, { deep: true }], empty: {} },
        });
        const appended = await append('C1', 'no-stream', event);
        const expected = {
          ...event,
          recordedAt: '2016-04-01T09:00:00.000Z',
          position: 1,
          stream: 'child-C1',
          version: 1,
        };
        expect(appended).toEqual({ position: 1, versions: { 'child-C1': 1 }, events: [expected], repeated: false });
        expect(await store.readStream(childStream('C1'))).toEqual([expected]);
        expect(await store.readAll(0, 10)).toEqual([expected]);
        expect(await store.lastPosition()).toBe(1);
      });

      it('leaves out what JSON leaves out, and is out of reach of later changes to the object appended', async () => {
        const data: Record<string, unknown> = { kept: [1], dropped: undefined };
        await append('C1', 'any', someEvent('C1', { data }));
        (data['kept'] as number[]).push(2);
        const [stored] = await store.readAll(0, 1);
        expect(Object.entries(stored!.data)).toEqual([['kept', [1]]]);
      });

      it('continues the versions of its own stream and the positions of the whole log', async () => {
        await append('C1', 0, someEvent('C1'), someEvent('C1'));
        await append('C2', 0, someEvent('C2'));
        const { events, versions } = await append('C1', 2, someEvent('C1'));
        expect(events).toMatchObject([{ stream: 'child-C1', version: 3, position: 4 }]);
        expect(versions).toEqual({ 'child-C1': 3 });
      });

      it('can be read by stream, by several streams up to a position, by type and by whole streams', async () => {
        await store.append([
          toChild('B', 'any', someEvent('B'), someEvent('B', { type: 'ChildRegistered' })),
          toChild('A', 'any', someEvent('A')),
          toChild('a', 'any', someEvent('a')),
          toChild('B', 'any', someEvent('B')),
        ]);
        expect(positions(await store.readStream(childStream('B')))).toEqual([1, 2, 5]);
        expect(await store.readStream(childStream('nobody'))).toEqual([]);
        expect(positions(await store.readStreams([childStream('a'), childStream('B')]))).toEqual([1, 2, 4, 5]);
        expect(positions(await store.readStreams([childStream('a'), childStream('B')], 2))).toEqual([1, 2]);
        expect(positions(await store.readTypes(['ChildRegistered', 'Unheard']))).toEqual([2]);
        expect(positions(await store.readTypes(['ChildRegistered'], { afterPosition: 1 }))).toEqual([2]);
        expect(positions(await store.readTypes(['ChildRegistered'], { afterPosition: 2 }))).toEqual([]);
        expect(positions(await store.readAll(2, 2))).toEqual([3, 4]);
        const pages = [await store.readAllByStream(undefined, 2, 4), await store.readAllByStream('child-B', 2, 4)];
        const shown = pages.map((page) => page.map(({ stream, events }) => [stream, positions(events)]));
        expect(shown).toEqual([
          [
            ['child-A', [3]],
            ['child-B', [1, 2]],
          ],
          [['child-a', [4]]],
        ]);
        expect(await store.readAllByStream('child-A', 2, 0)).toEqual([]);
      });
    });

    describe('the expected version', () => {
      it('is refused with the actual one when somebody else was first, and nothing is stored', async () => {
        await append('C1', 'no-stream', someEvent('C1'), someEvent('C1'));
        for (const expected of ['no-stream', 0, 1, 3] as const) {
          const refusal = append('C1', expected, someEvent('C1'));
          await expect(refusal).rejects.toBeInstanceOf(Conflict);
          await expect(refusal).rejects.toMatchObject({ stream: 'child-C1', expected, actual: 2 });
        }
        await expect(append('C2', 1, someEvent('C2'))).rejects.toMatchObject({ name: 'Conflict', actual: 0 });
        expect(await store.lastPosition()).toBe(2);
      });

      it('does not matter for "any"', async () => {
        await append('C1', 'any', someEvent('C1'));
        expect((await append('C1', 'any', someEvent('C1'))).versions).toEqual({ 'child-C1': 2 });
      });

      it('can be asked for without writing', async () => {
        await append('C1', 'any', someEvent('C1'));
        expect(await append('C1', 1)).toEqual({
          position: 1,
          versions: { 'child-C1': 1 },
          events: [],
          repeated: false,
        });
        await expect(append('C1', 2)).rejects.toBeInstanceOf(Conflict);
      });

      it('lets one of two writers through when they race on a stream', async () => {
        const both = await Promise.allSettled([append('C1', 0, someEvent('C1')), append('C1', 0, someEvent('C1'))]);
        expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
        const lost = both.find((one) => one.status === 'rejected');
        expect(lost?.reason).toBeInstanceOf(Conflict);
        expect(await store.lastPosition()).toBe(1);
      });

      it('counts for all streams of an append together: all are written or none', async () => {
        await append('C2', 'any', someEvent('C2'));
        const refused = store.append([toChild('C1', 0, someEvent('C1')), toChild('C2', 0, someEvent('C2'))]);
        await expect(refused).rejects.toMatchObject({ name: 'Conflict', stream: 'child-C2', actual: 1 });
        expect(await store.readStream(childStream('C1'))).toEqual([]);
        const { versions } = await store.append([toChild('C1', 0, someEvent('C1')), toChild('C2', 1, someEvent('C2'))]);
        expect(versions).toEqual({ 'child-C1': 1, 'child-C2': 2 });
      });
    });

    describe('an event id', () => {
      it('is one event, however often it is sent: the answer is that of the first time, with "repeated"', async () => {
        const [one, two] = [someEvent('C1'), someEvent('C1')];
        const first = await append('C1', 'no-stream', one, two);
        await append('C1', 2, someEvent('C1'));
        for (const expected of ['no-stream', 0, 2, 'any'] as const) {
          expect(await append('C1', expected, one, two)).toEqual({ ...first, repeated: true });
        }
        expect(await append('C1', 1, two)).toMatchObject({ repeated: true, position: 2, versions: { 'child-C1': 2 } });
        expect(await store.lastPosition()).toBe(3);
      });

      it('is one event when its copies race', async () => {
        const event = someEvent('C1');
        const answers = await Promise.all(oneTo(20).map(() => append('C1', 0, event)));
        expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
        expect(new Set(answers.map((answer) => answer.position))).toEqual(new Set([1]));
        expect(ids(await store.readAll(0, 100))).toEqual([event.eventId]);
      });

      it('is one event when it is named twice in one append, in capitals too', async () => {
        const event = someEvent('C1');
        const again = { ...event, eventId: event.eventId.toUpperCase() };
        const { events } = await store.append([toChild('C1', 0, event, again), toChild('C1', 'any', event)]);
        expect(ids(events)).toEqual([event.eventId]);
        expect(await store.lastPosition()).toBe(1);
      });

      it('is left out when others of the append are new and any version will do', async () => {
        const [old, fresh] = [someEvent('C1'), someEvent('C1')];
        await append('C1', 0, old);
        const answer = await append('C1', 'any', old, fresh);
        expect(answer).toMatchObject({ repeated: false, position: 2, versions: { 'child-C1': 2 } });
        expect(ids(answer.events)).toEqual([old.eventId, fresh.eventId]);
        expect(ids(await store.readAll(0, 10))).toEqual([old.eventId, fresh.eventId]);
      });

      it('does not excuse a wrong version when others of the append are new', async () => {
        const old = someEvent('C1');
        await append('C1', 0, old);
        await expect(append('C1', 0, old, someEvent('C1'))).rejects.toMatchObject({ name: 'Conflict', actual: 1 });
        expect(await append('C1', 1, old, someEvent('C1'))).toMatchObject({ versions: { 'child-C1': 2 } });
      });

      it('excuses the version of its own stream when all of that stream are old and others are new', async () => {
        const old = someEvent('C1');
        await append('C1', 0, old);
        const answer = await store.append([toChild('C1', 0, old), toChild('C2', 0, someEvent('C2'))]);
        expect(answer).toMatchObject({ repeated: false, position: 2, versions: { 'child-C1': 1, 'child-C2': 1 } });
        expect(await store.lastPosition()).toBe(2);
      });

      it('cannot name another event in another stream', async () => {
        const event = someEvent('C1');
        await append('C1', 0, event);
        const stolen = append('C2', 'any', { ...event, childId: 'C2' });
        await expect(stolen).rejects.toThrow(/event 1 of child-C1/);
        await expect(stolen).rejects.toBeInstanceOf(Unstorable);
        const hidden = store.append([toChild('C2', 'any', { ...event, childId: 'C2' }), toChild('C1', 'any', event)]);
        await expect(hidden).rejects.toThrow(/event 1 of child-C1/);
      });
    });

    describe('what cannot be stored', () => {
      const refused: readonly [string, Partial<NewEvent>, RegExp][] = [
        ['the character U+0000 in its data', { data: { name: 'a\u0000b' } }, /\\u0000/],
        ['the character U+0000 in a name in its data', { data: { 'a\u0000': 1 } }, /\\u0000/],
        ['the character U+0000 in its envelope', { recordedBy: '\u0000' }, /\\u0000/],
        ['the character U+0000 in its personal details', { personal: { name: '\u0000' } }, /\\u0000/],
        ['half a surrogate pair', { data: { name: 'broken \ud83d' } }, /surrogate/],
        ['an id that is not a UUID', { eventId: '42' }, /not a UUID/],
        ['a day that does not exist', { occurredOn: '2015-02-30' as NewEvent['occurredOn'] }, /2015-02-30/],
        ['another child than its stream', { childId: 'C2' }, /"C2"/],
        ['no type', { type: '' }, /no type/],
      ];
      it.each(refused)('is an event with %s; the message names it', async (_what, more, reason) => {
        const event = someEvent('C1', more);
        const refusal = append('C1', 'any', someEvent('C1'), event);
        await expect(refusal).rejects.toBeInstanceOf(Unstorable);
        await expect(refusal).rejects.toThrow(reason);
        await expect(refusal).rejects.toThrow(event.eventId);
        expect(await store.lastPosition()).toBe(0);
      });

      it('is anything for a stream of no known kind, or with a version that is no version', async () => {
        const stream = 'table-1' as 'child-1';
        await expect(store.append([{ stream, expectedVersion: 0, events: [] }])).rejects.toThrow(/"table-1"/);
        for (const wrong of [-1, 1.5, NaN])
          await expect(append('C1', wrong, someEvent('C1'))).rejects.toThrow(Unstorable);
      });

      it('does not harm what is appended at the same time', async () => {
        const good = oneTo(10).map((i) => append(`C${i}`, 0, someEvent(`C${i}`)));
        const bad = append('C1', 0, someEvent('C1', { data: { name: '\u0000' } }));
        await expect(bad).rejects.toBeInstanceOf(Unstorable);
        await Promise.all(good);
        expect(await store.lastPosition()).toBe(10);
      });
    });

    describe('recordedAt', () => {
      it("is the store's clock, whatever the event says", async () => {
        const { events } = await append('C1', 0, someEvent('C1', { recordedAt: instant('2015-06-10T09:00:00Z') }));
        expect(events[0]!.recordedAt).toBe('2016-04-01T09:00:00.000Z');
      });

      it('never goes backwards, even when the clock does', async () => {
        for (const step of [0, -3_600_000, +1, -1, +2]) {
          now += step;
          await append('C1', 'any', someEvent('C1'));
        }
        const times = (await store.readAll(0, 10)).map((event) => event.recordedAt);
        expect(times).toEqual([...times].sort());
        expect(new Set(times)).toEqual(new Set(['2016-04-01T09:00:00.000Z']));
      });

      it("is kept from a trusted import, and does not move the store's clock", async () => {
        const imported = someEvent('C1', { recordedAt: instant('2015-06-10T10:00:00+01:00') });
        const { events } = await store.append([toChild('C1', 0, imported, someEvent('C1'))], { trustRecordedAt: true });
        const times = ['2015-06-10T09:00:00.000Z', '2016-04-01T09:00:00.000Z'];
        expect(events.map((event) => event.recordedAt)).toEqual(times);
        expect((await store.readAll(0, 10)).map((event) => event.recordedAt)).toEqual(times);
      });

      it('is refused in the future, from a trusted import too', async () => {
        const tomorrow = someEvent('C1', { recordedAt: instant('2016-04-02T09:00:00Z') });
        const refusal = store.append([toChild('C1', 0, someEvent('C1'), tomorrow)], { trustRecordedAt: true });
        await expect(refusal).rejects.toThrow(/2016-04-02T09:00:00.000Z, which is in the future/);
        await expect(refusal).rejects.toThrow(tomorrow.eventId);
        expect(await store.lastPosition()).toBe(0);
      });
    });

    describe('personal details', () => {
      const personal = { givenName: 'Ṣọlá', address: { lines: ['1 High Street'] } };
      const details = async () =>
        (await store.readStream(childStream('C1'), { withPersonal: true })).map((e) => e.personal);

      it('are read only when asked for, and an event without any has none', async () => {
        const { events } = await append('C1', 0, someEvent('C1', { personal }), someEvent('C1'));
        expect(events.some((event) => 'personal' in event)).toBe(false);
        expect((await store.readAll(0, 10)).some((event) => 'personal' in event)).toBe(false);
        const [first, second] = await store.readAll(0, 10, { withPersonal: true });
        expect(first!.personal).toEqual(personal);
        expect('personal' in second!).toBe(false);
        const everywhere = await Promise.all([
          store.readStream(childStream('C1'), { withPersonal: true }),
          store.readStreams([childStream('C1')], undefined, { withPersonal: true }),
          store.readTypes(['ReferralReceived'], { withPersonal: true }),
          store.readAllByStream(undefined, 1, 2, { withPersonal: true }).then(([stream]) => stream!.events),
        ]);
        for (const read of everywhere) expect(read).toEqual([first, second]);
      });

      it('are gone once the child is erased; every event and all its data stays', async () => {
        await append('C1', 0, someEvent('C1', { personal }), someEvent('C1', { personal }), someEvent('C1'));
        await append('C2', 0, someEvent('C2', { personal }));
        const before = await store.readAll(0, 10);
        expect(await store.erase('C1')).toBe(true);
        expect(await details()).toEqual([null, null, undefined]);
        expect(await store.readAll(0, 10)).toEqual(before);
        const [other] = await store.readStream(childStream('C2'), { withPersonal: true });
        expect(other!.personal).toEqual(personal);
      });

      it('are erased once, and only where there are any', async () => {
        expect(await store.erase('C1')).toBe(false);
        await append('C1', 0, someEvent('C1', { personal }));
        expect([await store.erase('C1'), await store.erase('C1')]).toEqual([true, false]);
      });

      it('of an erased child are refused from then on; events without any are not, nor is what was stored before', async () => {
        const old = someEvent('C1', { personal });
        await append('C1', 0, old);
        await store.erase('C1');
        await expect(append('C1', 1, someEvent('C1', { personal }))).rejects.toThrow(/erased/);
        expect(await append('C1', 1, someEvent('C1'))).toMatchObject({ versions: { 'child-C1': 2 } });
        expect(await append('C1', 0, old)).toMatchObject({ repeated: true });
        expect(await details()).toEqual([null, undefined]);
      });

      it('need a child to belong to', async () => {
        const event = someEvent('', { personal });
        await expect(store.append([{ stream: 'worker-1', expectedVersion: 0, events: [event] }])).rejects.toThrow(
          /child/,
        );
      });
    });

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
        await append('C1', 0, someEvent('C1'), someEvent('C1'), someEvent('C1'));
        const { seen, handler, until } = collector();
        const subscription = store.subscribe(1, handler);
        await until(2);
        await append('C1', 3, someEvent('C1', { personal: { name: 'N' } }));
        await until(3);
        expect(positions(seen)).toEqual([2, 3, 4]);
        expect(seen.some((event) => 'personal' in event)).toBe(false);
        await subscription.stop();
        await subscription.done;
      });

      it('hands over one batch at a time, no larger than asked, with personal details if asked', async () => {
        await append('C1', 0, ...oneTo(7).map(() => someEvent('C1', { personal: { name: 'N' } })));
        const sizes: number[] = [];
        let inHand = 0;
        const finished = new Promise<void>((resolve) => {
          const handler = async (batch: readonly StoredEvent[]) => {
            expect(++inHand).toBe(1);
            await new Promise((pause) => setTimeout(pause, 5));
            inHand--;
            sizes.push(batch.length);
            expect(batch[0]!.personal).toEqual({ name: 'N' });
            if (batch.at(-1)!.position === 7) resolve();
          };
          store.subscribe(0, handler, { batchSize: 3, withPersonal: true });
        });
        await finished;
        expect(sizes).toEqual([3, 3, 1]);
      });

      it('hands over nothing after it was stopped, and finishes the batch in hand first', async () => {
        let finished = false;
        const started = new Promise<() => Promise<void>>((resolve) => {
          const subscription = store.subscribe(0, async () => {
            resolve(() => subscription.stop());
            await new Promise((pause) => setTimeout(pause, 30));
            expect(finished).toBe(false);
            finished = true;
          });
        });
        await append('C1', 0, someEvent('C1'));
        const stop = await started;
        await stop();
        expect(finished).toBe(true);
        await append('C1', 1, someEvent('C1'));
        await new Promise((pause) => setTimeout(pause, 30));
      });

      it('rejects "done" with what the handler threw, and hands over nothing more', async () => {
        await append('C1', 0, someEvent('C1'));
        let calls = 0;
        const subscription = store.subscribe(0, async () => {
          calls++;
          throw new Error('the projector has a bug');
        });
        await expect(subscription.done).rejects.toThrow('the projector has a bug');
        await append('C1', 1, someEvent('C1'));
        await subscription.stop();
        expect(calls).toBe(1);
      });

      it('refuses a position that this log has not reached', async () => {
        const subscription = store.subscribe(5, async () => {});
        await expect(subscription.done).rejects.toThrow(/from position 5: it ends at 0/);
      });

      it('sees each of 10,000 concurrent appends once and in order', async () => {
        const total = 10_000;
        const { seen, handler, until } = collector();
        const subscription = store.subscribe(0, handler);
        let next = 0;
        const writer = async () => {
          while (next < total) {
            const childId = `C${next++ % 700}`;
            await append(childId, 'any', someEvent(childId));
          }
        };
        await Promise.all([until(total), ...oneTo(100).map(writer)]);
        await subscription.stop();
        expect(positions(seen)).toEqual(oneTo(total));
        const versions = new Map<string, number>();
        for (const { stream, version } of seen) {
          expect(version).toBe((versions.get(stream) ?? 0) + 1);
          versions.set(stream, version);
        }
        expect(versions.size).toBe(700);
        expect(await store.lastPosition()).toBe(total);
      });
    });

    it('gives one key for one purpose, and another for another', () => {
      expect(store.keyFor('drafts')).toHaveLength(32);
      expect(store.keyFor('drafts').equals(store.keyFor('drafts'))).toBe(true);
      expect(store.keyFor('drafts').equals(store.keyFor('letters'))).toBe(false);
    });

    it('serves nobody after it was closed', async () => {
      await store.close();
      await expect(append('C1', 0, someEvent('C1'))).rejects.toMatchObject({ name: 'Unavailable' });
      await expect(store.readAll(0, 1)).rejects.toMatchObject({ name: 'Unavailable' });
    });
  });
}
