import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { By, Place } from '#measures/evaluate';
import { figure, type Figure } from '#measures/figure';
import { isCount, type Measure } from '#measures/measure';
import type { Sql } from '#projecting/reading-database';
import { populationIn } from '#reference/in-force';
import type { Reference } from '#reference/reference';
import { askedIn, monthsOf } from '#reporting/windows';
import { readModelSource } from '#waymark/figure-sources';

/** One month of a measure: what was asked, and what it came to. */
export interface MonthlyFigure {
  readonly asked: Asked;
  readonly figure: Figure;
}

/** The months that end with a day, in order; the last one as far as the day. */
export const lastMonths = (asAt: PlainDate, months: number): readonly Asked[] =>
  monthsOf(askedIn({ kind: 'rollingMonths', months }, asAt));

/** Measures month by month up to a day, all in one question. Measures are taken as given: choose the definition in force before. */
export async function monthlyFigures(
  sql: Sql,
  measures: readonly Measure[],
  { asAt, asKnownAt }: { readonly asAt: PlainDate; readonly asKnownAt: Instant | null },
  reference: Reference,
  months: number,
): Promise<ReadonlyMap<string, readonly MonthlyFigure[]>> {
  const asked = lastMonths(asAt, months);
  const columns = asked.map((one) => ({ name: one.to, asked: { ...one, asKnownAt }, by: 'total' as const }));
  const found = await readModelSource(sql, reference)(measures, columns);
  return new Map(
    measures.map(({ id }) => [
      id,
      asked.map((one) => ({ asked: one, figure: found.get(id)!.get(one.to)!.get('total')! })),
    ]),
  );
}

/** One measure in many periods, at one place, and its parts in the first of them: all in one question. */
export async function figuresIn<Part extends By>(
  sql: Sql,
  measure: Measure,
  reference: Reference,
  asKnownAt: Instant | null,
  place: Place,
  periods: readonly Asked[],
  broken: readonly Part[],
) {
  const placed = (['team', 'area', 'group'] as const).find((part) => place[part] !== undefined);
  const part = placed === undefined ? 'total' : place[placed]!;
  const column = (asked: Asked, i: number | Part, by: By) => ({
    name: String(i),
    asked: { from: asked.from, to: asked.to, asAt: asked.asAt, asKnownAt },
    by,
  });
  const columns = [
    ...periods.map((asked, i) => column(asked, i, placed ?? 'total')),
    ...broken.map((by) => column(periods[0]!, by, by)),
  ];
  const found = (await readModelSource(sql, reference)([measure], columns)).get(measure.id)!;
  const partsOf = (by: Part) =>
    [...(found.get(by) ?? [])].filter(([name]) => name !== 'total').map(([name, one]) => ({ name, ...one }));
  return {
    whole: periods.map((asked, i) => found.get(String(i))!.get(part) ?? ofNoRows(measure, asked, reference, part)),
    parts: { area: partsOf('area' as Part), team: partsOf('team' as Part), group: partsOf('group' as Part) },
  };
}

/** A part in which nothing was counted. */
function ofNoRows(measure: Measure, asked: Asked, reference: Reference, part: string): Figure {
  if (measure.percentile) return { numerator: 0, denominator: null, value: null };
  const people = populationIn(reference, part === 'total' ? 'TOTAL' : part, asked.asAt)?.age0to17 ?? null;
  return figure(measure, 0, isCount(measure.denominator) ? 0 : null, asked, people);
}
