import { cinCensusReadings } from '#exchange/cin-census/cin-census';
import { readEventFile, writeEventFile } from '#exchange/event-file';
import { importInto, type ImportReport, type ToldReason } from '#exchange/import-into';
import type { Reading } from '#exchange/imported';
import { comparatorReadings } from '#exchange/reference/comparators';
import { neighbourReadings } from '#exchange/reference/neighbours';
import { populationReadings } from '#exchange/reference/populations';
import { ssda903Readings } from '#exchange/ssda903/ssda903';
import { fillDemo } from '#simulation/fill-store';
import { checkpoint } from '#projecting/reading';
import { rebuild as rebuildAll } from '#projecting/rebuild';
import { verify as verifyAll } from '#projecting/verify';
import { catchUp } from '#waymark/catch-up';
import { progressBar, type Progress } from '#waymark/progress-bar';
import { model, withWaymark } from './figures.ts';
import { wholeNumber, type Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { WrongUsage } from './usage.ts';

/** `demo`: fills an empty store with the synthetic authority. Refused where there are events. */
export async function demo(options: Options): Promise<void> {
  const [children, seed] = [wholeNumber(options.children, 'children'), wholeNumber(options.seed, 'seed')];
  await withWaymark(async (opened) => {
    if ((await opened.store.lastPosition()) > 0)
      throw new Error(
        'The store holds events already; the demo fills only an empty one. Set WAYMARK_DATA to a new folder.',
      );
    const events = await fillDemo(opened, {
      ...(children === undefined ? {} : { children }),
      ...(seed === undefined ? {} : { seed }),
      progress: progress('Filling the demo authority', options),
    });
    await catchUp(opened, progress('Building the read models', options));
    if (options.json) sayJson({ events });
    else say(`${events.toLocaleString('en-GB')} events of the demo authority are stored.`);
  });
}

/** A progress bar, unless the answer is for a machine. */
const progress = (what: string, options: Options): Progress => (options.json ? () => undefined : progressBar(what));

const importers: Readonly<Record<string, (path: string, options: Options) => AsyncIterable<Reading>>> = {
  events: (path) => readEventFile(path),
  'cin-census': (path) => cinCensusReadings(path),
  ssda903: (path) => ssda903Readings(path),
  comparators: (path) => comparatorReadings(path),
  populations(path, { vintage }) {
    if (!vintage) throw new WrongUsage('Name the vintage of the estimates: --vintage MYE2024.');
    return populationReadings(path, vintage);
  },
  neighbours: (path, { from }) => neighbourReadings(path, from),
};

/** `import`: every record becomes events or a listed reason. */
export async function importFrom(
  format: string | undefined,
  path: string | undefined,
  options: Options,
): Promise<void> {
  if (!format || !Object.hasOwn(importers, format))
    throw new WrongUsage(`import takes ${Object.keys(importers).join(', ')}.`);
  if (!path) throw new WrongUsage('Name the file or folder to import.');
  const readings = importers[format]!(path, options);
  const dryRun = options['dry-run'] ?? false;
  await withWaymark(async (opened) => {
    const report = await importInto(opened.store, readings, {
      dryRun,
      trustRecordedAt: format === 'events',
      onReason: options.json ? () => undefined : reasonsTold(format === 'events' ? NOTES : 0),
    });
    if (!dryRun) await catchUp(opened, progress('Building the read models', options));
    if (options.json) sayJson(report);
    else printReport(report, dryRun);
    const isNothingDone = report.recordsImported + report.recordsAlreadyHere === 0;
    if (isNothingDone && Object.keys(report.recordsRefused).length > 0) process.exitCode = 1;
  });
}

/** How many notes of an event file are told with their line; the others are counted. */
const NOTES = 10;

/** Tells on standard error what was refused or flagged, and the first `most` notes. */
function reasonsTold(most: number): (told: ToldReason) => void {
  let notes = 0;
  return ({ what, file, line, record, rule, sentence }) => {
    if (what === 'noted' && ++notes > most) {
      if (notes === most + 1 && most > 0) process.stderr.write(`Further notes are counted, not listed.\n`);
      return;
    }
    process.stderr.write(`${printable(`${file}:${line} ${record}: ${sentence} [${rule}]`)}\n`);
  };
}

/** What a file holds may be no text at all, and a terminal obeys control characters. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\u{FFFD}]/gu, '?');

/** `export events`: the whole log as an event file. */
export async function exportTo(format: string | undefined, path: string | undefined): Promise<void> {
  if (format !== 'events') throw new WrongUsage('export takes events.');
  if (!path) throw new WrongUsage('Name the file to write.');
  const written = await withWaymark(({ store }) => writeEventFile(store, path));
  say(`${written.toLocaleString('en-GB')} events are in ${path}.`);
}

/** `rebuild`: new read models beside the old, then switch. With `--from-this-log` also from another log than theirs. */
export async function rebuild(name: string | undefined, options: Options): Promise<void> {
  const only = name === undefined ? undefined : model.projections.filter((one) => one.name === name);
  if (only?.length === 0)
    throw new WrongUsage(
      `There is no projection ${name}. There are: ${model.projections.map((one) => one.name).join(', ')}.`,
    );
  const takesThisLog = options['from-this-log'] ?? false;
  if (takesThisLog && only) throw new WrongUsage('--from-this-log makes every read model anew: name none.');
  await withWaymark(
    async (opened) => {
      const started = performance.now();
      const events = await rebuildAll(opened.store, opened.database, model, {
        ...(only ? { only } : {}),
        progress: progress('Rebuilding', options),
        waiting: () => process.stderr.write('Another program is rebuilding read models; waiting for it.\n'),
      });
      const seconds = (performance.now() - started) / 1000;
      const figures = { events, seconds: Number(seconds.toFixed(2)), eventsPerSecond: Math.round(events / seconds) };
      if (options.json) sayJson(figures);
      else
        say(
          `${events.toLocaleString('en-GB')} events folded in ${seconds.toFixed(1)} s, ${figures.eventsPerSecond.toLocaleString('en-GB')} a second.`,
        );
    },
    { takesThisLog },
  );
}

/** `verify`: exit 1 with every disagreement if balances, rows and replay are not the same. */
export async function verify(options: Options): Promise<void> {
  const found = await withWaymark(async (opened) => {
    await catchUp(opened);
    return verifyAll(opened.store, opened.database, model);
  });
  if (options.json) sayJson(found);
  else {
    for (const one of found.disagreements) say(one);
    const { position, events, rowVersions, balances, disagreements } = found;
    const verdict = disagreements.length === 0 ? 'balances = rows = replay' : `${disagreements.length} disagreements`;
    say(`At position ${position}: ${events} events, ${rowVersions} row versions, ${balances} sums: ${verdict}.`);
  }
  if (found.disagreements.length > 0) process.exitCode = 1;
}

/** `status`: where the log ends, what the read models have taken in, and how far behind they are. */
export async function status(options: Options): Promise<void> {
  await withWaymark(async ({ store, database }) => {
    const taken = await checkpoint(database); // before the log's end, which is never behind it then
    const last = await store.lastPosition();
    const found = {
      log: last,
      readModels: taken,
      behind: last - taken,
      projections: model.projections.length,
      measures: model.measures.length,
    };
    if (options.json) sayJson(found);
    else say(table(['What', 'Figure'], Object.entries(found)));
  });
}

function printReport(report: ImportReport, dryRun: boolean): void {
  const { recordsIn, recordsImported, recordsAlreadyHere, recordsRefused, eventsOut, noted, flagged } = report;
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  say(dryRun ? 'Nothing was written (--dry-run). What an import would do:\n' : '');
  say(
    table(
      ['Records', 'Count'],
      [
        ...Object.entries(recordsIn),
        ['in all', sum(recordsIn)],
        ['imported', recordsImported],
        ['here already', recordsAlreadyHere],
        ['refused', sum(recordsRefused)],
      ],
    ),
  );
  say(`\n${table(['Events', 'Count'], [...Object.entries(eventsOut), ['in all', sum(eventsOut)]])}`);
  if (sum(recordsRefused) > 0) say(`\n${table(['Refused by rule', 'Count'], Object.entries(recordsRefused))}`);
  if (sum(noted) > 0) say(`\n${table(['Let in, noted by rule', 'Count'], Object.entries(noted))}`);
  if (sum(flagged) > 0) say(`\n${table(['Let in, flagged by rule', 'Count'], Object.entries(flagged))}`);
}
