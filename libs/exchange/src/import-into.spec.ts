import { uuidOf } from '#case-flow/decide';
import type { NewEvent } from '#case-flow/event';
import type { Append, AppendOptions } from '#event-store/event-store';
import { Unavailable } from '#event-store/event-store';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { happened } from '#testing/given';
import { ImportInterrupted, importInto, type ImportReport, type ToldReason } from './import-into.ts';
import type { Read, Reading } from './imported.ts';

let lines = 0;

function reading(event: NewEvent, more: Partial<Read> = {}): Read {
  return { kind: 'read', where: { file: 'f', line: ++lines, record: 'event' }, events: [event], ...more };
}

const received = (caseId: string, referredOn: string, childId = 'C1') =>
  happened('ReferralReceived', { caseId, referredOn, source: '1A' }, { childId });
const closed = (caseId: string, closedOn: string) => happened('CaseClosed', { caseId, closedOn, reason: 'RC7' });

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

function addsUp(report: ImportReport): void {
  const { recordsIn, recordsImported, recordsAlreadyHere, recordsRefused } = report;
  expect(recordsImported + recordsAlreadyHere + sum(recordsRefused)).toBe(sum(recordsIn));
}

describe('importing into a store', () => {
  it('stores each child on its own stream and counts every record once', async () => {
    const store = new InMemoryEventStore();
    const refused: Reading = {
      kind: 'refused',
      where: { file: 'f', line: 9, record: 'plan' },
      rule: 'a-rule',
      dfe: '77',
      sentence: 'No.',
    };
    const report = await importInto(store, [
      reading(received('K1', '2015-06-10')),
      refused,
      reading(received('K2', '2015-06-11', 'C2')),
      reading(closed('K1', '2015-08-01')),
    ]);
    addsUp(report);
    expect(report).toMatchObject({
      recordsIn: { event: 3, plan: 1 },
      recordsImported: 3,
      recordsAlreadyHere: 0,
      recordsRefused: { 'a-rule (DfE 77)': 1 },
      eventsOut: { ReferralReceived: 2, CaseClosed: 1 },
    });
    expect((await store.readStream('child-C1')).map(({ type }) => type)).toEqual(['ReferralReceived', 'CaseClosed']);
  });

  it('adds nothing the second time, and says so', async () => {
    const store = new InMemoryEventStore();
    const input = [
      reading(received('K1', '2015-06-10')),
      reading(received('K1', '2015-06-10')),
      reading(closed('K1', '2015-08-01')),
    ];
    const first = await importInto(store, input);
    expect(first).toMatchObject({ recordsImported: 2, recordsAlreadyHere: 1 });
    const again = await importInto(store, input);
    addsUp(again);
    expect(again).toMatchObject({ recordsImported: 0, recordsAlreadyHere: 3, eventsOut: {}, flagged: {} });
    expect(await store.lastPosition()).toBe(2);
  });

  it('reports the same without writing when it is only tried', async () => {
    const store = new InMemoryEventStore();
    const input = [
      reading(received('K1', '2015-06-10')),
      reading(closed('K1', '2015-05-01')),
      reading(received('K1', '2015-06-10')),
    ];
    const tried = await importInto(store, input, { dryRun: true });
    expect(await store.lastPosition()).toBe(0);
    expect(await importInto(store, input)).toEqual({ ...tried, dryRun: false });
  });

  it('keeps when events were recorded, and leaves the rest to the clock of the store', async () => {
    const store = new InMemoryEventStore({ clock: () => Date.UTC(2026, 0, 1) });
    const { recordedAt: _, ...unrecorded } = received('K2', '2016-06-10', 'C2');
    await importInto(store, [reading(received('K1', '2015-06-10')), reading(unrecorded)]);
    expect((await store.readAll(0, 9)).map(({ recordedAt }) => recordedAt)).toEqual([
      '2015-06-10T12:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ]);
  });

  it('lets an event in that breaks an ordering rule, with the name of the rule on it', async () => {
    const store = new InMemoryEventStore();
    const told: ToldReason[] = [];
    const report = await importInto(
      store,
      [reading(closed('K1', '2015-05-01')), reading(received('K1', '2015-06-10'))],
      { onReason: (one) => told.push(one) },
    );
    expect(sum(report.flagged)).toBeGreaterThan(0);
    const [closure] = (await store.readStream('child-C1')).filter(({ type }) => type === 'CaseClosed');
    expect(closure!.importedAnomaly).toContain('a-case-closes-after-its-referral');
    expect(told[0]).toMatchObject({ what: 'flagged', file: 'f', record: 'event', dfe: '8630' });
  });

  it('sees a child whole before it judges the order of its events, however far apart they stand in the file', async () => {
    const others = Array.from({ length: 6000 }, (_, i) => reading(received(`K${i}`, '2015-06-10', `Other${i}`)));
    const input = [reading(closed('K1', '2015-08-01')), ...others, reading(received('K1', '2015-06-10'))];
    const report = await importInto(new InMemoryEventStore(), input);
    addsUp(report);
    expect(report).toMatchObject({ recordsImported: 6002, flagged: {} });
  });

  it('flags what new events break together with those stored before', async () => {
    const store = new InMemoryEventStore();
    await importInto(store, [reading(received('K1', '2015-06-10'))]);
    const report = await importInto(store, [reading(received('K2', '2015-09-01'))]);
    expect(report.flagged).toEqual({ 'one-open-case-at-a-time (DfE 8816)': 1 });
    expect((await store.readStream('child-C1')).map(({ importedAnomaly }) => importedAnomaly)).toEqual([
      undefined,
      ['one-open-case-at-a-time'],
    ]);
    const earlier = await importInto(store, [reading(received('K0', '2015-01-01'))]);
    expect(earlier.flagged).toEqual({ 'one-open-case-at-a-time (DfE 8816)': 1 });
  });

  it('refuses another event under an id that is taken, where the file gave the ids', async () => {
    const store = new InMemoryEventStore();
    const one = received('K1', '2015-06-10');
    const report = await importInto(store, [
      reading(one, { idsGiven: true }),
      reading({ ...one, recordedAt: '2015-07-01T00:00:00.000Z' as never }, { idsGiven: true }),
      reading({ ...received('K9', '2015-06-11'), eventId: one.eventId }, { idsGiven: true }),
    ]);
    addsUp(report);
    expect(report).toMatchObject({
      recordsImported: 1,
      recordsAlreadyHere: 1,
      recordsRefused: { 'an-event-id-is-one-event-for-ever': 1 },
    });
  });

  it('refuses the one record the store cannot hold, and stores the rest of that child and of the others', async () => {
    const store = new InMemoryEventStore();
    const one = received('K1', '2015-06-10');
    const input = [
      reading(one),
      reading({ ...received('K2', '2015-06-11', 'C2'), eventId: one.eventId }),
      reading(received('K3', '2016-06-11', 'C2')),
      reading({
        ...received('K4', '2015-06-12', 'C3'),
        data: { caseId: 'K4', referredOn: '2015-06-12', source: '1A', primaryReason: 'a\u0000b' },
      }),
    ];
    const report = await importInto(store, input);
    addsUp(report);
    expect(report).toMatchObject({ recordsImported: 2, recordsRefused: { 'the-store-can-hold-it': 2 } });
    expect((await store.readStream('child-C2')).map(({ data }) => data['caseId'])).toEqual(['K3']);
  });

  it('goes on with a period of care that an earlier return began', async () => {
    const store = new InMemoryEventStore();
    const care = (startedOn: string) =>
      happened('CareStarted', { periodId: `P${startedOn}`, startedOn, legalStatus: 'C2' });
    const moved = happened('PlacementStarted', { placementId: 'L1', on: '2016-05-01', type: 'U1' });
    const nextYear = () => reading(care('2016-05-01'), { continuing: [moved] });
    await importInto(store, [reading(care('2015-02-01'))]);
    expect(await importInto(store, [nextYear()])).toMatchObject({ eventsOut: { PlacementStarted: 1 } });
    expect(await importInto(store, [nextYear()])).toMatchObject({ recordsAlreadyHere: 1, eventsOut: {} });
    expect(await importInto(new InMemoryEventStore(), [nextYear()])).toMatchObject({ eventsOut: { CareStarted: 1 } });
  });

  it('that loses the store on the way says how far it came, and can be run again', async () => {
    const input = Array.from({ length: 5000 }, (_, i) =>
      reading({ ...received(`K${i}`, '2015-06-10', `C${i}`), eventId: uuidOf(String(i)) }),
    );
    const store = new GoesAway();
    const interrupted = await importInto(store, input).catch((error: unknown) => error);
    expect(interrupted).toBeInstanceOf(ImportInterrupted);
    const stored = await store.lastPosition();
    expect(stored).toBeGreaterThan(0);
    expect((interrupted as Error).message).toContain(`By then ${stored.toLocaleString('en-GB')} of 5,000 records`);
    expect((interrupted as Error).message).toContain('Run the same import again');
    store.isGone = () => false;
    const again = await importInto(store, input);
    addsUp(again);
    expect(again).toMatchObject({ recordsAlreadyHere: stored, recordsImported: 5000 - stored });
  });
});

/** A store whose connection breaks after its first append. */
class GoesAway extends InMemoryEventStore {
  isGone = () => this.appends > 0;
  private appends = 0;

  override async append(writes: readonly Append[], options?: AppendOptions) {
    if (this.isGone()) throw new Unavailable('The connection to the database broke.');
    this.appends++;
    return super.append(writes, options);
  }
}
