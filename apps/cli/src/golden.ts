import { measureById, projections } from '#projections/index';
import { replay } from '#projecting/replay';
import { referenceFrom } from '#reference/reference-from';
import { reportDefinition } from '#reporting/definitions';
import { asText } from '#reporting/print-text';
import { produceReport } from '#reporting/produce';
import { compareGolden, isSame, isUntold, type Compared } from '#simulation/golden/compare';
import { goldens } from '#simulation/golden/goldens';
import type { Golden } from '#simulation/golden/printed';
import { memorySource } from '#waymark/figure-sources';
import { closestName } from '#exchange/closest-name';
import type { Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { writeReport } from './reports.ts';
import { WrongUsage } from './usage.ts';

/**
 * `report golden ID|all`: a council's report printed again from the story of events that its figures come out of, and
 * every figure it printed beside ours; with `--format` the page alone. Fails (exit 1) when one differs that the report itself does not contradict.
 */
export async function golden(name: string | undefined, options: Options): Promise<void> {
  const chosen = name === 'all' ? goldens : goldens.filter((one) => one.id === name);
  if (chosen.length === 0) throw new WrongUsage(unknown(name));
  const compared: Compared[] = [];
  for (const one of chosen) {
    const { report, figures } = await told(one);
    if (name !== 'all' && options.format !== undefined) return writeReport(report, options);
    if (name !== 'all' && !options.json) say(`${one.title}\n\n${asText(report)}`);
    compared.push(...figures);
  }
  if (options.json) sayJson(compared);
  else say(`${figuresTable(compared)}\n\n${summary(compared)}`);
  if (compared.some(({ verdict }) => verdict === 'differs')) process.exitCode = 1;
}

async function told(one: Golden) {
  const events = one.tell();
  const reference = referenceFrom(
    events.filter(({ childId }) => childId === ''),
    null,
  );
  const source = memorySource(replay(projections, events, null), reference);
  const definition = reportDefinition(one.definition, one.asAt)!;
  const report = await produceReport(definition, { asAt: one.asAt, asKnownAt: null }, source, reference, measureById);
  return { report, figures: await compareGolden(one, { report, source, reference, measureById }) };
}

const figuresTable = (compared: readonly Compared[]): string =>
  table(
    ['Seed', 'Line', 'Measure', 'Figure', 'Printed', 'Ours', ''],
    compared.map((one) => [one.golden, one.line, one.measure, one.what, one.printed, one.ours, one.verdict]),
  );

function summary(compared: readonly Compared[]): string {
  const told = compared.filter((one) => !isUntold(one));
  const same = told.filter(isSame).length;
  const differ = told.filter(({ verdict }) => verdict === 'differs').length;
  const contradicts = told.length - same - differ;
  return `${told.length} figures: ${same} same, ${contradicts} where the report contradicts itself, ${differ} different; ${compared.length - told.length} told by no event.`;
}

function unknown(name: string | undefined): string {
  const ids = goldens.map(({ id }) => id);
  const near = name === undefined ? undefined : closestName(name, ids);
  return `${name === undefined ? 'Name a report' : `There is no golden report ${name}`}: all, ${ids.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`;
}
