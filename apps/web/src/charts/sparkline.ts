import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { drawing, SOFT_INK, tag } from './svg.ts';

/** A small line without words, beside a figure that has them. */
export interface Sparkline {
  /** Of this page alone: ids within the drawing begin with it. */
  readonly id: string;
  /** What it shows, said instead of it: `Re-referrals by month, from 21% to 24%`. */
  readonly title: string;
  readonly values: readonly (number | null)[];
  readonly target?: number | null;
}

export const SPARKLINE_WIDTH = 140;
export const SPARKLINE_HEIGHT = 36;

/** A measure's last months at a glance: its course, its end, and its target as a dashed line. */
export function sparkline({ id, title, values, target = null }: Sparkline): string {
  const frame = { id, title, description: title, width: SPARKLINE_WIDTH, height: SPARKLINE_HEIGHT };
  const all = [...values, target].filter((value) => value !== null);
  if (all.length === 0) return drawing(frame);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([SPARKLINE_HEIGHT - 5, 5]);
  const x = scalePoint<number>(values.keys(), [5, SPARKLINE_WIDTH - 5]);
  const points = values.map((value, i): readonly [number, number | null] => [x(i)!, value === null ? null : y(value)]);
  const path = line<readonly [number, number | null]>()
    .defined(([, height]) => height !== null)
    .x(([across]) => across)
    .y(([, height]) => height!)
    .digits(1)(points);
  const end = points.findLast(([, height]) => height !== null);
  return drawing(
    frame,
    target === null
      ? ''
      : tag('line', {
          x1: 2,
          x2: SPARKLINE_WIDTH - 2,
          y1: y(target),
          y2: y(target),
          stroke: SOFT_INK,
          'stroke-dasharray': '4 3',
        }),
    path === null ? '' : tag('path', { d: path, fill: 'none', stroke: '#1d70b8', 'stroke-width': 2 }),
    end === undefined ? '' : tag('circle', { cx: end[0], cy: end[1]!, r: 4, fill: '#1d70b8' }),
  );
}
