import type { Figure } from '#measures/figure';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { formats } from '#reporting/formats';
import { frozenReport } from '#waymark/frozen-reports';
import { askMeasures, askScorecard } from '#waymark/questions';
import { readBasis, readReference } from '#waymark/reference-data';
import { askReport } from '#waymark/reports';
import { inOneSnapshot } from '#waymark/snapshot';
import type { AskedOf } from '../job-kinds.ts';
import { CannotBeDone, type Produced, type Standing, type Underway } from '../producer.ts';
import { rowsInWords } from './export-list.ts';
import { fileOf, type Field, type Table } from './table-file.ts';

type FiguresAsked = AskedOf<'export-figures'>;
type Of<F extends FiguresAsked['figures']> = Extract<FiguresAsked, { figures: F }>;

/** Figures as a file: a measure with its parts, a scorecard, a report of a day, or one as it was given out. */
export async function exportFigures(asked: FiguresAsked, standing: Standing, underway: Underway): Promise<Produced> {
  if (asked.figures === 'report') return reportFile(asked, standing, underway);
  const table =
    asked.figures === 'measure'
      ? await measureTable(asked, standing)
      : asked.figures === 'scorecard'
        ? await scorecardTable(asked, standing)
        : await frozenTable(asked, standing);
  const file = await fileOf(table, asked.format, underway);
  return { result: `${rowsInWords(file.rows)}.`, file };
}

const shares = ({ numerator, denominator, value }: Figure): readonly Field[] => [numerator, denominator, value];

async function measureTable(asked: Of<'measure'>, { store, database, model }: Standing): Promise<Table> {
  const { measure: id, from, to, asAt, asKnownAt, by } = asked;
  const measure = model.measures.find((one) => one.id === id);
  if (measure === undefined) throw new CannotBeDone(`There is no measure ${id}.`);
  const basis = await readBasis(store, model.measures, asKnownAt);
  const question = { from, to, asAt, asKnownAt, ...(by === undefined ? {} : { by }) };
  const { answer } = await inOneSnapshot(database, (sql) => askMeasures(sql, [measure], question, basis));
  const [found] = answer;
  const head = [found!.measure, found!.countedAs, found!.title, from, to, asAt, asKnownAt, found!.unit];
  return {
    name: `${id.toLowerCase()}-${from}-to-${to}`,
    heads: [
      'Measure',
      'Counted as',
      'Title',
      'From',
      'To',
      'As at',
      'As known at',
      'Unit',
      'Part',
      'Numerator',
      'Denominator',
      'Value',
    ],
    rows: [
      [...head, 'Total', ...shares(found!)],
      ...(found!.parts ?? []).map((part): readonly Field[] => [...head, part.name, ...shares(part)]),
    ],
  };
}

async function scorecardTable(
  { asAt, asKnownAt }: Of<'scorecard'>,
  { store, database, model }: Standing,
): Promise<Table> {
  const basis = { reference: await readReference(store, asKnownAt), catalogue: model.measures };
  const own = model.measures.filter(({ id }) => !id.includes('.')); // variants stand in for their measure, not beside it
  const { answer: lines } = await inOneSnapshot(database, (sql) => askScorecard(sql, own, asAt, asKnownAt, basis));
  const areas = [...new Set(lines.flatMap((line) => Object.keys(line.areas)))].sort();
  const heads = ['Measure', 'Counted as', 'Title', 'Unit', 'Month numerator', 'Month denominator', 'Month', ...areas];
  return {
    name: `scorecard-${asAt}`,
    heads: [...heads, 'Six months before', 'Year to date', 'Trend', 'Target', 'Rating', 'England'],
    rows: lines.map((line) => [
      ...[line.measure, line.countedAs, line.title, line.unit],
      ...shares(line.month),
      ...areas.map((area) => line.areas[area]?.value ?? null),
      ...[line.previousSixMonths.value, line.yearToDate.value, line.trend, line.target, line.rating],
      line.comparators.find(({ area }) => area === 'England')?.value ?? null,
    ]),
  };
}

/** A frozen report's own cells: what was given out, whatever has been entered since. */
async function frozenTable({ report: id }: Of<'frozen-report'>, { store }: Standing): Promise<Table> {
  const frozen = await frozenReport(store, id);
  if (frozen === undefined) throw new CannotBeDone(`There is no frozen report ${id}.`);
  return {
    name: id,
    heads: [
      'Cell',
      'Card',
      'Line',
      'Column',
      'Measure',
      'From',
      'To',
      'As at',
      'Numerator',
      'Denominator',
      'Value',
      'Printed',
    ],
    rows: frozen.cells.map(
      ({ cell, card, line, column, measure, from, to, asAt, numerator, denominator, value, text }) => [
        ...[
          cell,
          card,
          line,
          column,
          measure,
          from,
          to,
          asAt,
          numerator ?? null,
          denominator ?? null,
          value ?? null,
          text === '-' ? null : text, // a dash stands for nothing, and would be taken for a formula
        ],
      ],
    ),
  };
}

async function reportFile(
  asked: Of<'report'>,
  { store, database, model }: Standing,
  { progress }: Underway,
): Promise<Produced> {
  const { report: id, asAt, asKnownAt, isPublic, format } = asked;
  const definition = reportDefinition(id, asAt);
  if (definition === undefined)
    throw new CannotBeDone(`There is no report ${id}: there are ${reportNames.join(', ')}.`);
  progress(0, 1);
  const { answer } = await askReport({ store, database }, { definition, asAt, asKnownAt, isPublic }, model.measures);
  progress(1, 1);
  const { contentType: type, write } = formats[format];
  const written = Buffer.from(await write(answer));
  const rows = answer.cards.length;
  const name = `${id}-${asAt}${isPublic ? '-public' : ''}.${format}`;
  // The command line writes the same without the mark, for programs to read.
  const content = format === 'csv' ? Buffer.concat([Buffer.from('\u{FEFF}'), written]) : written;
  return { result: `${rows} ${rows === 1 ? 'card' : 'cards'}.`, file: { name, type, rows, content } };
}
