import { measures } from '#projections/index';
import type { NotCounted } from '#measures/explain-rows';
import type { Reason } from '#measures/why-not-counted';
import { explainFigure, type Explanation } from '#projecting/explain';
import { definitionFor } from '#reference/definitions';
import { cellsOf, type FrozenCell } from '#reporting/frozen-report';
import { catchUp } from '#waymark/catch-up';
import { explainCell, shownExplanation, type ExplainedStep, type ShownExplanation } from '#waymark/explain-cell';
import { frozenReportNamed, knowledgeOf } from '#waymark/frozen-reports';
import type { Opened } from '#waymark/open';
import { askMeasures } from '#waymark/questions';
import { readReference } from '#waymark/reference-data';
import { definitionsOn, referenceKnown } from '#waymark/report-knowledge';
import { askReport } from '#waymark/reports';
import { isNamed, type Marked } from '#waymark/restricted';
import { inOneSnapshot } from '#waymark/snapshot';
import { basisOf, countedBy, withWaymark } from './figures.ts';
import { askedBy, measuresNamed } from './asked.ts';
import { wholeNumber, type Options } from './options.ts';
import { say, sayJson, shown } from './print.ts';
import { definitionNamed } from './reports.ts';
import { WrongUsage } from './usage.ts';

/** `explain`: a figure's definition and source, rows counted and not counted, and the events behind each; or a report's cell. */
export async function explain(first: string | undefined, second: string | undefined, options: Options): Promise<void> {
  if (first === 'report' || first === 'frozen') return explainReport(first, second, options);
  const [named, asked] = [measuresNamed(first)[0]!, askedBy(options)];
  const place = { ...asked.place, ...(options.group === undefined ? {} : { group: options.group }) };
  const { one, answer, explanation } = await withWaymark(async (opened) => {
    await catchUp(opened);
    const basis = await basisOf(opened, asked.asKnownAt);
    const { measure: one } = definitionFor(named, measures, asked.asAt, basis.reference.policies);
    const { answer: found } = await inOneSnapshot(opened.database, async (sql) => {
      const [answer] = await askMeasures(sql, [named], { ...asked, place }, basis);
      const rows = await explainFigure(opened.store, sql, one, asked, place, limitOf(options));
      return { answer: answer!, explanation: await shownExplanation(sql, rows) };
    });
    return { one, ...found };
  });
  const { definition, source } = one;
  if (options.json) {
    const { counted: rows, countedInAll: rowsInAll, notCounted, notCountedInAll } = explanation;
    return sayJson({ ...answer, definition, source, rows, rowsInAll, notCounted, notCountedInAll });
  }
  say(`${one.id} ${one.title}${countedBy(answer)}\n${definition}\nSource: ${source}\n`);
  say(
    `${answer.numerator}${answer.denominator === null ? '' : ` of ${answer.denominator}`}: ${shown(answer, one)}, ${asked.from} to ${asked.to}, as at ${asked.asAt}\n`,
  );
  sayExplanation(explanation);
}

const limitOf = (options: Options): number => wholeNumber(options.limit, 'limit') ?? 20;

/** `explain report NAME --as-at D --cell C`, `explain frozen ID --cell C`: any cell of a report, opened. */
async function explainReport(kind: 'report' | 'frozen', name: string | undefined, options: Options): Promise<void> {
  const { cell, steps, definition, source } = await withWaymark(async (opened) => {
    await catchUp(opened);
    const { cells, measureOf, asKnownAt } = await (kind === 'report' ? cellsNow : cellsThen)(opened, name, options);
    const cell = cells.find((one) => one.cell === options.cell);
    if (!cell) throw new WrongUsage(noSuchCell(cells, options.cell));
    const measure = measureOf(cell.measure);
    const { answer } = await inOneSnapshot(opened.database, (sql) =>
      explainCell(opened.store, sql, cell, measure, asKnownAt, limitOf(options)),
    );
    return { cell, steps: answer, definition: measure.definition, source: measure.source };
  });
  if (options.json) return sayJson({ cell, definition, source, steps });
  say(`${cell.card}, ${cell.line}, ${cell.column}: ${cell.text}\n${cell.measure} ${definition}\nSource: ${source}\n`);
  for (const step of steps) sayStep(step);
}

/** What cells there are: how many cards, and of the card that was asked for how many lines and columns. */
function noSuchCell(cells: readonly FrozenCell[], asked: string | undefined): string {
  const parts = cells.map(({ cell }) => cell.split('.'));
  const most = (of: readonly (readonly string[])[], at: number): number =>
    Math.max(0, ...of.map((one) => Number(one[at])).filter(Number.isInteger));
  const cards = most(parts, 0);
  const [card] = (asked ?? '').split('.');
  const ofCard = parts.filter(([one]) => one === card);
  const within =
    ofCard.length === 0
      ? ''
      : ` Card ${card} has ${counted(most(ofCard, 1), 'line')} and ${counted(most(ofCard, 2), 'column')}.`;
  const none = asked === undefined ? '' : `There is no cell ${asked}. `;
  return `${none}The report has ${counted(cards, 'card')}.${within} Name a cell as card.line.column: --cell ${cells[0]?.cell ?? '1.1.1'}.`;
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

async function cellsNow(opened: Opened, name: string | undefined, options: Options) {
  if (!options['as-at']) throw new WrongUsage('Give --as-at D.');
  const { asAt, asKnownAt } = askedBy(options);
  const asked = { definition: definitionNamed(name, asAt), asAt, asKnownAt, isPublic: false };
  const { answer: report } = await askReport(opened, asked, measures);
  const find = definitionsOn(measures, await readReference(opened.store, asKnownAt), asAt);
  return { cells: cellsOf(report), measureOf: (id: string) => find(id)!.measure, asKnownAt };
}

async function cellsThen(opened: Opened, name: string | undefined) {
  if (!name) throw new WrongUsage('Name a frozen report; `waymark report list` lists them.');
  const frozen = await frozenReportNamed(opened.store, name);
  const find = definitionsOn(
    measures,
    await referenceKnown(opened.store, await knowledgeOf(opened, frozen)),
    frozen.asAt,
  );
  const cells: readonly FrozenCell[] = frozen.cells;
  return { cells, measureOf: (id: string) => find(id)!.measure, asKnownAt: frozen.asKnownAt };
}

function sayStep({ from, to, asAt, figure, explanation }: ExplainedStep): void {
  const of = figure.denominator === null ? '' : ` of ${figure.denominator}`;
  say(`${figure.numerator}${of}, ${from} to ${to}, as at ${asAt}\n`);
  sayExplanation(explanation);
}

type Counted = Explanation['counted'][number];

function sayExplanation({ counted, notCounted, countedInAll, notCountedInAll }: ShownExplanation): void {
  for (const line of counted) {
    const why = line.whyNotAbove === undefined ? '' : `: ${because(line.whyNotAbove)}`;
    say(`${head(line)}  ${line.numerator ? 'counted' : `in the denominator only${why}`}`);
    for (const event of isNamed<Counted>(line) ? line.events : [])
      say(`    ${event.occurredOn}  ${event.type}  recorded ${event.recordedAt}  ${JSON.stringify(event.data)}`);
  }
  if (countedInAll > counted.length)
    say(`\n${countedInAll - counted.length} more rows: --limit ${countedInAll} shows them all.`);
  if (notCountedInAll === 0) return;
  say(`\nNot counted: ${notCountedInAll} rows that come into question, the nearest first.`);
  for (const line of notCounted) say(`${head(line)}  ${because(line.reasons)}`);
}

const because = (reasons: readonly Reason[]): string => reasons.map(({ words }) => words).join('; ');

const head = (line: Marked<Counted> | Marked<NotCounted>): string =>
  `${line.on ?? '          '}  ${'childId' in line ? `child ${line.childId}` : 'a restricted record'}  ${line.team}, ${line.area}`;
