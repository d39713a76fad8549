import { formulaSafe } from './formula-safe.ts';
import type { Report, ReportCard, ReportCell } from './report.ts';

const heads = [
  'card',
  'line',
  'column',
  'measure',
  'shows',
  'from',
  'to',
  'as_at',
  'place',
  'value',
  'unit',
  'numerator',
  'denominator',
  'printed',
] as const;

type Field = string | number | null;

/**
 * A report as CSV (RFC 4180), one row for each cell and one for each target, rating, trend and comparator: numbers as
 * plain numbers, text safe from being taken for a formula. What public mode hides has no number here either.
 */
export function asCsv(report: Report): string {
  const rows = report.cards.flatMap((card) => [...cellRows(card), ...rowsBeside(card)]);
  return [heads, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function cellRows(card: ReportCard): readonly (readonly Field[])[] {
  const row = (label: string, column: string, cell: ReportCell): readonly Field[] => {
    const { measure, show, asked, place, value, unit, figure, text } = cell;
    const parts = Object.values(place).join(' ') || 'TOTAL';
    const counts = cell.suppressed ? [null, null] : [figure.numerator, figure.denominator];
    return [
      card.title,
      label,
      column,
      measure,
      show,
      asked.from,
      asked.to,
      asked.asAt,
      parts,
      value,
      unit,
      ...counts,
      text,
    ];
  };
  return [
    ...card.lines.flatMap(({ label, cells }) => cells.map((cell, i) => row(label, card.columns[i]!, cell))),
    ...card.facts.flatMap(({ label, cells }) => cells.map((cell) => row(label, card.columns[card.current]!, cell))),
  ];
}

function rowsBeside(card: ReportCard): readonly (readonly Field[])[] {
  const { target, rating, trend, comparators, columns, current, measure } = card;
  const row = (label: string, shows: string, value: number | null, text: string): readonly Field[] => [
    card.title,
    label,
    columns[current]!,
    measure,
    shows,
    null,
    null,
    null,
    null,
    value,
    null,
    null,
    null,
    text,
  ];
  return [
    ...(target === null ? [] : [row(target.label, 'target', target.value, target.text)]),
    ...(rating.shown === null ? [] : [row('Performance rating', 'rating', null, rating.shown)]),
    ...(trend.shown === null ? [] : [row('Trend', 'trend', null, trend.shown)]),
    ...comparators.map(({ label, value, text }) => row(label, 'comparator', value, text)),
  ];
}

function field(value: Field): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formulaSafe(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
