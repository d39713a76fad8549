import type { Listed } from '#measures/evaluate';
import type { Measure } from '#measures/measure';
import type { Sql } from '#projecting/reading-database';
import { askMeasures, type MeasureAnswer, type MeasureAsked } from './questions.ts';
import type { Basis } from './reference-data.ts';

/** Where a row stands in a figure. */
export interface Standing {
  readonly numerator: boolean;
  readonly denominator: boolean;
}

/** A row that two definitions treat differently; null where a definition does not count it at all. */
export interface DifferentRow extends Pick<Listed, 'rowId' | 'childId' | 'on' | 'team' | 'area'> {
  readonly before: Standing | null;
  readonly after: Standing | null;
}

/** Two definitions of a measure side by side: both figures, and the rows that make the difference. */
export interface DefinitionDifference {
  readonly before: MeasureAnswer;
  readonly after: MeasureAnswer;
  readonly rows: readonly DifferentRow[];
}

/**
 * A measure by one definition and by others, in the same window and as known at the same instant. Definitions are taken as
 * named here, whatever policy is in force. Use it before a policy is set, and to explain a figure that moved when one was.
 */
export async function definitionDifferences(
  sql: Sql,
  one: Measure,
  others: readonly Measure[],
  asked: MeasureAsked,
  { reference }: Basis,
): Promise<readonly DefinitionDifference[]> {
  const asNamed: Basis = { reference: { ...reference, policies: [] }, catalogue: [] };
  const { by: _, ...whole } = asked;
  const [before, ...after] = await askMeasures(sql, [one, ...others], { ...whole, withList: true }, asNamed);
  return after.map((answer) => {
    const { rows: rowsBefore = [], ...figureBefore } = before!;
    const { rows: rowsAfter = [], ...figureAfter } = answer;
    return { before: figureBefore, after: figureAfter, rows: differentRows(rowsBefore, rowsAfter) };
  });
}

/** The rows of two lists that stand differently in them, in the order of their days. */
export function differentRows(before: readonly Listed[], after: readonly Listed[]): readonly DifferentRow[] {
  const [old, now] = [byRow(before), byRow(after)];
  return [...new Map([...old, ...now])]
    .filter(([key]) => !isSame(old.get(key), now.get(key)))
    .map(([key, { rowId, childId, on, team, area }]) => ({
      ...{ rowId, childId, on, team, area },
      before: standing(old.get(key)),
      after: standing(now.get(key)),
    }))
    .sort((a, b) => (a.on ?? '').localeCompare(b.on ?? '') || (a.rowId < b.rowId ? -1 : 1));
}

const byRow = (rows: readonly Listed[]) => new Map(rows.map((row) => [`${row.childId} ${row.rowId}`, row]));

const standing = (row: Listed | undefined): Standing | null =>
  row === undefined ? null : { numerator: row.numerator, denominator: row.denominator };

/** Where something is added up, a row may be in both and add another amount. */
const isSame = (a: Listed | undefined, b: Listed | undefined): boolean =>
  a?.numerator === b?.numerator &&
  a?.denominator === b?.denominator &&
  a?.adds === b?.adds &&
  a?.addsBelow === b?.addsBelow;
