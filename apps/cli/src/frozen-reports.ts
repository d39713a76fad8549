import { randomUUID } from 'node:crypto';
import { instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import { grouped } from '#projecting/linked-events';
import { reportDefinition } from '#reporting/definitions';
import { dayIn } from '#waymark/window';
import { catchUp } from '#waymark/catch-up';
import { freezeReport } from '#waymark/freeze-report';
import { frozenReportNamed, frozenReports } from '#waymark/frozen-reports';
import { previewOf } from '#waymark/preview';
import { reproduceReport } from '#waymark/reproduce-report';
import type { RestatedFigure, RestatedLine } from '#waymark/restated-figures';
import { restatedReport, type Restated } from '#waymark/restated-report';
import { isNamed, type Marked } from '#waymark/restricted';
import { withWaymark } from './figures.ts';
import { measuresNamed } from './asked.ts';
import type { Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { definitionNamed, formatAsked, writeReport } from './reports.ts';
import { WrongUsage } from './usage.ts';

const now = (): Instant => instantFromEpochMilliseconds(Date.now());

/** `report freeze`: a report as it is given out goes on record. */
export async function freeze(name: string | undefined, options: Options): Promise<void> {
  if (!options['as-at']) throw new WrongUsage('Give --as-at D.');
  const asAt = dayIn('as-at', options['as-at']);
  const asked = {
    definition: definitionNamed(name, asAt),
    asAt,
    ...(options.id === undefined ? {} : { id: options.id }),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.who === undefined ? {} : { recordedBy: options.who }),
  };
  const { report, repeated } = await withWaymark(async (opened) => {
    await catchUp(opened);
    return freezeReport(opened, asked, now);
  });
  const { id, asKnownAt, position, sha256, cells } = report;
  if (options.json) return sayJson({ ...report, repeated });
  say(
    `${id}: ${cells.length} figures as at ${asAt}, as known at ${asKnownAt}, position ${position}.\nsha256 ${sha256}${repeated ? '\nIt was frozen before and says the same.' : ''}`,
  );
}

/** `report list`: every frozen report. */
export async function listFrozen(options: Options): Promise<void> {
  const found = await withWaymark(({ store }) => frozenReports(store));
  const lines = found.map(({ cells, versions: _, policies: __, ...one }) => ({ ...one, figures: cells.length }));
  if (options.json) return sayJson(lines);
  if (lines.length === 0) return say('No report has been frozen yet.');
  const rows = lines.map((one) => [one.id, one.definition, one.asAt, one.asKnownAt, one.figures, one.reason ?? '']);
  say(table(['Id', 'Report', 'As at', 'As known at', 'Figures', 'Reason'], rows));
}

function idNamed(id: string | undefined): string {
  if (!id) throw new WrongUsage('Name a frozen report; `waymark report list` lists them.');
  return id;
}

/** `report reproduce`: the same bytes again, or exit 1 with what differs. */
export async function reproduce(name: string | undefined, options: Options): Promise<void> {
  const id = idNamed(name);
  formatAsked(options);
  const { report, differences } = await withWaymark(async (opened) => {
    const frozen = await frozenReportNamed(opened.store, id);
    await catchUp(opened);
    return reproduceReport(opened, frozen, reportDefinition);
  });
  if (differences.length > 0) {
    process.stderr.write(`${id} does not come out as it was frozen.\n${differences.join('\n')}\n`);
    process.exitCode = 1;
    return;
  }
  await writeReport(report, options);
}

/** `report restated`: every figure that has moved since, or those of one measure, with the rows and events that moved it. */
export async function restated(name: string | undefined, measure: string | undefined, options: Options): Promise<void> {
  const id = idNamed(name);
  if (measure !== undefined) measuresNamed(measure);
  const whole = await withWaymark(async (opened) => {
    const frozen = await frozenReportNamed(opened.store, id);
    await catchUp(opened);
    return restatedReport(opened, frozen, reportDefinition);
  });
  const figures = whole.figures.filter((one) => measure === undefined || one.measure === measure);
  const found = { ...whole, figures, beside: measure === undefined ? whole.beside : [] };
  if (found.unaccounted.length > 0) process.exitCode = 1;
  if (options.json) return sayJson(found);
  sayRestated(found);
}

function sayRestated({ id, asAt, asKnownAt, position, figures, beside, unaccounted }: Restated): void {
  say(`${id} as at ${asAt}, frozen ${asKnownAt} at position ${position.frozen}; now at position ${position.now}.`);
  const moved = figures.length === 1 ? 'One figure has moved' : `${figures.length} figures have moved`;
  say(figures.length === 0 ? 'No figure has moved.' : `${moved}.`);
  for (const figure of figures) sayFigure(figure);
  for (const { card, what, frozen, now: today, events } of beside) {
    const by = events.map(({ type, recordedAt }) => `${type} recorded ${recordedAt}`).join('; ');
    say(`\n${card}, ${what}: was ${frozen}, is ${today} (${by === '' ? 'the figures moved it' : by})`);
  }
  for (const one of unaccounted) say(`\nNot accounted for: ${one}`);
}

function sayFigure({ measure, place, from, to, cells, by, parts, reference }: RestatedFigure): void {
  const where = Object.values(place).join(' ');
  say(`\n${measure}${where === '' ? '' : ` ${where}`}, ${from} to ${to}`);
  for (const { cell, label, frozen, now: today } of cells)
    say(`  ${cell}  ${label}: ${frozen}${frozen === today ? ', printed the same' : ` -> ${today}`}`);
  const below = by.denominator === null ? '' : `, denominator ${signed(by.denominator)}`;
  say(`  numerator ${signed(by.numerator)}${below}${by.value === null ? '' : `, value ${signed(by.value)}`}`);
  for (const part of parts) {
    if (parts.length > 1 && part.lines.length > 0) say(`  ${part.from} to ${part.to}`);
    for (const row of byRow(part.lines)) sayRow(row);
  }
  for (const { kind, type, recordedAt, data } of reference)
    say(`    ${kind}  ${type}  recorded ${recordedAt}  ${JSON.stringify(data)}`);
}

/** A row that moved both sides of a figure is told once. */
function sayRow(lines: readonly Marked<RestatedLine>[]): void {
  const [first] = lines as [Marked<RestatedLine>];
  const { on, team, area } = first;
  const who = isNamed<RestatedLine>(first) ? `child ${first.childId}, row ${first.rowId}` : 'a restricted record';
  const moved = lines.map(({ side, from, to }) => `${signed(to - from)} ${side}`).join(', ');
  say(`    ${moved}  ${on ?? ''}  ${who}  ${team}, ${area}`);
  for (const { kind, type, occurredOn, recordedAt } of isNamed<RestatedLine>(first) ? first.events : [])
    say(`        ${kind}  ${occurredOn}  ${type}  recorded ${recordedAt}`);
}

const byRow = (lines: readonly Marked<RestatedLine>[]): readonly (readonly Marked<RestatedLine>[])[] =>
  grouped(lines, (line) => (isNamed<RestatedLine>(line) ? line.rowId : `restricted ${lines.indexOf(line)}`));

const signed = (amount: number): string => (amount > 0 ? `+${amount}` : String(amount));

/** `preview`: what a command would move. Nothing is stored. */
export async function preview(name: string | undefined, options: Options): Promise<void> {
  if (!name) throw new WrongUsage('Name a command, for example VoidEvent.');
  if (!options.body) throw new WrongUsage("Give the command's body: --body '{...}'.");
  const request = { command: name, body: bodyIn(options.body), commandId: randomUUID() };
  const found = await withWaymark(async (opened) => {
    await catchUp(opened);
    return previewOf(opened, request, now());
  });
  if (options.json) return sayJson(found);
  const { events, rows, measures, clocks, frozenReports: reports } = found;
  if (events.length === 0) return say('It is so already: nothing would be recorded.');
  say(`${name} would record ${events.map(({ type, childId }) => `${type} (child ${childId})`).join(', ')}.\n`);
  say(`Rows: ${rows.length}`);
  for (const row of rows)
    say(`  ${row.change}  ${row.projection}  ${JSON.stringify(row.before)} -> ${JSON.stringify(row.after)}`);
  say(`\nMeasures: ${measures.length}`);
  for (const { measure, title, months } of measures)
    say(`  ${measure} ${title}: ${months.map((one) => `${one.month} ${movement(one)}`).join(', ')}`);
  say(`\nClocks: ${clocks.length}`);
  for (const { projection, clock, from, to } of clocks)
    say(`  ${projection}  ${clock}: ${from ?? 'none'} -> ${to ?? 'none'}`);
  say(`\nFrozen reports: ${reports.length}`);
  for (const { id, cells } of reports)
    for (const { cell, label, frozen, ...moved } of cells)
      say(`  ${id}  ${cell}  ${label}: ${frozen}, ${movement(moved)}`);
}

const movement = ({ numerator, denominator }: { numerator: number; denominator: number }): string =>
  denominator === 0 ? signed(numerator) : `${signed(numerator)} of ${signed(denominator)}`;

function bodyIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongUsage(`--body is not JSON: ${(error as Error).message}`);
  }
}
