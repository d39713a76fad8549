import type { PlainDate } from '#calendar/plain-date';
import type { Instant } from '#calendar/instant';
import { measureById } from '#projections/index';
import { notesOf, overrides } from '#reporting/print-text';
import type { ReportCard, ReportCell, ReportLine } from '#reporting/report';
import { sparkline } from '../../charts/sparkline.ts';
import { addressOf, judgedTag, measureAddress, periodWords, valueText } from './figure-words.ts';
import type { MonthlyFigure } from './months.query.ts';

interface Around {
  readonly dates: { readonly asAt: PlainDate; readonly asKnownAt: Instant | null };
  readonly isPublic: boolean;
  /** The card's measure month by month, where it is shown. */
  readonly course: readonly MonthlyFigure[] | undefined;
  readonly mayWrite: boolean;
}

/** A card as the page draws it: texts, and for every figure the address that opens it. */
export function shownCard(card: ReportCard, index: number, around: Around): object {
  const { dates, isPublic, course, mayWrite } = around;
  const { title, subtitle, measure, columns, current } = card;
  const address = { measure, asAt: dates.asAt };
  return {
    id: `card-${index + 1}`,
    title,
    subtitle,
    measure,
    columns,
    current,
    lines: card.lines.map((line) => shownLine(line, dates.asKnownAt, isPublic)),
    facts: card.facts.map((line) => shownLine(line, dates.asKnownAt, isPublic)),
    beside: besideOf(card),
    notes: [...overrides(card), ...notesOf(card)],
    commentary: card.commentary,
    course: course === undefined || isPublic ? undefined : courseOf(measure, index, course, card.target?.value ?? null),
    write: mayWrite && !isPublic ? addressOf('/performance/commentary', address) : undefined,
    override: mayWrite && !isPublic && isJudged(card) ? addressOf('/performance/rating', address) : undefined,
  };
}

const isJudged = ({ prints = [] }: ReportCard): boolean => prints.includes('rating') || prints.includes('trend');

const shownLine = ({ label, cells }: ReportLine, asKnownAt: Instant | null, isPublic: boolean) => ({
  label,
  isValue: cells[0]?.show === 'value',
  cells: cells.map((cell) => ({
    text: cell.text,
    // What is published leads nowhere: what it was hidden for would be one click away.
    href: isPublic || cell.text === 'N/A' ? undefined : addressOfCell(cell, asKnownAt),
    about: periodWords(cell.asked),
  })),
});

const addressOfCell = ({ measure, asked, place, months }: ReportCell, asKnownAt: Instant | null): string =>
  measureAddress(measure, asked, asKnownAt, place, {
    averaged: months === undefined ? undefined : String(months.length),
  });

/** Target, rating, trend and published figures, under the column they are about. */
function besideOf(card: ReportCard): readonly object[] {
  const prints = (what: 'target' | 'rating' | 'trend') => (card.prints ?? []).includes(what);
  return [
    ...(prints('target') && card.target !== null ? [{ label: card.target.label, text: card.target.text }] : []),
    ...(prints('rating') ? [{ label: 'Performance rating', tag: judgedTag('rating', card.rating) }] : []),
    ...(prints('trend') ? [{ label: 'Trend', tag: judgedTag('trend', card.trend) }] : []),
    ...card.comparators.map(({ label, text }) => ({ label, text })),
  ];
}

/** The small line, with a name that says its first and last value. */
function courseOf(
  id: string,
  index: number,
  months: readonly MonthlyFigure[],
  target: number | null,
): string | undefined {
  const measure = measureById(id)!;
  const known = months.filter(({ figure }) => figure.value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return undefined;
  const title = `By month: ${valueText(measure, first.figure)} in ${periodWords(first.asked)}, ${valueText(measure, last.figure)} in ${periodWords(last.asked)}`;
  const isComparable = measure.unit !== 'count' || measure.numerator.kind === 'stock';
  return sparkline({
    id: `course-${index + 1}`,
    title,
    values: months.map(({ figure }) => figure.value),
    target: isComparable ? target : null,
  });
}
