import fc from 'fast-check';
import { epochMilliseconds, instantFromEpochMilliseconds } from '#calendar/instant';
import { inOrderOfRecording } from '#case-flow/journey';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type StoredEvent, type Stream } from '#event-store/event-store';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { measures, projections } from '#projections/index';
import { randomEvents } from '#testing/random-journeys';
import { randomTeams, randomWorkers } from '#testing/random-register';
import { believedAt } from './difference.ts';
import type { DifferenceSince } from './change.ts';
import { LinkedChildren } from './linked-events.ts';
import { differencesOf, type Projecting } from './project.ts';
import { readingModel } from './reading.ts';
import { RecentGroups } from './recent-groups.ts';
import { groupsOf } from './replay.ts';
import { rowVersions, type RowVersion } from './row-versions.ts';

const model = readingModel(projections, measures);

/** Children told of together with the workers and teams they name, in the order of recording or in none. */
const stories = fc
  .tuple(randomEvents, fc.option(randomWorkers, { nil: [] }), fc.option(randomTeams, { nil: [] }), fc.boolean())
  .map(([children, workers, teams, isInOrder]) => {
    const all = [...children, ...workers, ...teams];
    return isInOrder ? all.toSorted(inOrderOfRecording) : all;
  });

async function logOf(events: readonly RecordedEvent[]): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  for (const event of events) {
    const stream = event.childId === '' ? (event.stream as Stream) : childStream(event.childId);
    await store.append([{ stream, expectedVersion: 'any', events: [event] }], { trustRecordedAt: true });
  }
  return store;
}

/** What a read model would hold: every version, and how often each row is believed by its sums. */
class Tables {
  private versions: RowVersion[] = [];
  private readonly believed = new Map<string, number>();

  apply({ added, removed, ended, believedBefore, believedAfter, since }: DifferenceSince): void {
    const before = instantFromEpochMilliseconds(epochMilliseconds(since) - 1);
    const find = (version: RowVersion) => {
      const at = believedAt(version, before);
      const found = this.versions.filter(
        (one) =>
          one.projection === version.projection &&
          one.rowId === version.rowId &&
          one.knownFrom! <= at &&
          (one.knownTo === null || one.knownTo > at),
      );
      expect(found).toHaveLength(1);
      return found[0]!;
    };
    const gone = new Set(removed.map(find));
    this.versions = this.versions.filter((one) => !gone.has(one));
    const ends = new Map(ended.map((version) => [find(version), version]));
    this.versions = this.versions.map((one) => {
      const { knownTo, toPosition } = ends.get(one) ?? one;
      return { ...one, knownTo, toPosition };
    });
    this.versions.push(...added);
    for (const version of believedBefore) this.count(version, -1);
    for (const version of believedAfter) this.count(version, 1);
  }

  told() {
    return { versions: toldOf(this.versions), believed: [...this.believed].filter(([, times]) => times !== 0).sort() };
  }

  private count({ projection, cells }: RowVersion, by: number): void {
    const key = `${projection.name} ${JSON.stringify(cells)}`;
    this.believed.set(key, (this.believed.get(key) ?? 0) + by);
  }
}

const toldOf = (versions: readonly RowVersion[]) =>
  versions.map(({ projection, ...version }) => JSON.stringify([projection.name, ...Object.values(version)])).sort();

/** Projects the log batch by batch, as the projector does. */
async function projected(store: InMemoryEventStore, sizes: readonly number[], recent?: RecentGroups) {
  const links = new LinkedChildren();
  const projecting: Projecting = { model, store, links, ...(recent === undefined ? {} : { recent }) };
  const tables = new Tables();
  let from = 0;
  for (let turn = 0; ; turn++) {
    const batch: readonly StoredEvent[] = await store.readAll(from, sizes[turn % sizes.length]!);
    if (batch.length === 0) return tables.told();
    links.learn(batch);
    for (const difference of await differencesOf(projecting, from, batch)) tables.apply(difference);
    from = batch.at(-1)!.position;
  }
}

describe('events projected batch by batch', () => {
  it('give the rows and sums of a replay, whether groups are kept, let go at once, or never kept', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(stories, sizes, async (events, sizes) => {
        const store = await logOf(events);
        const all = await store.readAll(0, 10_000);
        const versions = groupsOf(all).flatMap((group) => rowVersions(projections, group));
        const replayed = new Tables();
        for (const version of versions)
          replayed.apply({
            ...{ added: [version], removed: [], ended: [], believedBefore: [], since: all[0]!.recordedAt },
            believedAfter: version.knownTo === null ? [version] : [],
          });
        const expected = replayed.told();
        for (const recent of [new RecentGroups(), new RecentGroups(12), undefined])
          expect(await projected(store, sizes, recent)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
