import fc from 'fast-check';
import { barChart, BAR_CHART_WIDTH } from './bar-chart.ts';
import { spread, wrapped } from './labels.ts';
import { HEIGHT, lineChart, lineChartTable, WIDTH, type LineChart } from './line-chart.ts';
import { SPARKLINE_HEIGHT, SPARKLINE_WIDTH, sparkline } from './sparkline.ts';
import { widthOf } from './svg.ts';

/** Every element of one name with its attributes, and the words in it. */
const elements = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(`<${name}((?: [\\w-]+="[^"]*")*)/?>([^<]*)`, 'g'))].map(([, attributes, text]) => ({
    ...Object.fromEntries([...attributes!.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!])),
    text: text!,
  })) as readonly Readonly<Record<string, string>>[];

const value = fc.option(fc.double({ min: -50, max: 5000, noNaN: true }), { freq: 4 });
const kinds = ['ours', 'target', 'england', 'neighbours', 'region'] as const;
const months = fc.integer({ min: 1, max: 36 });
const charts = fc.record({ length: months, lines: fc.integer({ min: 1, max: 5 }) }).chain(({ length, lines }) =>
  fc.record({
    id: fc.constant('chart'),
    title: fc.constant('A measure <by> month & area'),
    months: fc.constant(Array.from({ length }, (_, i) => `Jan ${2000 + i}`)),
    unit: fc.constantFrom('', '%'),
    decimals: fc.constantFrom(0, 1),
    lines: fc.tuple(
      ...kinds.slice(0, lines).map((kind) =>
        fc.record({
          label: fc.constantFrom('England, 2024/25', 'The mean of the statistical neighbours', 'Target'),
          kind: fc.constant(kind),
          values: fc.array(value, { minLength: length, maxLength: length }),
        }),
      ),
    ),
  }),
) as fc.Arbitrary<LineChart>;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(text: Readonly<Record<string, string>>): Box {
  const size = Number(text['font-size']);
  const width = widthOf(text['text']!, size);
  const x = Number(text['x']);
  const left = text['text-anchor'] === 'end' ? x - width : text['text-anchor'] === 'middle' ? x - width / 2 : x;
  return { left, right: left + width, top: Number(text['y']) - size * 0.8, bottom: Number(text['y']) + size * 0.2 };
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const overlapping = (boxes: readonly Box[]) =>
  boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => overlap(a, b))
      .map((b) => [a, b]),
  );

describe('a line chart', () => {
  it('draws every value within its frame', () => {
    fc.assert(
      fc.property(charts, (chart) => {
        const svg = lineChart(chart);
        const dots = elements(svg, 'circle');
        const ours = chart.lines[0]!.values.filter((one) => one !== null).length;
        expect(dots.length).toBeGreaterThanOrEqual(ours);
        const lengths = elements(svg, 'path').flatMap(({ d }) =>
          [...d!.matchAll(/-?[\d.]+,-?[\d.]+/g)].map(([pair]) => pair.split(',').map(Number)),
        );
        for (const [x, y] of [...dots.map(({ cx, cy }) => [Number(cx), Number(cy)]), ...lengths]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(WIDTH);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(HEIGHT);
        }
      }),
    );
  });

  it('lets no words cover others, nor leave the frame', () => {
    fc.assert(
      fc.property(charts, (chart) => {
        const boxes = elements(lineChart(chart), 'text').map(boxOf);
        expect(overlapping(boxes)).toEqual([]);
        for (const { left, right, top, bottom } of boxes) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(WIDTH + 1);
          expect(top).toBeGreaterThanOrEqual(-1);
          expect(bottom).toBeLessThanOrEqual(HEIGHT + 1);
        }
      }),
    );
  });

  const chart = (values: readonly (number | null)[]): LineChart => ({
    id: 'one',
    title: 'Re-referrals',
    months: values.map((_, i) => `Month ${i + 1}`),
    lines: [{ label: 'Ours', kind: 'ours', values }],
    unit: '%',
    decimals: 1,
  });

  it('of nothing says so, and of one month draws its point', () => {
    expect(lineChart(chart([null, null]))).toContain('There are no figures in these months.');
    expect(lineChart(chart([]))).toContain('There are no figures in these months.');
    expect(elements(lineChart(chart([22.4])), 'circle')).toHaveLength(1);
    expect(elements(lineChart(chart([0, 0])), 'circle')).toHaveLength(2);
  });

  it('leaves a gap where a month has no value', () => {
    const [path] = elements(lineChart(chart([1, 2, null, 4, 5])), 'path');
    expect(path!['d']!.match(/M/g)).toHaveLength(2);
  });

  it('tells every line by its dash, and names it at its end', () => {
    const svg = lineChart({
      ...chart([1, 2]),
      lines: kinds.map((kind, i) => ({ label: `Line ${i}`, kind, values: [i, i + 0.1] })),
    });
    const dashes = elements(svg, 'path')
      .filter((one) => one['stroke-width'] !== '1')
      .map((one) => one['stroke-dasharray'] ?? 'none');
    expect(new Set(dashes).size).toBe(kinds.length);
    for (const i of kinds.keys())
      expect(
        elements(svg, 'text')
          .map(({ text }) => text)
          .join(' '),
      ).toContain(`Line ${i}`);
  });

  it('has a name and a description, and nothing a strict policy would stop', () => {
    const svg = lineChart({ ...chart([1, 2]), title: '<script>&' });
    expect(svg).toContain('role="img" aria-labelledby="one-title one-description"');
    expect(svg).toContain('<title id="one-title">&lt;script&gt;&amp;</title>');
    expect(svg).toContain('Ours: 1.0% in Month 1, 2.0% in Month 2');
    expect(svg).not.toMatch(/ style=|<style|<script|url\(| on\w+=/);
  });

  it('has a table of the same numbers, the latest month first', () => {
    expect(lineChartTable(chart([1, null, 2.5]))).toEqual({
      head: ['Month', 'Ours'],
      rows: [
        ['Month 3', '2.5%'],
        ['Month 2', '–'],
        ['Month 1', '1.0%'],
      ],
    });
  });
});

describe('a bar chart', () => {
  const bars = fc.array(
    fc.record({
      label: fc.constantFrom('Contacts', 'Initial child protection conferences'),
      count: fc.option(fc.integer({ min: 0, max: 100_000 })),
      text: fc.constantFrom('12', '100,000', 'c'),
      note: fc.constantFrom('52.8% of section 47 enquiries', '3% of referrals'),
    }),
    { maxLength: 10 },
  );

  it('draws every bar and its words within the frame, and no words over others', () => {
    fc.assert(
      fc.property(bars, (some) => {
        const svg = barChart({ id: 'bars', title: 'Funnel', bars: some });
        expect(elements(svg, 'rect')).toHaveLength(some.length);
        for (const { width } of elements(svg, 'rect')) expect(Number(width)).toBeGreaterThan(0);
        const boxes = elements(svg, 'text').map(boxOf);
        expect(overlapping(boxes)).toEqual([]);
        for (const { right } of boxes) expect(right).toBeLessThanOrEqual(BAR_CHART_WIDTH);
      }),
    );
  });

  it('draws lengths in proportion', () => {
    const bar = (count: number) => ({ label: 'A', count, text: String(count) });
    const [all, half] = elements(barChart({ id: 'b', title: 'B', bars: [bar(200), bar(100)] }), 'rect').map(
      ({ width }) => Number(width),
    );
    expect(all! / half!).toBeCloseTo(2, 2);
  });
});

describe('a sparkline', () => {
  it('stays within its frame whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 24 }),
        fc.option(fc.double({ min: -10, max: 100, noNaN: true })),
        (values, target) => {
          const svg = sparkline({ id: 's', title: 'Course', values, target });
          const drawn = elements(svg, 'path').flatMap(({ d }) =>
            [...d!.matchAll(/-?[\d.]+,-?[\d.]+/g)].map(([pair]) => pair.split(',').map(Number)),
          );
          for (const [x, y] of drawn)
            expect(x! >= 0 && x! <= SPARKLINE_WIDTH && y! >= 0 && y! <= SPARKLINE_HEIGHT).toBe(true);
          expect(elements(svg, 'circle')).toHaveLength(values.some((one) => one !== null) ? 1 : 0);
        },
      ),
    );
  });
});

describe('labels', () => {
  it('keep their order, their room and their distance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.integer({ min: 0, max: 300 }), height: fc.integer({ min: 10, max: 50 }) }), {
          maxLength: 6,
        }),
        (labels) => {
          const middles = spread(labels, 0, 300);
          const boxes = labels.map(({ height }, i) => ({
            left: 0,
            right: 1,
            top: middles[i]! - height / 2,
            bottom: middles[i]! + height / 2,
          }));
          expect(overlapping(boxes)).toEqual([]);
          for (const { top, bottom } of boxes) expect(top >= 0 && bottom <= 300).toBe(true);
        },
      ),
    );
  });

  it('stand where they want to be when nothing is in the way', () => {
    expect(
      spread(
        [
          { at: 200, height: 20 },
          { at: 50, height: 20 },
        ],
        0,
        300,
      ),
    ).toEqual([200, 50]);
  });

  it('break between words', () =>
    expect(wrapped('The mean of the neighbours', 12)).toEqual(['The mean of', 'the', 'neighbours']));
});
