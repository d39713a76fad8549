import { addDays, type PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { Place } from '#measures/evaluate';
import { countKey, isCount, type Count, type Measure } from '#measures/measure';
import type { Report, ReportCard, ReportCell } from '../report.ts';
import type { Equation, Variable } from './pinned.ts';
import { isSmall, type Page } from './suppress.ts';

export type { Variable } from './pinned.ts';

/** The counts of a report and all that is known to hold between them, with the counts that each thing printed gives away. */
export interface Relations extends Page {
  readonly partsOf: (cell: ReportCell) => readonly Variable[];
  readonly judgedOn: (card: ReportCard) => readonly Variable[];
  readonly outsideAreas: (card: ReportCard) => Variable | null;
}

/** A count by what it counts; of which days; where. Averages over months are counts of their own. */
interface Point {
  readonly what: string;
  readonly when: string;
  readonly place: string;
}

const nameOf = ({ what, when, place }: Point): Variable => `${what} | ${when} | ${place}`;
const TOTAL = 'TOTAL';
const OUTSIDE = 'OUTSIDE';
const whereOf = (place: Place): string =>
  Object.entries(place)
    .map(([kind, part]) => `${kind} ${part}`)
    .join(' ') || TOTAL;
const datesOf = ({ from, to, asAt }: Asked): string => `${from} ${to} ${asAt}`;

/** Everything that ties the counts of a report together. An equation that does not hold in fact helps nobody, and is left out. */
export function relationsOf(report: Report, measureById: (id: string) => Measure | undefined): Relations {
  const made = new Gathered();
  const cells = report.cards.flatMap(({ lines, facts }) => [...lines, ...facts].flatMap((line) => line.cells));
  for (const cell of cells) made.take(cell, measureById(cell.measure)!);
  made.tieParts();
  made.tieDays();
  made.tieStocks(measureById);
  const parts = (cell: ReportCell) => made.pointsOf(cell, measureById(cell.measure)!).map(nameOf);
  const currentOf = (card: ReportCard) =>
    card.lines.flatMap(({ cells: own }) =>
      own.filter((cell, i) => i === card.current && cell.measure === card.measure),
    );
  return {
    counts: made.counts,
    equations: made.equations.filter((one) => holds(one, made.counts)),
    small: made.small,
    shares: made.shares,
    partsOf: parts,
    judgedOn: (card) => currentOf(card).flatMap(parts),
    outsideAreas: (card) => {
      const measure = measureById(card.measure)!;
      const [cell] = currentOf(card);
      // What the note counts is what a share is of, else the count itself.
      const point = cell && made.pointsOf({ ...cell, show: 'value' }, measure).at(measure.unit === 'percent' ? 1 : 0);
      return point === undefined ? null : nameOf({ ...point, place: `${OUTSIDE} area` });
    },
  };
}

const holds = (equation: Equation, counts: ReadonlyMap<Variable, number>): boolean => {
  const terms = [...equation];
  return (
    terms.some(([name]) => !counts.has(name)) ||
    Math.abs(terms.reduce((sum, [name, times]) => sum + times * counts.get(name)!, 0)) < 1e-9
  );
};

/** Collects the counts of a page, each once. */
class Gathered {
  readonly counts = new Map<Variable, number>();
  readonly small = new Set<Variable>();
  readonly equations: Equation[] = [];
  readonly shares: (readonly [Variable, Variable])[] = [];
  private readonly points = new Map<Variable, Point>();
  /** The flows whose days may be added up, with their days. */
  private readonly flows = new Map<string, { readonly point: Point; readonly asked: Asked }[]>();

  take(cell: ReportCell, measure: Measure): void {
    const { figure, asked } = cell;
    const [above, below, rest] = this.points3(cell, measure);
    const isNet = measure.unit === 'net';
    if (above) this.put(above, figure.numerator);
    if (below && figure.denominator !== null) this.put(below, figure.denominator);
    if (above && below && rest && !isNet && figure.denominator !== null) {
      this.put(rest, figure.denominator - figure.numerator);
      this.shares.push([nameOf(above), nameOf(rest)]);
      this.tie([
        [above, 1],
        [rest, 1],
        [below, -1],
      ]);
    }
    if (cell.show === 'rest' && rest && cell.value !== null && isSmall(cell.value)) this.small.add(nameOf(rest));
    if (cell.averaging !== undefined) return;
    if (above && isAdditive(measure.numerator)) this.noteFlow(above, asked);
    if (below && isCount(measure.denominator) && isAdditive(measure.denominator)) this.noteFlow(below, asked);
  }

  /** What a cell gives away: for a share all three of its counts; for a mean also the whole it is the mean of. */
  pointsOf(cell: ReportCell, measure: Measure): readonly Point[] {
    const [above, below, rest] = this.points3(cell, measure);
    const own =
      cell.show === 'numerator'
        ? [above]
        : cell.show === 'denominator'
          ? [below]
          : cell.show === 'rest'
            ? [rest ?? above, rest ? undefined : below]
            : [above, below, rest];
    const said = own.filter((one) => one !== undefined);
    if (cell.averaging === undefined) return said;
    return said.flatMap((point) => [point, { ...point, when: datesOf(cell.asked) }]);
  }

  private points3(
    cell: ReportCell,
    measure: Measure,
  ): readonly [Point | undefined, Point | undefined, Point | undefined] {
    const { denominator, numerator, unit } = measure;
    const when = `${datesOf(cell.asked)}${cell.averaging === undefined ? '' : ` ${cell.averaging}`}`;
    const place = whereOf(cell.place);
    const point = (what: string): Point => ({ what, when, place });
    const above = numerator.sum === undefined ? point(countKey(numerator)) : undefined;
    const below = isCount(denominator) && denominator.sum === undefined ? point(countKey(denominator)) : undefined;
    const hasRest = above && below && unit === 'percent' && (cell.figure.denominator ?? 0) >= cell.figure.numerator;
    return [above, below, hasRest ? point(`${below.what} without ${above.what}`) : undefined];
  }

  private put(point: Point, count: number): void {
    this.counts.set(nameOf(point), count);
    this.points.set(nameOf(point), point);
  }

  private tie(terms: readonly (readonly [Point, number])[]): void {
    this.equations.push(new Map(terms.map(([point, times]) => [nameOf(point), times])));
  }

  private noteFlow(point: Point, asked: Asked): void {
    const key = `${point.what} | ${point.place}`;
    const known = this.flows.get(key) ?? [];
    if (!known.some((one) => one.point.when === point.when)) known.push({ point, asked });
    this.flows.set(key, known);
  }

  /** Areas (teams, groups) and what stands in none of them come to the total; outside them too a share has a rest. */
  tieParts(): void {
    for (const total of [...this.points.values()].filter(({ place }) => place === TOTAL))
      for (const kind of ['area', 'team', 'group']) {
        const parts = [...this.points.values()].filter(
          ({ what, when, place }) => what === total.what && when === total.when && place.startsWith(`${kind} `),
        );
        if (parts.length === 0) continue;
        const outside = { ...total, place: `${OUTSIDE} ${kind}` };
        const left = parts.reduce((sum, part) => sum - this.counts.get(nameOf(part))!, this.counts.get(nameOf(total))!);
        if (left < 0) continue;
        this.put(outside, left);
        this.tie([...[...parts, outside].map((part) => [part, 1] as const), [total, -1]]);
      }
  }

  /** A flow of a long period is the sum of the short ones it is made of, printed or not: the days between the ends. */
  tieDays(): void {
    for (const [key, flows] of this.flows) {
      if (flows.length < 2) continue;
      const starts = [...new Set(flows.flatMap(({ asked }) => [asked.from, addDays(asked.to, 1)]))].sort();
      for (const { point, asked } of flows) {
        const within = starts.slice(0, -1).filter((start) => start >= asked.from && start <= asked.to);
        this.equations.push(
          new Map([[nameOf(point), -1], ...within.map((start) => [`${key} | days from ${start}`, 1] as const)]),
        );
      }
    }
  }

  /** What was open before, with those that began and without those that ended, is what is open after (C.0.5); need and short breaks. */
  tieStocks(measureById: (id: string) => Measure | undefined): void {
    const key = (id: string) => {
      const found = measureById(id);
      return found && countKey(found.numerator);
    };
    for (const [stock, begun, ended] of [
      ['CP-01', 'CP-02', 'CP-03'],
      ['LAC-01', 'LAC-02', 'LAC-03'],
    ] as const)
      this.tieStock(key(stock), key(begun), key(ended));
    const [all, only, others] = ['CIN-01', 'CIN-02', 'CIN-03'].map(key);
    for (const one of [...this.points.values()].filter(({ what }) => what === all)) {
      const same = (what: string | undefined) => this.points.get(nameOf({ ...one, what: what ?? '' }));
      const [a, b] = [same(only), same(others)];
      if (a && b)
        this.tie([
          [a, 1],
          [b, 1],
          [one, -1],
        ]);
    }
  }

  private tieStock(stock: string | undefined, begun: string | undefined, ended: string | undefined): void {
    const points = [...this.points.values()];
    for (const start of points.filter(({ what }) => what === begun)) {
      const [from, , asAt] = start.when.split(' ');
      const end = points.find((one) => one.what === ended && one.when === start.when && one.place === start.place);
      const open = (day: string) =>
        points.find((one) => one.what === stock && one.place === start.place && one.when.split(' ')[2] === day);
      const [before, after] = [open(addDays(from as PlainDate, -1)), open(asAt!)];
      if (end && before && after)
        this.tie([
          [before, 1],
          [start, 1],
          [end, -1],
          [after, -1],
        ]);
    }
  }
}

/** Whether a flow of two periods is the sum of the flows of each. */
const isAdditive = (count: Count): boolean =>
  count.kind === 'flow' &&
  count.by === undefined &&
  count.once === undefined &&
  count.having === undefined &&
  count.window === undefined;
