import { setImmediate as breathe } from 'node:timers/promises';
import { instantFromEpochMilliseconds, londonDate, startOfLondonDay } from '#calendar/instant';
import { addDays, startOfMonth, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import type { NewEvent, RecordedEvent } from '#case-flow/event';
import { childStream, type Append, type EventStore, type Stream } from '#event-store/event-store';
import { publishedEvents, publishedWrites } from '#reference/published/published-events';
import { simulatedPopulation } from './population.ts';
import { simulate } from './simulate.ts';
import { simulatedWorkforce } from './workforce.ts';

/** Which demo: 1,500 children from seed 1 up to yesterday, unless said otherwise. */
export interface Demo {
  readonly children?: number | undefined;
  readonly seed?: number | undefined;
  /** The last simulated day; the two years up to it are simulated. */
  readonly to?: PlainDate | undefined;
  /** Hears of children recorded, of how many. */
  readonly progress?: (done: number, of: number) => void;
}

/** Where a demo ends so that its open work is fresh, and today is left to whoever tries it. */
const yesterday = (): PlainDate => addDays(londonDate(instantFromEpochMilliseconds(Date.now())), -1);

const settled = ({ children = 1500, seed = 1, to = yesterday() }: Demo) => ({
  children,
  seed,
  to,
  from: startOfMonth(addDays(to, -720)),
});

const BATCH = 2000;
const BREATH = 100;

/**
 * Fills the store with a synthetic authority, and answers how many events that took. Every event has the id it had
 * before: a filling that was cut short is finished by filling again. The read models are not brought up to date.
 */
export async function fillDemo({ store }: { readonly store: EventStore }, demo: Demo = {}): Promise<number> {
  const { children, seed, from, to } = settled(demo);
  const { progress = () => undefined } = demo;
  const met = new Set<string>();
  let batch: NewEvent[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  let events = 0;
  await store.append(byStream(workersAndTeams({ children, seed, from, to })), { trustRecordedAt: true });
  const write = async () => {
    await writing;
    writing = store.append(byStream(batch), { trustRecordedAt: true });
    writing.catch(() => undefined); // awaited, and thrown, on the next turn
    batch = [];
    progress(Math.min(met.size, children - 1), children);
  };
  for (const event of simulate({ children, seed, from, to })) {
    met.add(event.childId);
    batch.push(event);
    if (++events % BREATH === 0) await breathe(); // the batch before is written meanwhile
    if (batch.length === BATCH) await write();
  }
  await write();
  await writing;
  const ofAuthority = [
    ...authorityEvents(children, to),
    ...simulatedWorkforce({ children, seed, from, to }).filter(isOfService),
  ];
  await store.append([...byStream(ofAuthority), ...publishedBy(to)], { trustRecordedAt: true });
  progress(children, children);
  return events;
}

/** Whether the store is empty, or holds the beginning of just this demo and nothing else. */
export async function isDemoDue(store: EventStore, demo: Demo = {}): Promise<boolean> {
  if ((await store.lastPosition()) === 0) return true;
  if (await isDemo(store)) return false;
  const [stored] = await store.readAll(0, 1);
  const [first] = workersAndTeams(settled(demo));
  return stored?.eventId === first?.eventId;
}

/** Whether the store holds a demo authority, whole. What is on the authority goes in last: where it stands, the filling was finished. */
export const isDemo = async (store: EventStore): Promise<boolean> =>
  (await store.readStream('authority-SIM')).length > 0;

/** Establishment, vacancies and recruitment: on the stream of the authority, where they go in last. */
const isOfService = ({ stream }: RecordedEvent): boolean => stream === 'authority-SIM';

/** The register goes in before the children, so that their rows are derived once. */
const workersAndTeams = (demo: Parameters<typeof simulatedWorkforce>[0]): readonly RecordedEvent[] =>
  simulatedWorkforce(demo).filter((event) => !isOfService(event));

/** What the demo authority is called, and its population. */
const authorityEvents = (children: number, to: PlainDate): readonly NewEvent[] => [
  {
    eventId: uuidOf('demo/authority'),
    type: 'AuthorityDescribed',
    childId: '',
    occurredOn: startOfMonth(addDays(to, -720)),
    recordedAt: startOfLondonDay(startOfMonth(addDays(to, -720))),
    data: { code: 'SIM', name: 'Simulated authority', region: 'West Midlands' },
  },
  ...populationEvents(children, to),
  ...targetEvents(to),
];

/** Targets as one of the reports that started Waymark printed them in April 2016 (catalogue 0.5). */
const targets = [
  { measure: 'RF-05', value: 25, polarity: 'low' },
  { measure: 'AS-02', value: 82, polarity: 'high' },
  { measure: 'AS-07', value: 68, polarity: 'high' },
  { measure: 'CP-10', value: 95, polarity: 'high' },
  { measure: 'WF-05', value: 16, polarity: 'low' },
] as const;

const targetEvents = (to: PlainDate): readonly NewEvent[] => {
  const from = startOfMonth(addDays(to, -720));
  return targets.map((data) => ({
    eventId: uuidOf(`demo/target/${data.measure}`),
    type: 'TargetSet',
    childId: '',
    occurredOn: from,
    recordedAt: startOfLondonDay(from),
    data: { ...data, from },
  }));
};

/** The published figures of England and its regions that were out by the end of the demo. */
const publishedBy = (to: PlainDate): readonly Append[] =>
  publishedWrites(
    publishedEvents({ asPublished: true }).filter(({ event }) => londonDate(event.recordedAt!) <= to),
  ).map((write) => ({ ...write, expectedVersion: 'any' as const }));

/** The mid-year estimates known by the end of the demo, and those of the years it looks back to. */
function populationEvents(children: number, to: PlainDate): readonly NewEvent[] {
  const year = Number(to.slice(0, 4));
  return simulatedPopulation(children, year - 4, year - 1)
    .filter((one) => one.occurredOn <= to)
    .map(({ type, occurredOn, recordedAt, data }) => ({
      eventId: uuidOf(`demo/population/${data.area}/${data.midYear}`),
      type,
      childId: '',
      occurredOn,
      recordedAt,
      data,
    }));
}

function byStream(events: readonly NewEvent[]): readonly Append[] {
  const writes = new Map<Stream, NewEvent[]>();
  for (const event of events) {
    const stream = (event.childId === '' ? (event.stream ?? 'authority-SIM') : childStream(event.childId)) as Stream;
    const own = writes.get(stream);
    if (own) own.push(event);
    else writes.set(stream, [event]);
  }
  return [...writes].map(([stream, own]) => ({ stream, expectedVersion: 'any', events: own }));
}
