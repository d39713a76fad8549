import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { zipSync, type Zippable } from 'fflate';
import type { PlainDate } from '#calendar/plain-date';
import { checkpoint } from '#projecting/reading';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { formats, type FormatName } from '#reporting/formats';
import type { Report, ReportDefinition } from '#reporting/report';
import { freezeReport } from '#waymark/freeze-report';
import { frozenReport } from '#waymark/frozen-reports';
import { reproduceReport } from '#waymark/reproduce-report';
import { askReports } from '#waymark/reports';
import type { AskedOf } from '../job-kinds.ts';
import { breathe, CannotBeDone, type Produced, type Standing, type Underway } from '../producer.ts';

type PackAsked = AskedOf<'report-pack'>;

/** A report of a pack, and what the list of contents says of it. */
interface Packed {
  readonly name: string;
  readonly report: Report;
  readonly says: string;
}

/** For people, for the printer, for other programs. */
const packFormats = ['xlsx', 'html', 'csv'] as const satisfies readonly FormatName[];
/** A workbook is compressed already. */
const compression: Readonly<Record<string, 0 | 6>> = { xlsx: 0 };

/** Several reports at one pair of dates as one download, with a list of what is in it and the hash of each file. */
export async function reportPack(asked: PackAsked, standing: Standing, underway: Underway): Promise<Produced> {
  const { asAt, as, reports: named } = asked;
  const definitions = [...new Set(named)].map((id) => definitionOf(id, asAt));
  if (as === 'FROZEN' && asked.asKnownAt !== null)
    throw new CannotBeDone('A report is frozen as it is known now. Leave out the day by which things were known.');
  underway.progress(0, definitions.length);
  const packed =
    as === 'FROZEN'
      ? await frozen(definitions, asked, standing, underway)
      : await current(definitions, asked, standing, underway);
  const content = await zipped(packed, asked, standing);
  underway.progress(definitions.length, definitions.length);
  const marks = { AS_THEY_ARE: '', FOR_PUBLICATION: '-public', FROZEN: '-frozen' };
  return {
    result: `${packed.length === 1 ? '1 report' : `${packed.length} reports`}, each as a spreadsheet, a page and CSV.`,
    file: { name: `report-pack-${asAt}${marks[as]}.zip`, type: 'application/zip', rows: packed.length, content },
  };
}

function definitionOf(id: string, asAt: PlainDate): ReportDefinition {
  const definition = reportDefinition(id, asAt);
  if (definition === undefined)
    throw new CannotBeDone(`There is no report ${id}: there are ${reportNames.join(', ')}.`);
  return definition;
}

async function current(
  definitions: readonly ReportDefinition[],
  { asAt, asKnownAt, as }: PackAsked,
  { store, database, model }: Standing,
  { progress }: Underway,
): Promise<readonly Packed[]> {
  const how = { definitions, asAt, asKnownAt, isPublic: as === 'FOR_PUBLICATION' };
  const { position, answer } = await askReports({ store, database }, how, model.measures, (made) =>
    progress(made, definitions.length),
  );
  return answer.map((report, i) => ({
    name: definitions[i]!.id,
    report,
    says: `${report.title}: counted up to event ${position}`,
  }));
}

/** Each as it was given out under its usual name; what was not given out yet is frozen now. */
async function frozen(
  definitions: readonly ReportDefinition[],
  { asAt, recordedBy }: PackAsked,
  { store, database, model, now }: Standing,
  { progress }: Underway,
): Promise<readonly Packed[]> {
  await caughtUp({ store, database }, () => progress(0, definitions.length));
  const packed: Packed[] = [];
  for (const definition of definitions) {
    progress(packed.length, definitions.length);
    const stores = { store, database, model };
    const who = recordedBy === undefined ? {} : { recordedBy };
    const given =
      (await frozenReport(store, `${definition.id}-${asAt}`)) ??
      (await freezeReport(stores, { definition, asAt, ...who }, now)).report;
    const { report, differences } = await reproduceReport(stores, given, reportDefinition);
    if (differences.length > 0)
      throw new CannotBeDone(`${given.id} cannot be printed as it was given out: ${differences[0]}`);
    packed.push({
      name: definition.id,
      report,
      says: `${report.title}: frozen as ${given.id} at ${given.asKnownAt}, hash ${given.sha256}`,
    });
  }
  return packed;
}

const LONGEST_WAIT_MILLISECONDS = 60_000;

/** What is frozen must have taken in everything; where it has not, trying again later helps. */
async function caughtUp({ store, database }: Pick<Standing, 'store' | 'database'>, alive: () => void): Promise<void> {
  const last = await store.lastPosition();
  const until = performance.now() + LONGEST_WAIT_MILLISECONDS;
  while ((await checkpoint(database)) < last) {
    alive();
    if (performance.now() > until) throw new Error('the read models are behind the log');
    await pause(100);
  }
}

async function zipped(packed: readonly Packed[], { asAt, asKnownAt }: PackAsked, { now }: Standing): Promise<Buffer> {
  const files: Zippable = {};
  const mtime = new Date(now());
  const known = asKnownAt === null ? '' : `, as known at ${asKnownAt}`;
  const contents = [`Reports as at ${asAt}${known}. Made at ${now()}.`, ''];
  for (const { name, report, says } of packed) {
    contents.push(says);
    for (const format of packFormats) {
      const file = `${name}-${asAt}.${format}`;
      const written = Buffer.from(await formats[format].write(report));
      files[file] = [written, { mtime, level: compression[format] ?? 6 }];
      contents.push(`  ${file}  SHA-256 ${createHash('sha256').update(written).digest('hex')}`);
      await breathe();
    }
  }
  files['contents.txt'] = [Buffer.from(`${contents.join('\n')}\n`), { mtime }];
  return Buffer.from(zipSync(files));
}
