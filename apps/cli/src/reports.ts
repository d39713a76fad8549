import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { measures } from '#projections/index';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { formatNames, formats, type FormatName } from '#reporting/formats';
import type { Report, ReportDefinition } from '#reporting/report';
import { catchUp } from '#waymark/catch-up';
import { askNarrative, askReport } from '#waymark/reports';
import { withWaymark } from './figures.ts';
import { golden } from './golden.ts';
import { freeze, listFrozen, reproduce, restated } from './frozen-reports.ts';
import { askedBy, measuresNamed } from './asked.ts';
import type { Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { WrongUsage } from './usage.ts';

/** `report`: what is done with a report, by its first word. */
export async function report(
  what: string | undefined,
  name: string | undefined,
  measure: string | undefined,
  options: Options,
): Promise<void> {
  const deeds: Readonly<Record<string, () => Promise<void>>> = {
    print: () => printReport(name, options),
    freeze: () => freeze(name, options),
    reproduce: () => reproduce(name, options),
    restated: () => restated(name, measure, options),
    list: () => listFrozen(options),
    golden: () => golden(name, options),
  };
  if (what === undefined || !Object.hasOwn(deeds, what))
    throw new WrongUsage(`Say what to do with a report: ${Object.keys(deeds).join(', ')}.`);
  await deeds[what]!();
}

/** `report print`: a report of a day, in one of its formats, on the terminal or into a file. */
export async function printReport(name: string | undefined, options: Options): Promise<void> {
  if (!options['as-at']) throw new WrongUsage('Give --as-at D.');
  const { asAt, asKnownAt } = askedBy(options);
  const definition = definitionNamed(name, asAt);
  formatAsked(options);
  const report = await withWaymark(async (opened) => {
    await catchUp(opened);
    const asked = { definition, asAt, asKnownAt, isPublic: options.public ?? false };
    return (await askReport(opened, asked, measures)).answer;
  });
  await writeReport(report, options);
}

/** Writes a report in the format asked for, on the terminal or into a file. Throws, naming the folder, where there is none. */
export async function writeReport(report: Report, options: Options): Promise<void> {
  const written = await formats[formatAsked(options)].write(report);
  if (options.out === undefined) process.stdout.write(written);
  else await intoFile(options.out, written);
}

async function intoFile(path: string, written: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, written);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`There is no folder ${dirname(path)}. Make it, or name another file: --out FILE.`);
  }
}

/** The format asked for. Refuses (WrongUsage) one there is not, and a workbook on the terminal. */
export function formatAsked(options: Options): FormatName {
  const format = formatNamed(options.json ? 'json' : (options.format ?? 'text'));
  if (format === 'xlsx' && options.out === undefined) throw new WrongUsage('A workbook goes into a file: --out FILE.');
  return format;
}

/** The layout of a report on a day. Refuses (WrongUsage) a report there is not, naming those there are. */
export function definitionNamed(
  name: string | undefined,
  asAt: Parameters<typeof reportDefinition>[1],
): ReportDefinition {
  const found = name === undefined ? undefined : reportDefinition(name, asAt);
  if (found === undefined) throw new WrongUsage(`Name a report: ${reportNames.join(', ')}.`);
  return found;
}

/** A format by its name. Refuses (WrongUsage) one there is not. */
function formatNamed(name: string): FormatName {
  const found = formatNames.find((one) => one === name);
  if (found === undefined) throw new WrongUsage(`--format takes ${formatNames.join(', ')}.`);
  return found;
}

/** `narrative`: what a report writer asks of a figure, in words with the numbers beside them. */
export async function narrative(name: string | undefined, options: Options): Promise<void> {
  if (!options['as-at']) throw new WrongUsage('Give --as-at D.');
  const [one, { asAt, asKnownAt }] = [measuresNamed(name)[0]!, askedBy(options)];
  const told = await withWaymark(async (opened) => {
    await catchUp(opened);
    return (await askNarrative(opened, one, { asAt, asKnownAt }, measures)).answer;
  });
  if (options.json) return sayJson({ measure: one.id, asAt, asKnownAt, ...told });
  say(`${one.id} ${one.title}, as at ${asAt}\n`);
  const rows = Object.entries(told).flatMap(([question, said]) =>
    said === null ? [] : [[inWords(question), said.says]],
  );
  say(table(['Question', 'Answer'], rows));
}

/** onSameMonthLastYear: On same month last year. */
const inWords = (question: string): string => {
  const spaced = question.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${spaced[0]!.toUpperCase()}${spaced.slice(1)}`;
};
