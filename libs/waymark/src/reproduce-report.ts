import type { PlainDate } from '#calendar/plain-date';
import type { Reference } from '#reference/reference';
import { cellsOf, hashOf, type DefinitionUsed, type FrozenCell } from '#reporting/frozen-report';
import { produceReport } from '#reporting/produce';
import type { FigureSource, Report, ReportDefinition } from '#reporting/report';
import { memorySource, readModelSource } from './figure-sources.ts';
import { versionsOf, type ReportStores } from './freeze-report.ts';
import { knowledgeOf, type FrozenReport } from './frozen-reports.ts';
import { definitionsOn, referenceKnown, rowsKnown } from './report-knowledge.ts';
import { inOneSnapshot } from './snapshot.ts';

/** Finds a report's definition, in the layout of a day. */
export type DefinitionOf = (id: string, asAt: PlainDate) => ReportDefinition | undefined;

/** A frozen report again. Without differences it is the same to the byte. */
export interface Reproduced {
  readonly report: Report;
  /** Whether the read model's versions of rows sufficed, or the log was read again up to the frozen position. */
  readonly from: 'read model' | 'log';
  /** What is not as it was frozen, each a sentence. */
  readonly differences: readonly string[];
}

/**
 * Produces a frozen report again from what was known when it was frozen. The read model answers first; where what came
 * since changed its history too (an import with earlier instants of recording), the log is replayed up to the frozen
 * position. If the report still is another one, `differences` says in what. Throws Error when its definition is gone.
 */
export async function reproduceReport(
  { store, database, model }: ReportStores,
  frozen: FrozenReport,
  definitionOf: DefinitionOf,
): Promise<Reproduced> {
  const { asAt, asKnownAt, sha256 } = frozen;
  const knowledge = await knowledgeOf({ store, database }, frozen);
  const definition = definitionOf(frozen.definition, asAt);
  if (!definition)
    throw new Error(
      `The report ${frozen.id} was frozen by the definition ${frozen.definition}, which there is not any more.`,
    );
  const reference = await referenceKnown(store, knowledge);
  const find = definitionsOn(model.measures, reference, asAt);
  const produced = (source: FigureSource) =>
    produceReport(definition, { asAt, asKnownAt }, source, reference, (id) => find(id)?.measure);
  const { answer: quick } = await inOneSnapshot(database, (sql) => produced(readModelSource(sql, reference)));
  if (hashOf(quick) === sha256) return { report: quick, from: 'read model', differences: [] };
  const known = await rowsKnown(store, model, knowledge);
  const report = await produced(memorySource(known, reference));
  if (hashOf(report) === sha256) return { report, from: 'log', differences: [] };
  const versions = versionsOf(definition, Object.keys(frozen.versions), find);
  return { report, from: 'log', differences: differencesOf(frozen, report, versions, reference) };
}

function differencesOf(
  frozen: FrozenReport,
  report: Report,
  versions: Readonly<Record<string, DefinitionUsed>>,
  reference: Reference,
): readonly string[] {
  const definitions = Object.entries(frozen.versions).flatMap(([id, was]) => {
    const now = versions[id];
    const name = id === 'report' ? `The definition of the report ${was.definition}` : `The definition of ${id}`;
    if (now === undefined) return [`${name} is gone.`];
    if (now.definition === was.definition && now.version === was.version) return [];
    return [`${name} was ${was.definition} (${was.version}) and is ${now.definition} (${now.version}).`];
  });
  const now = new Map(cellsOf(report).map((cell) => [cell.cell, cell]));
  const cells = frozen.cells.flatMap((was) => differenceOf(was, now.get(was.cell)));
  const had = new Set(frozen.cells.map(({ cell }) => cell));
  const added = [...now.values()].filter(({ cell }) => !had.has(cell)).map((cell) => `${named(cell)}: was not there.`);
  const found = [...definitions, ...cells, ...added];
  const beside = `No figure differs: a title, target, rating, comparator, note or commentary does (${reference.targets.length} targets, ${reference.comparators.length} comparators were known).`;
  return found.length > 0 ? found : [beside];
}

function differenceOf(was: FrozenCell, now: FrozenCell | undefined): readonly string[] {
  if (now === undefined) return [`${named(was)}: is not there any more.`];
  const fields = ['measure', 'from', 'to', 'asAt', 'numerator', 'denominator', 'value', 'text'] as const;
  const moved = fields.filter((field) => was[field] !== now[field]);
  if (moved.length === 0) return [];
  return [
    `${named(was)}: ${moved.map((field) => `${field} was ${String(was[field])} and is ${String(now[field])}`).join(', ')}.`,
  ];
}

/** A cell as it is named in a sentence. */
export const named = ({ cell, card, line, column }: FrozenCell): string =>
  `Cell ${cell} (${card}, ${line}${column === '' ? '' : `, ${column}`})`;
