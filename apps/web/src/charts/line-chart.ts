import { scaleLinear, scalePoint } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import { spread, wrapped } from './labels.ts';
import { drawing, INK, RULE, SOFT_INK, tag, widthOf, words } from './svg.ts';

/** One line of a chart: a value for each month, or none. */
export interface ChartLine {
  readonly label: string;
  /** What it is, which says how it is drawn: every kind has a dash of its own, so that colour tells nothing alone. */
  readonly kind: LineKind;
  readonly values: readonly (number | null)[];
}
export type LineKind = 'ours' | 'target' | 'england' | 'neighbours' | 'region';

export interface LineChart {
  /** Of this page alone: ids within the drawing begin with it. */
  readonly id: string;
  readonly title: string;
  readonly months: readonly string[];
  readonly lines: readonly ChartLine[];
  /** Behind every number: `%`. */
  readonly unit: string;
  readonly decimals: number;
}

const looks: Readonly<Record<LineKind, { readonly colour: string; readonly dash?: string; readonly width: number }>> = {
  ours: { colour: '#1d70b8', width: 3 },
  target: { colour: '#00612f', dash: '10 5', width: 2 },
  england: { colour: INK, dash: '2 4', width: 2 },
  neighbours: { colour: '#6f2f91', dash: '8 3 2 3', width: 2 },
  region: { colour: '#7a3b00', dash: '4 3', width: 2 },
};

export const WIDTH = 800;
export const HEIGHT = 340;
const TEXT = 15;
const LINE_HEIGHT = 18;
const LETTERS = 22;
const [TOP, BOTTOM, RIGHT] = [16, 40, 230];

/** A number as the chart writes it. */
export const written = (value: number, { unit, decimals }: Pick<LineChart, 'unit' | 'decimals'>): string =>
  `${value.toLocaleString('en-GB', { maximumFractionDigits: decimals, minimumFractionDigits: decimals })}${unit}`;

/** A measure by month, beside its target and what others have: drawn, with what each line is at its end. */
export function lineChart(chart: LineChart): string {
  const { id, title, months, lines } = chart;
  const frame = { id, title, description: described(chart), width: WIDTH, height: HEIGHT };
  const all = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  if (all.length === 0)
    return drawing(
      frame,
      words('There are no figures in these months.', { x: 20, y: HEIGHT / 2, 'font-size': TEXT, fill: SOFT_INK }),
    );
  const y = scaleLinear()
    .domain([Math.min(0, ...all), most(all)])
    .nice(5)
    .range([HEIGHT - BOTTOM, TOP]);
  const ticks = y.ticks(5).filter((tick) => chart.decimals > 0 || Number.isInteger(tick));
  const tickText = (tick: number) => `${tick.toLocaleString('en-GB', { maximumFractionDigits: 2 })}${chart.unit}`;
  const left = Math.max(32, 12 + Math.max(...ticks.map((tick) => widthOf(tickText(tick), TEXT)))); // half a month's name

  const x = scalePoint<number>(months.keys(), [left + 8, WIDTH - RIGHT]).padding(0);
  const grid = ticks.map((tick) =>
    [
      tag('line', { x1: left, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick), stroke: tick === 0 ? SOFT_INK : RULE }),
      words(tickText(tick), { x: left - 6, y: y(tick) + 5, 'text-anchor': 'end', 'font-size': TEXT, fill: SOFT_INK }),
    ].join(''),
  );
  const at = (values: readonly (number | null)[]) =>
    values.map((value, i): readonly [number, number | null] => [x(i)!, value === null ? null : y(value)]);
  // What is ours lies on top.
  const drawn = lines.map((one) => lineDrawn(one, at(one.values))).reverse();
  return drawing(frame, ...grid, ...monthsDrawn(months, (i) => x(i)!), ...drawn, ...endLabels(chart, (i) => x(i)!, y));
}

/** The top of the scale; a chart of nothing but noughts has one all the same. */
const most = (all: readonly number[]): number =>
  Math.max(...all) > 1e-9 ? Math.max(...all) : Math.min(...all) < -1e-9 ? 0 : 1;

function lineDrawn({ kind, values }: ChartLine, points: readonly (readonly [number, number | null])[]): string {
  const { colour, dash, width } = looks[kind];
  const path = line<readonly [number, number | null]>()
    .defined(([, height]) => height !== null)
    .x(([across]) => across)
    .y(([, height]) => height!)
    .curve(kind === 'ours' ? curveLinear : curveStepAfter)
    .digits(1)(points);
  const isShort = values.filter((value) => value !== null).length < 2;
  const dots = points
    .filter(([, height]) => height !== null && (kind === 'ours' || isShort))
    .map(([cx, cy]) => tag('circle', { cx, cy: cy!, r: kind === 'ours' ? 3.5 : 3, fill: colour }));
  return [
    path === null
      ? ''
      : tag('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-dasharray': dash }),
    ...dots,
  ].join('');
}

/** As many months as fit are named, the last one always. */
function monthsDrawn(months: readonly string[], x: (i: number) => number): readonly string[] {
  const widest = Math.max(...months.map((month) => widthOf(month, TEXT))) + 12;
  const apart = months.length < 2 ? widest : x(1) - x(0);
  const every = [1, 2, 3, 6, 12].find((step) => step * apart >= widest) ?? 12;
  return months.flatMap((month, i) =>
    (months.length - 1 - i) % every === 0
      ? [words(month, { x: x(i), y: HEIGHT - BOTTOM + 24, 'text-anchor': 'middle', 'font-size': TEXT, fill: SOFT_INK })]
      : [],
  );
}

/** What each line is and ends with, beside its end; lifted apart where ends lie together. */
function endLabels(chart: LineChart, x: (i: number) => number, y: (value: number) => number): readonly string[] {
  const ends = chart.lines.flatMap(({ label, kind, values }) => {
    const last = values.findLastIndex((value) => value !== null);
    if (last === -1) return [];
    const value = values[last]!;
    return [{ kind, at: y(value), from: x(last), lines: wrapped(`${label} ${written(value, chart)}`, LETTERS) }];
  });
  const middles = spread(
    ends.map(({ at, lines }) => ({ at, height: lines.length * LINE_HEIGHT + 4 })),
    0,
    HEIGHT - BOTTOM + 10,
  );
  return ends.map(({ kind, at, from, lines }, i) => {
    const { colour } = looks[kind];
    const first = middles[i]! - ((lines.length - 1) * LINE_HEIGHT) / 2 + 5;
    const across = WIDTH - RIGHT + 26;
    return [
      tag('path', {
        d: `M${Math.round(from + 5)},${at.toFixed(1)}L${across - 4},${middles[i]!.toFixed(1)}`,
        fill: 'none',
        stroke: colour,
        'stroke-width': 1,
      }),
      ...lines.map((text, row) =>
        words(text, {
          x: across,
          y: first + row * LINE_HEIGHT,
          'font-size': TEXT,
          fill: colour,
          'font-weight': kind === 'ours' ? 700 : undefined,
        }),
      ),
    ].join('');
  });
}

/** What is to be seen, in words. */
function described(chart: LineChart): string {
  const told = chart.lines.flatMap(({ label, values }) => {
    const known = values.flatMap((value, i) => (value === null ? [] : [{ value, month: chart.months[i]! }]));
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return [`${label}: no figures.`];
    const low = known.reduce((a, b) => (b.value < a.value ? b : a));
    const high = known.reduce((a, b) => (b.value > a.value ? b : a));
    if (low.value === high.value) return [`${label}: ${written(last.value, chart)}.`];
    return [
      `${label}: ${written(first.value, chart)} in ${first.month}, ${written(last.value, chart)} in ${last.month}; lowest ${written(low.value, chart)} in ${low.month}, highest ${written(high.value, chart)} in ${high.month}.`,
    ];
  });
  return [...told, 'The table beside has every number.'].join(' ');
}

/** The same numbers as a table: a row a month, the latest first. */
export function lineChartTable(chart: LineChart): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const rows = chart.months.map((month, i) => [
    month,
    ...chart.lines.map(({ values }) => (values[i] == null ? '–' : written(values[i], chart))),
  ]);
  return { head: ['Month', ...chart.lines.map(({ label }) => label)], rows: rows.reverse() };
}
