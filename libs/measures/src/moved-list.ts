import type { PlainDate } from '#calendar/plain-date';
import type { Asked } from './counted.ts';
import { list, type Known, type Listed, type Place } from './evaluate.ts';
import type { Measure } from './measure.ts';

/** A row that entered a list (from 0), left it (to 0), or counts for another amount now. */
export interface MovedLine {
  readonly rowId: string;
  readonly childId: string;
  readonly team: string;
  readonly area: string;
  readonly on: PlainDate | null;
  readonly side: 'numerator' | 'denominator';
  readonly from: number;
  readonly to: number;
  /** Of a percentile: what the row's own value was and is, where that moved. */
  readonly value?: { readonly from: number | null; readonly to: number | null };
}

/** A measure as it is defined at one time, and the rows known then. */
export interface State {
  readonly measure: Measure;
  readonly known: Known;
}

/**
 * What moved in a figure's list between two states of knowledge: the sum of `to - from` is the movement of the numerator
 * and of the denominator. Rows that are the same in both states may be left out of both, unless the measure counts
 * something once that several children share, or is another definition now.
 */
export function movedLines(before: State, after: State, asked: Asked, place: Place = {}): readonly MovedLine[] {
  const was = list(before.measure, before.known, asked, place);
  const is = list(after.measure, after.known, asked, place);
  const [valueBefore, valueAfter] = [valuesIn(before), valuesIn(after)];
  return (['numerator', 'denominator'] as const).flatMap((side) => {
    const [old, now] = [amounts(was, side), amounts(is, side)];
    const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
    return ids.flatMap((rowId): readonly MovedLine[] => {
      const { childId, team, area, on } = (now.get(rowId) ?? old.get(rowId))!.line;
      const [from, to] = [old.get(rowId)?.amount ?? 0, now.get(rowId)?.amount ?? 0];
      const isPercentile = side === 'numerator' && after.measure.percentile !== undefined;
      const value = {
        from: old.has(rowId) ? valueBefore(rowId) : null,
        to: now.has(rowId) ? valueAfter(rowId) : null,
      };
      if (from === to && !(isPercentile && value.from !== value.to)) return [];
      return [{ rowId, childId, team, area, on, side, from, to, ...(isPercentile ? { value } : {}) }];
    });
  });
}

/** What moved lines come to on one side: the movement of the figure. Hundredths are added as whole numbers. */
export const movementOf = (lines: readonly MovedLine[], side: MovedLine['side']): number =>
  lines.filter((one) => one.side === side).reduce((sum, one) => sum + Math.round((one.to - one.from) * 1e6), 0) / 1e6;

function amounts(lines: readonly Listed[], side: MovedLine['side']) {
  const amountOf = (line: Listed) => (side === 'numerator' ? line.adds : line.addsBelow) ?? 1;
  return new Map(lines.filter((one) => one[side]).map((line) => [line.rowId, { line, amount: amountOf(line) }]));
}

/** The value of each row of a percentile. */
function valuesIn({ measure, known }: State): (rowId: string) => number | null {
  const { percentile, numerator } = measure;
  if (percentile === undefined) return () => null;
  const rows = new Map(known(numerator.projection.name).map((row) => [row.rowId, row]));
  return (rowId) => (rows.get(rowId)?.cells[percentile.of] as number | null | undefined) ?? null;
}
