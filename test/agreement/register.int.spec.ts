import { endOfLondonDay } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { registerSubject } from '#case-flow/workforce/register-streams';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type Stream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { Projector } from '#projecting/projector';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { replay } from '#projecting/replay';
import { verify } from '#projecting/verify';
import { measures, projections } from '#projections/index';
import { happened } from '#testing/given';
import { testDatabase } from '#testing/test-database';
import { askMeasures, evaluateMeasures } from '#waymark/questions';
import { plainBasis } from '#waymark/reference-data';

const model = readingModel(projections, measures);
let hour = 0;
/** Recorded an hour after the one before: the order of telling is the order of knowing. */
const recorded = () => new Date(Date.UTC(2016, 0, 4, 9 + hour++)).toISOString();
const ofRegister = (...[type, data]: Parameters<typeof happened>): RecordedEvent => {
  const event = happened(type, data, { childId: '', recorded: recorded() });
  return { ...event, stream: registerSubject(event)!.replace(/^service-.*/, 'authority-330') };
};
const ofChild = (childId: string, ...[type, data]: Parameters<typeof happened>) =>
  happened(type, data, { childId, recorded: recorded() });
const repair = (target: RecordedEvent, more?: { field: string; to: string }): RecordedEvent => ({
  ...happened(
    more ? 'EventDateCorrected' : 'EventVoided',
    { targetEventId: target.eventId, ...more },
    {
      childId: '',
      recorded: recorded(),
    },
  ),
  stream: target.stream!,
});

const child = (childId: string, workerId: string, teamId: string): readonly RecordedEvent[] => [
  ofChild(childId, 'ReferralReceived', {
    caseId: childId,
    referredOn: '2015-03-02',
    source: '6',
    teamId,
    areaId: 'EAST',
  }),
  ofChild(childId, 'ReferralDecided', { caseId: childId, decidedOn: '2015-03-03', decision: 'ACCEPT_ASSESS' }),
  ofChild(childId, 'CaseAllocated', { caseId: childId, workerId, teamId, role: 'LEAD_SW', from: '2015-03-04' }),
  ofChild(childId, 'ContactReceived', {
    contactId: `N-${childId}`,
    source: '6',
    receivedAt: '2015-03-02T09:00:00.000Z',
  }),
  ofChild(childId, 'ContactScreened', { screenedAt: '2015-03-02T10:00:00.000Z', screenedBy: workerId }),
];
const post = { qualified: true, fte: 1, employment: 'PERMANENT', role: 'SOCIAL_WORKER' } as const;
const registered = ofRegister('WorkerRegistered', {
  workerId: 'W1',
  teamId: 'T1',
  from: '2015-01-05',
  ...post,
  qualified: false,
});

/** Each part is taken in on its own, as it would be by a projector that keeps up. */
const parts: readonly (readonly RecordedEvent[])[] = [
  [...child('C1', 'W1', 'T1'), ...child('C2', 'W2', 'T1'), ...child('C3', 'W1', 'T2')],
  [registered],
  [ofRegister('TeamCreated', { teamId: 'T1', type: 'MASH', area: 'SOUTH', from: '2014-04-01' })],
  // A team that only the worker names, and the children through the worker.
  [ofRegister('TeamCreated', { teamId: 'T3', type: 'SAFEGUARDING', area: 'NORTH', from: '2014-04-01' })],
  [ofRegister('WorkerMovedTeam', { workerId: 'W1', teamId: 'T3', from: '2015-06-01' })],
  [
    ofRegister('WorkerChanged', { workerId: 'W1', from: '2015-04-01', qualified: true }),
    ofRegister('TeamChanged', { teamId: 'T3', area: 'EAST', from: '2015-08-01' }),
    ofRegister('EstablishmentSet', { service: 'SAFEGUARDING', fte: 4, from: '2015-04-01' }),
  ],
  child('C4', 'W1', 'T3'),
];
const [created, third, moved, changed] = parts.slice(2).map((part) => part[0]!);
const repairs: readonly (readonly RecordedEvent[])[] = [
  [repair(changed!, { field: 'from', to: '2015-03-10' })],
  [repair(created!, { field: 'from', to: '2015-05-01' }), ...child('C5', 'W2', 'T1')],
  [repair(moved!)],
  [repair(third!)],
  [ofRegister('WorkerLeft', { workerId: 'W1', on: '2015-11-02' })],
  [repair(registered)],
];

describe('the register, told after the children who name its workers and teams, then corrected and voided', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;
  const told: RecordedEvent[] = [];
  let projector: Projector;

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 5) });
    database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    projector = new Projector(store, database, model);
    projector.start();
  });
  afterAll(async () => {
    await projector?.stop();
    await store?.close();
    await database?.close();
    await test?.drop();
  });

  const tell = async (events: readonly RecordedEvent[]) => {
    for (const event of events) {
      const stream = event.childId === '' ? (event.stream as Stream) : childStream(event.childId);
      await store.append([{ stream, expectedVersion: 'any', events: [event] }], { trustRecordedAt: true });
      told.push(event);
    }
    const reached = await projector.reached(await store.lastPosition(), 20_000);
    expect([reached, projector.state().failure]).toEqual([true, undefined]);
  };
  const disagreements = async () => (await verify(store, database, model)).disagreements;
  /** What is stored at some dates of the world and of knowing, held equal to the replay of everything told. */
  const agrees = async () => {
    for (const day of ['2015-03-31', '2015-09-30', '2015-12-31'])
      for (const asKnownAt of [
        null,
        endOfLondonDay(plainDate('2016-01-04')),
        endOfLondonDay(plainDate('2016-01-05')),
      ]) {
        const asked = {
          from: plainDate('2015-03-01'),
          to: plainDate(day),
          asAt: plainDate(day),
          asKnownAt,
          withList: true,
        };
        const inMemory = evaluateMeasures(measures, replay(projections, told, asKnownAt), asked, plainBasis);
        expect(await askMeasures(database, measures, asked, plainBasis)).toEqual(inMemory);
      }
  };

  it('gives the same rows and sums live as by replay, step by step', async () => {
    for (const part of [...parts, ...repairs]) {
      await tell(part);
      expect(await disagreements()).toEqual([]);
    }
    await agrees();
  });

  it('is followed on by a projector that was started anew', async () => {
    await projector.stop();
    projector = new Projector(store, database, model);
    projector.start();
    await tell([ofRegister('WorkerRegistered', { workerId: 'W1', teamId: 'T1', from: '2015-02-02', ...post })]);
    await tell([repair(told.at(-1)!, { field: 'from', to: '2015-03-20' }), ...child('C6', 'W1', 'T1')]);
    expect(await disagreements()).toEqual([]);
    await agrees();
  });

  it('gives the same rows and sums by a rebuild', async () => {
    await rebuild(store, database, model);
    expect(await disagreements()).toEqual([]);
    await agrees();
  });
});
