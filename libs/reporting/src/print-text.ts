import { printedCount } from './printing.ts';
import { inWords } from './rating.ts';
import type { Judged, Report, ReportCard } from './report.ts';
import { longMonth } from './windows.ts';

/** A report as plain text, card by card as the councils print them. */
export function asText(report: Report): string {
  const known = report.asKnownAt === null ? '' : `, as known at ${report.asKnownAt}`;
  const head = `${report.title}: ${longMonth(report.asAt)}\nAs at ${report.asAt}${known}${report.isPublic ? '. Counts of 1 to 5 are shown as c.' : ''}`;
  return `${[head, ...report.cards.map(cardText), aligned(legend)].join('\n\n\n')}\n`;
}

function cardText(card: ReportCard): string {
  const rows = [
    ['', ...card.columns],
    ...card.lines.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)]),
    ...belowTheLines(card).map(([label, text]) => [label, ...under(card, text)]),
  ];
  const facts = card.facts.map(({ label, cells }) => `${label}: ${cells.map(({ text }) => text).join(', ')}`);
  return [
    [card.title, card.subtitle].filter((line) => line !== null).join('\n'),
    aligned(rows),
    ...overrides(card),
    ...facts,
    ...notesOf(card).map((note) => `Note: ${note}`),
    ...(card.commentary === null ? [] : ['', card.commentary]),
  ].join('\n');
}

/** What is said about a card in small print: its own note, and what its areas leave out. */
export function notesOf({ notes, outsideAreas }: ReportCard): readonly string[] {
  if (outsideAreas === null || outsideAreas === 0) return notes;
  return [
    ...notes,
    `${printedCount(outsideAreas)} of the total are with teams that serve the whole authority and stand in no area column.`,
  ];
}

const under = ({ columns, current }: ReportCard, text: string): readonly string[] =>
  columns.map((_, i) => (i === current ? text : ''));

/** Target, rating, trend and comparators: what stands below the counted lines, as label and text. */
export function belowTheLines(card: ReportCard): readonly (readonly [string, string])[] {
  const isPrinted = (what: 'target' | 'rating' | 'trend') => (card.prints ?? []).includes(what);
  const { target, rating, trend } = card;
  return [
    ...(isPrinted('target') && target !== null ? [[target.label, target.text] as const] : []),
    ...(isPrinted('rating') ? [['Performance rating', rating.shown ?? 'not rated'] as const] : []),
    ...(isPrinted('trend') ? [['Trend', trend.shown ?? 'not rated'] as const] : []),
    ...card.comparators.map(({ label, text }) => [label, text] as const),
  ];
}

/** What was computed beside what is shown, where somebody overrode it, and why. */
export function overrides({ rating, trend, prints = [] }: ReportCard): readonly string[] {
  const said = (what: 'rating' | 'trend', name: string, { computed, shown, reason }: Judged) =>
    reason === undefined || shown === null || !prints.includes(what)
      ? []
      : [
          `${name} shown as ${shown} (${inWords(what, shown)}); by rule ${computed === null ? 'not rated' : `${computed} (${inWords(what, computed)})`}. Reason: ${reason}`,
        ];
  return [...said('rating', 'Rating', rating), ...said('trend', 'Trend', trend)];
}

/** Labels to the left, everything else to the right under its heading. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

/** What the colours say, as the councils print it under their cards. */
export const legend: readonly (readonly [string, string, string, string])[] = [
  ['', 'RED', 'AMBER', 'GREEN'],
  ['Rating', inWords('rating', 'RED'), inWords('rating', 'AMBER'), inWords('rating', 'GREEN')],
  ['Trend', inWords('trend', 'RED'), inWords('trend', 'AMBER'), inWords('trend', 'GREEN')],
];
