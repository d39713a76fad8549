import type { Instant } from '#calendar/instant';
import type { Asked } from '#measures/counted';
import type { By, Place } from '#measures/evaluate';
import { figure, type Figure } from '#measures/figure';
import { isCount, type Measure } from '#measures/measure';
import type { FigureColumn, FigureSource } from './report.ts';

/** One figure a report needs. */
export interface Wanted {
  readonly measure: Measure;
  readonly asked: Asked;
  readonly place: Place;
  /** All areas at once: which there are is known when the answer is. */
  readonly each?: 'area';
}

/** The figures that were asked for, one by one or all parts of a whole. */
export interface Figures {
  readonly figureOf: (one: Wanted) => Figure;
  readonly partsOf: (one: Wanted, by: By) => ReadonlyMap<string, Figure>;
}

/** People aged 0 to 17 in an area or `TOTAL`, as of a question; null where no estimate is loaded. */
export type PopulationOf = (area: string, asked: Asked) => number | null;

/**
 * Asks for many figures in few calls: every period and breakdown once, and together those that the same measures are
 * asked in. A part in which nothing was counted is the figure of no rows.
 */
export async function figuresOf(
  wanted: readonly Wanted[],
  asKnownAt: Instant | null,
  source: FigureSource,
  population: PopulationOf,
): Promise<Figures> {
  const answers = new Map<string, ReadonlyMap<string, Figure>>();
  for (const { measures, columns } of callsFor(wanted, asKnownAt)) {
    const figures = await source(measures, columns);
    for (const measure of measures)
      for (const { name } of columns) answers.set(`${measure.id} ${name}`, figures.get(measure.id)!.get(name)!);
  }
  const partsOf: Figures['partsOf'] = ({ measure, asked }, by) => answers.get(`${measure.id} ${nameOf(asked, by)}`)!;
  const figureOf: Figures['figureOf'] = ({ measure, asked, place }) => {
    const part = Object.values(place)[0] as string | undefined;
    const bys: readonly By[] = part === undefined ? ['total', 'area', 'team', 'group'] : [byOf({ place })];
    const cells = bys.map((by) => answers.get(`${measure.id} ${nameOf(asked, by)}`)).find((one) => one !== undefined)!;
    return cells.get(part ?? 'total') ?? noRows(measure, asked, population(part ?? 'TOTAL', asked));
  };
  return { figureOf, partsOf };
}

interface Call {
  readonly measures: readonly Measure[];
  readonly columns: readonly FigureColumn[];
}

/** Columns with the measures each is asked for; a breakdown brings the total with it. */
function callsFor(wanted: readonly Wanted[], asKnownAt: Instant | null): readonly Call[] {
  const broken = new Set(
    wanted.filter((one) => byOf(one) !== 'total').map(({ measure, asked }) => `${measure.id} ${dates(asked)}`),
  );
  const columns = new Map<string, { column: FigureColumn; measures: Map<string, Measure> }>();
  for (const one of wanted) {
    const { measure, asked } = one;
    const by = byOf(one);
    if (by === 'total' && broken.has(`${measure.id} ${dates(asked)}`)) continue;
    const name = nameOf(asked, by);
    const found = columns.get(name) ?? {
      column: { name, asked: { ...asked, asKnownAt }, by },
      measures: new Map<string, Measure>(),
    };
    found.measures.set(measure.id, measure);
    columns.set(name, found);
  }
  const calls = new Map<string, { measures: readonly Measure[]; columns: FigureColumn[] }>();
  for (const { column, measures } of columns.values()) {
    const key = [...measures.keys()].sort().join(' ');
    const call = calls.get(key) ?? { measures: [...measures.values()], columns: [] };
    call.columns.push(column);
    calls.set(key, call);
  }
  return [...calls.values()];
}

/** How a place is asked for. Refuses (RangeError) two parts at once: no source breaks a figure down twice. */
function byOf({ place, each }: Pick<Wanted, 'place' | 'each'>): By {
  const parts = (['team', 'area', 'group'] as const).filter((part) => place[part] !== undefined || each === part);
  if (parts.length > 1) throw new RangeError(`A cell is of one part of the authority, not of ${parts.join(' and ')}.`);
  return parts[0] ?? 'total';
}

const dates = ({ from, to, asAt }: Asked): string => `${from} ${to} ${asAt}`;
const nameOf = (asked: Asked, by: By): string => `${dates(asked)} ${by}`;

const noRows = (measure: Measure, asked: Asked, population: number | null): Figure =>
  measure.percentile === undefined
    ? figure(measure, 0, isCount(measure.denominator) ? 0 : null, asked, population)
    : { numerator: 0, denominator: null, value: null };
