import { scaleLinear } from 'd3-scale';
import { drawing, INK, SOFT_INK, tag, widthOf, words } from './svg.ts';

/** One bar: what it counts, how many, and what is said behind it. */
export interface Bar {
  readonly label: string;
  readonly count: number | null;
  /** The count as it is written: 1,202, or c where it is hidden. */
  readonly text: string;
  /** `52.8% of section 47 enquiries`. */
  readonly note?: string;
}

export interface BarChart {
  /** Of this page alone: ids within the drawing begin with it. */
  readonly id: string;
  readonly title: string;
  readonly bars: readonly Bar[];
}

export const BAR_CHART_WIDTH = 720;
const [ROW, BAR, TEXT] = [58, 22, 15];
const FILL = '#1d70b8';

/** Bars one below the other, each under its name, with its count behind it: a funnel where each step is a part of the last. */
export function barChart({ id, title, bars }: BarChart): string {
  const behind = bars.map(({ text, note }) => ({ text, note: note === undefined ? '' : `, ${note}` }));
  const rooms = behind.map(({ text, note }) => BAR_CHART_WIDTH - 16 - widthOf(`${text}${note}`, TEXT));
  // As long as the words behind each bar leave room for.
  const perOne = Math.min(...bars.map(({ count }, i) => (count ? rooms[i]! / count : Infinity)));
  const most = Math.max(0, ...bars.map(({ count }) => count ?? 0)) || 1;
  const x = scaleLinear()
    .domain([0, most])
    .range([0, Number.isFinite(perOne) ? perOne * most : 0]);
  const description = bars.map(({ label }, i) => `${label}: ${behind[i]!.text}${behind[i]!.note}.`).join(' ');
  const height = Math.max(1, bars.length) * ROW + 4;
  const frame = {
    id,
    title,
    description: `${description} The table beside has every number.`,
    width: BAR_CHART_WIDTH,
    height,
  };
  if (bars.length === 0)
    return drawing(frame, words('There is nothing to show.', { x: 0, y: 24, 'font-size': TEXT, fill: SOFT_INK }));
  return drawing(
    frame,
    ...bars.map(({ label, count }, i) => {
      const top = i * ROW;
      const wide = count === null ? 0 : x(Math.max(0, count));
      return [
        words(label, { x: 0, y: top + 16, 'font-size': TEXT, 'font-weight': 700, fill: INK }),
        tag('rect', { x: 0, y: top + 24, width: Math.max(1, wide), height: BAR, fill: FILL }),
        words(`${behind[i]!.text}${behind[i]!.note}`, {
          x: Math.max(1, wide) + 8,
          y: top + 40,
          'font-size': TEXT,
          fill: INK,
        }),
      ].join('');
    }),
  );
}
