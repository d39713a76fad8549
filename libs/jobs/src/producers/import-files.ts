import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cinCensusReadings } from '#exchange/cin-census/cin-census';
import { readEventFile } from '#exchange/event-file';
import { importInto, type ImportReport } from '#exchange/import-into';
import type { Reading } from '#exchange/imported';
import { comparatorReadings } from '#exchange/reference/comparators';
import { neighbourReadings } from '#exchange/reference/neighbours';
import { populationReadings } from '#exchange/reference/populations';
import { ssda903Readings } from '#exchange/ssda903/ssda903';
import { catchUp } from '#waymark/catch-up';
import type { AskedOf } from '../job-kinds.ts';
import { CannotBeDone, type Produced, type Standing, type Told, type Underway } from '../producer.ts';

const REASONS_AT_ONCE = 500;
/** So many reasons are shown one by one; of the rest the counts remain. */
const MOST_REASONS = 10_000;

type ImportAsked = AskedOf<'import'>;
type Reader = (folder: string, names: readonly string[], asked: ImportAsked) => AsyncIterable<Reading>;

const readers: Readonly<Record<ImportAsked['format'], Reader>> = {
  events: (folder, [name]) => readEventFile(join(folder, name!)),
  'cin-census': (folder, [name]) => cinCensusReadings(join(folder, name!)),
  ssda903: (folder) => ssda903Readings(folder), // a return is several files, known by their columns
  comparators: (folder, [name]) => comparatorReadings(join(folder, name!)),
  populations(folder, [name], { vintage }) {
    if (vintage === undefined) throw new CannotBeDone('Name the vintage of the estimates, such as MYE2024.');
    return populationReadings(join(folder, name!), vintage);
  },
  neighbours: (folder, [name], { from }) => neighbourReadings(join(folder, name!), from),
};

/**
 * Imports what was sent: every record becomes events or a listed reason. Doing it twice adds nothing, and what was stored
 * before it was cancelled stays: the same import takes it up where it stopped.
 */
export async function importFiles(asked: ImportAsked, standing: Standing, underway: Underway): Promise<Produced> {
  const sent = await underway.uploads();
  if (sent.length === 0) throw new CannotBeDone('The file is not there any more. Send it again.');
  if (asked.format !== 'ssda903' && sent.length > 1) throw new CannotBeDone('Send one file at a time.');
  const folder = await mkdtemp(join(tmpdir(), 'waymark-import-'));
  try {
    const names = sent.map(({ name }, i) => (/^\.*$/.test(basename(name)) ? `file-${i + 1}` : basename(name)));
    for (const [i, { content }] of sent.entries()) await writeFile(join(folder, names[i]!), content, { mode: 0o600 });
    const report = await imported(asked, readers[asked.format](folder, names, asked), standing, underway);
    return { result: inSentences(report, underway.attempt) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function imported(
  { format, dryRun }: ImportAsked,
  readings: AsyncIterable<Reading>,
  { store, database, model }: Standing,
  { progress, tell }: Underway,
): Promise<ImportReport> {
  let waiting: Told[] = [];
  let told = 0;
  let telling: Promise<void> = Promise.resolve();
  const flush = () => {
    const now = waiting;
    waiting = [];
    telling = telling.then(() => tell(now));
    telling.catch(() => undefined); // awaited, and thrown, at the end
  };
  const report = await importInto(store, readings, {
    dryRun,
    trustRecordedAt: format === 'events',
    onReason({ what, file, line, record, rule, dfe, sentence }) {
      if (++told > MOST_REASONS) return;
      const named = dfe === undefined ? rule : `${rule} (DfE ${dfe})`;
      waiting.push({ what, file: basename(file), line, record, rule: named, sentence: plain(sentence) });
      if (waiting.length >= REASONS_AT_ONCE) flush();
    },
    onProgress: ({ recordsRead }) => progress(recordsRead),
  });
  flush();
  await telling;
  if (!dryRun) await catchUp({ store, database, model }, progress);
  return report;
}

/** What a file holds may be no text at all: PostgreSQL keeps no zero character, and a page shows no others of that kind. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\u{FFFD}]/gu, '?').slice(0, 2000);

function inSentences(report: ImportReport, attempt: number): string {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const number = (n: number) => n.toLocaleString('en-GB');
  const { dryRun, recordsIn, recordsImported, recordsAlreadyHere, recordsRefused, eventsOut, noted, flagged } = report;
  return (
    `${dryRun ? 'Nothing was stored: a trial. ' : ''}${number(sum(recordsIn))} ${sum(recordsIn) === 1 ? 'record' : 'records'} read: ${number(recordsImported)} imported ` +
    `(${number(sum(eventsOut))} events), ${number(recordsAlreadyHere)} here already, ${number(sum(recordsRefused))} refused, ` +
    `${number(sum(flagged))} flagged, ${number(sum(noted))} notes.` +
    (attempt === 1 || dryRun ? '' : ` This was attempt ${attempt}: what one before it had stored was here already.`)
  );
}
