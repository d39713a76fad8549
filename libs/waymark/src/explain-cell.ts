import type { Instant } from '#calendar/instant';
import type { EventStore } from '#event-store/event-store';
import type { Asked } from '#measures/counted';
import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import { explainFigure, type Explained, type Explanation } from '#projecting/explain';
import type { NotCounted } from '#measures/explain-rows';
import type { Sql } from '#projecting/reading-database';
import { placeOfCell, stepsOf, type FrozenCell } from '#reporting/frozen-report';
import { marked, restrictedChildren, type Marked } from './restricted.ts';

/** An explanation as it is shown: restricted records are counted, and named nowhere. */
export type ShownExplanation = Omit<Explanation, 'counted' | 'notCounted'> & {
  readonly counted: readonly Marked<Explanation['counted'][number]>[];
  readonly notCounted: readonly Marked<NotCounted>[];
};

/** Takes the names of restricted records out of an explanation, but for those that may be opened; its length and sums stay. */
export async function shownExplanation(
  sql: Sql,
  explanation: Explanation,
  mayOpen?: ReadonlySet<string>,
): Promise<ShownExplanation> {
  const restricted = await restrictedChildren(sql, mayOpen);
  return {
    ...explanation,
    counted: explanation.counted.map((line) => marked<Explanation['counted'][number] & Explained>(line, restricted)),
    notCounted: explanation.notCounted.map((line) => marked(line, restricted)),
  };
}

/** One period of a report's cell, opened. */
export interface ExplainedStep extends Asked {
  readonly figure: Figure;
  readonly explanation: ShownExplanation;
}

/**
 * A cell of a report opened: one step, or each month (or week) of an average. The sums of each step's explanation are the
 * counts of its figure.
 */
export async function explainCell(
  store: EventStore,
  sql: Sql,
  cell: FrozenCell,
  measure: Measure,
  asKnownAt: Instant | null,
  limit: number,
): Promise<readonly ExplainedStep[]> {
  const steps: ExplainedStep[] = [];
  for (const { from, to, asAt, numerator, denominator, value } of stepsOf(cell)) {
    const asked = { from, to, asAt };
    const found = await explainFigure(store, sql, measure, { ...asked, asKnownAt }, placeOfCell(cell), limit);
    const explanation = await shownExplanation(sql, found);
    steps.push({ ...asked, figure: { numerator, denominator, value }, explanation });
  }
  return steps;
}
