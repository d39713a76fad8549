import { londonDate, type Instant } from '#calendar/instant';
import type { NewEvent } from '#case-flow/event';
import { childStream, type EventStore, type StoredEvent } from '#event-store/event-store';
import { LinkedChildren, linkingAndRegisterEvents } from '#projecting/linked-events';
import type { Sql } from '#projecting/reading-database';
import { wouldRecord, type Request } from './ask.ts';
import type { ReportStores } from './freeze-report.ts';
import { frozenReports } from './frozen-reports.ts';
import {
  clocksIn,
  measureIn,
  reportIn,
  rowOf,
  type PreviewedClock,
  type PreviewedMeasure,
  type PreviewedReport,
  type PreviewedRow,
} from './previewed.ts';
import { definitionsOn, referenceKnown, type Knowledge } from './report-knowledge.ts';
import { marked, restrictedChildren, withoutRestricted, type Marked } from './restricted.ts';
import { inOneSnapshot } from './snapshot.ts';
import { projectionsOf, sharedIn, twoStates, withEverybody } from './two-states.ts';

/** What a command would do. Nothing was stored. */
export interface Preview {
  readonly command: string;
  /** What it would record: nothing where it is so already. */
  readonly events: readonly { readonly type: string; readonly childId: string; readonly occurredOn: string }[];
  readonly rows: readonly Marked<PreviewedRow>[];
  readonly measures: readonly PreviewedMeasure[];
  readonly clocks: readonly Marked<PreviewedClock>[];
  readonly frozenReports: readonly PreviewedReport[];
}

/**
 * Which rows, measures (and which of their months), clocks and frozen reports would move if a command were carried out:
 * it is decided, and the children's rows are derived with and without what follows. Stores nothing. Throws what `ask`
 * throws.
 */
export async function previewOf(
  { store, database, model }: ReportStores,
  request: Request,
  now: Instant,
  mayOpen?: ReadonlySet<string>,
): Promise<Preview> {
  const decided = await wouldRecord(store, request, now);
  const { answer } = await inOneSnapshot(database, async (sql) => {
    const knowledge: Knowledge = { position: await store.lastPosition(), asKnownAt: null };
    const pending = placed(decided, knowledge.position, now);
    const groups = await groupsWith(store, pending);
    const reference = await referenceKnown(store, knowledge);
    const today = londonDate(now);
    const own = twoStates(model.projections, groups, (event) => event.position > knowledge.position);
    const touched = new Set(own.rows.map((row) => row.projection.name));
    const measures = model.measures.filter((one) => projectionsOf(one).some(({ name }) => touched.has(name)));
    const states = await withEverybody(sql, own, measures.flatMap(sharedIn));
    const find = definitionsOn(model.measures, reference, today);
    const reports = (await frozenReports(store)).map((report) => reportIn(states, report, (id) => find(id)?.measure));
    return shownTo(sql, mayOpen, {
      command: request.command,
      events: decided.map(({ type, childId, occurredOn }) => ({ type, childId, occurredOn })),
      rows: states.rows.map(rowOf),
      measures: measures.flatMap((measure) => measureIn(states, measure, today)),
      clocks: states.rows.flatMap(clocksIn),
      frozenReports: reports.filter(({ cells }) => cells.length > 0),
    });
  });
  return answer;
}

/** The events as if they stood at the end of the log. */
function placed(events: readonly NewEvent[], last: number, now: Instant): readonly StoredEvent[] {
  return events.map((event, i) => ({
    ...event,
    recordedAt: now,
    stream: event.childId === '' ? (event.stream ?? '') : childStream(event.childId),
    position: last + 1 + i,
    version: 0,
  }));
}

/** Every event of the children concerned and of those they are linked with, or would be. */
async function groupsWith(
  store: EventStore,
  pending: readonly StoredEvent[],
): Promise<readonly (readonly StoredEvent[])[]> {
  const links = new LinkedChildren();
  links.learn([...(await store.readTypes(linkingAndRegisterEvents)), ...pending]);
  const groups = new Set(pending.map(({ childId }) => links.groupOf(childId)));
  return Promise.all(
    [...groups].map(async (group) => {
      const children = links.childrenOf(group);
      const stored = await store.readStreams(children.map(childStream));
      const own = [...stored, ...pending.filter(({ childId }) => children.includes(childId))];
      return [...own, ...links.register.namedBy(own)];
    }),
  );
}

/** Restricted records are counted, and named to those alone who may open them. */
async function shownTo(
  sql: Sql,
  mayOpen: ReadonlySet<string> | undefined,
  preview: Omit<Preview, 'rows' | 'clocks'> & {
    readonly rows: readonly PreviewedRow[];
    readonly clocks: readonly PreviewedClock[];
  },
): Promise<Preview> {
  const restricted = await restrictedChildren(sql, mayOpen);
  return {
    ...preview,
    events: withoutRestricted(preview.events, restricted),
    rows: preview.rows.map((row) => marked(row, restricted)),
    clocks: preview.clocks.map((clock) => marked(clock, restricted)),
  };
}
