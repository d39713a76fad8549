import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { identifier } from '#case-flow/event-type';
import { Refused } from '#case-flow/refused';
import { Conflict, type EventStore } from '#event-store/event-store';
import { policyFor, policyKeys } from '#reference/policies';
import { canonicalJson } from '#reporting/canonical-json';
import {
  cellsOf,
  hashOf,
  measureVersion,
  reportVersion,
  type DefinitionUsed,
  type FrozenContent,
} from '#reporting/frozen-report';
import { reportEvents } from '#reporting/frozen-report.events';
import { produceReport } from '#reporting/produce';
import type { Report, ReportDefinition } from '#reporting/report';
import { Malformed } from './ask.ts';
import { readModelSource } from './figure-sources.ts';
import { frozenReport, frozenReportNamed, reportStream, type FrozenReport } from './frozen-reports.ts';
import type { Opened } from './open.ts';
import { definitionsOn, referenceKnown, type Knowledge } from './report-knowledge.ts';
import { atOnePosition } from './snapshot.ts';

/** What a report is made from and put on record in. */
export interface ReportStores extends Pick<Opened, 'database' | 'model'> {
  readonly store: EventStore;
}

/** What is asked to be frozen: the report of a day, under an id of its own (`<definition>-<day>` unless given). */
export interface FreezeAsked {
  readonly definition: ReportDefinition;
  readonly asAt: PlainDate;
  readonly id?: string;
  readonly reason?: string;
  readonly recordedBy?: string;
}

/** What came of it: `repeated` where the very same report was frozen under this id already. */
export interface Frozen {
  readonly report: FrozenReport;
  readonly repeated: boolean;
}

/**
 * Freezes a report: its figures, dates, definitions and a hash go onto `report-<id>`. The read model must have taken in
 * what is to be counted. Refuses (`a-frozen-report-is-not-frozen-anew`) an id under which another report, or the same with
 * other figures, was frozen; the same again changes nothing.
 */
export async function freezeReport(stores: ReportStores, asked: FreezeAsked, now: () => Instant): Promise<Frozen> {
  const id = idOf(asked);
  const { report, content } = await contentOf(stores, asked, now);
  const before = await frozenReport(stores.store, id);
  if (before) return { report: again(before, report, asked), repeated: true };
  try {
    await append(stores.store, id, content, asked);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return { report: again(await frozenReportNamed(stores.store, id), report, asked), repeated: true };
  }
  return { report: await frozenReportNamed(stores.store, id), repeated: false };
}

function idOf({ id, definition, asAt }: FreezeAsked): string {
  const named = id ?? `${definition.id}-${asAt}`;
  const checked = identifier.safeParse(named);
  if (checked.success) return checked.data;
  throw new Malformed([{ field: 'id', message: checked.error.issues[0]!.message }]);
}

/** The same definition, day and figures; the instant of freezing alone may differ. */
function again(before: FrozenReport, report: Report, { definition, asAt }: FreezeAsked): FrozenReport {
  const same =
    before.definition === definition.id &&
    before.asAt === asAt &&
    before.sha256 === hashOf({ ...report, asKnownAt: before.asKnownAt });
  if (same) return before;
  throw new Refused(
    'a-frozen-report-is-not-frozen-anew',
    `Under the id ${before.id} the report ${before.definition} as at ${before.asAt} was frozen on ${before.asKnownAt}, with other content. Choose another id, or see what moved with \`report restated ${before.id}\`.`,
  );
}

async function contentOf(
  { store, database, model }: ReportStores,
  { definition, asAt, reason }: FreezeAsked,
  now: () => Instant,
): Promise<{ readonly report: Report; readonly content: FrozenContent }> {
  const { answer } = await atOnePosition({ store, database, model }, async (sql, position) => {
    const knowledge: Knowledge = { position, asKnownAt: await afterAll(store, now()) };
    const reference = await referenceKnown(store, knowledge);
    const find = definitionsOn(model.measures, reference, asAt);
    const dates = { asAt, asKnownAt: knowledge.asKnownAt };
    const source = readModelSource(sql, reference);
    const report = await produceReport(definition, dates, source, reference, (one) => find(one)?.measure);
    const cells = cellsOf(report);
    const policies = Object.keys(policyKeys).map((key) => [key, policyFor(reference.policies, key, asAt)!] as const);
    const content: FrozenContent = {
      definition: definition.id,
      asAt,
      asKnownAt: dates.asKnownAt!,
      position,
      versions: versionsOf(definition, [...new Set(cells.map((cell) => cell.measure))], find),
      policies: Object.fromEntries(policies),
      sha256: hashOf(report),
      cells,
      ...(reason === undefined ? {} : { reason }),
    };
    return { report, content };
  });
  return answer;
}

/** The instant of freezing; never before what was recorded, should the clock have gone back since. */
async function afterAll(store: EventStore, now: Instant): Promise<Instant> {
  const last = await store.lastRecordedAt();
  return last !== undefined && last > now ? last : now;
}

/** The versions of a report's definition and of every measure in it, by id. */
export function versionsOf(
  definition: ReportDefinition,
  ids: readonly string[],
  find: ReturnType<typeof definitionsOn>,
): Readonly<Record<string, DefinitionUsed>> {
  const used = ids.flatMap((id): (readonly [string, DefinitionUsed])[] => {
    const found = find(id);
    return found ? [[id, { definition: found.definition, version: measureVersion(found.measure) }]] : [];
  });
  const own = { definition: definition.id, version: reportVersion(definition) };
  return Object.fromEntries([['report', own] as const, ...used]);
}

async function append(store: EventStore, id: string, content: FrozenContent, asked: FreezeAsked): Promise<void> {
  const data = reportEvents['ReportFrozen']!.payload.parse(content) as Record<string, unknown>;
  const event = {
    eventId: uuidOf(`report frozen ${id} ${canonicalJson(data)}`),
    type: 'ReportFrozen',
    childId: '',
    occurredOn: content.asAt,
    ...(asked.recordedBy === undefined ? {} : { recordedBy: asked.recordedBy }),
    source: 'MANUAL' as const,
    data,
  };
  await store.append([{ stream: reportStream(id), expectedVersion: 'no-stream', events: [event] }]);
}
