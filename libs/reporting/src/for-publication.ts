import type { Measure } from '#measures/measure';
import { relationsOf, type Variable } from './suppression/relations.ts';
import { suppressedIn } from './suppression/suppress.ts';
import type { Report, ReportCard, ReportCell, ReportLine } from './report.ts';

/** How a hidden count is printed (catalogue C.0.13, SP01). */
export const HIDDEN = 'c';

/**
 * A report for publication: counts of 1 to 5 are hidden, and as many more as are needed so that none can be had from the
 * others by adding and subtracting. A percentage, rate, net or rest is hidden with any of its parts, and what is judged on a
 * hidden value is not rated. What somebody wrote under a card is theirs to publish, and stays.
 */
export function forPublication(report: Report, measureById: (id: string) => Measure | undefined): Report {
  const relations = relationsOf(report, measureById);
  const hidden = suppressedIn(relations);
  const isHidden = (name: Variable | null) => name !== null && hidden.has(name);
  const line = ({ label, cells }: ReportLine): ReportLine => ({
    label,
    cells: cells.map(({ months: _, ...cell }) =>
      relations.partsOf(cell).some(isHidden) ? withoutNumbers(cell) : cell,
    ),
  });
  return {
    ...report,
    isPublic: true,
    cards: report.cards.map((card) =>
      publicCard({ ...card, lines: card.lines.map(line), facts: card.facts.map(line) }),
    ),
  };

  function publicCard(card: ReportCard): ReportCard {
    const isJudgedOnHidden = relations.judgedOn(card).some(isHidden);
    const notRated = { computed: null, shown: null };
    return {
      ...card,
      ...(isJudgedOnHidden ? { rating: notRated, trend: notRated } : {}),
      outsideAreas: isHidden(relations.outsideAreas(card)) ? null : card.outsideAreas,
    };
  }
}

/** Nothing of the figure stays; the single months of an average never do. */
function withoutNumbers(cell: ReportCell): ReportCell {
  return {
    ...cell,
    text: HIDDEN,
    value: null,
    figure: { numerator: Number.NaN, denominator: null, value: null }, // not a number: null in JSON
    suppressed: true,
  };
}
