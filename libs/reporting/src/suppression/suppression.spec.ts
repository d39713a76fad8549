import fc from 'fast-check';
import { plainDate } from '#calendar/plain-date';
import { figure } from '#measures/figure';
import { measureById } from '#projections/index';
import { noReference } from '#reference/reference';
import { forPublication } from '../for-publication.ts';
import { asCsv } from '../print-csv.ts';
import { produceReport } from '../produce.ts';
import type { CardDefinition, FigureSource, Report, ReportCard } from '../report.ts';
import {
  column,
  denominator,
  eachArea,
  month,
  numerator,
  previousMonth,
  rest,
  value,
  yearToDate,
} from '../definitions/layout.ts';

/** How high the reader of the property lets a count of one place go: the lower, the more he can exclude. */
const MOST = 9;

type Share = readonly [above: number, rest: number];

/** A page from counts by place; CITYWIDE is in no column. */
const sourceOf =
  (places: Readonly<Record<string, Share>>): FigureSource =>
  (measures, columns) =>
    Promise.resolve(
      new Map(
        measures.map((one) => [
          one.id,
          new Map(
            columns.map(({ name, asked }) => {
              const all = Object.values(places).reduce<Share>((a, b) => [a[0] + b[0], a[1] + b[1]], [0, 0]);
              const parts = Object.entries({ total: all, ...places });
              return [name, new Map(parts.map(([part, [n, r]]) => [part, figure(one, n, n + r, asked, null)]))];
            }),
          ),
        ]),
      ),
    );

const pageOf = async (card: Omit<CardDefinition, 'title'>[], source: FigureSource): Promise<Report> =>
  forPublication(
    await produceReport(
      { id: 'page', title: 'Page', cards: card.map((one, i) => ({ title: `Card ${i}`, ...one })) },
      { asAt: plainDate('2016-05-31'), asKnownAt: null },
      source,
      noReference,
      measureById,
    ),
    measureById,
  );

const assessmentCard = {
  measure: 'AS-02',
  columns: [month, eachArea],
  lines: [numerator('No. inside'), rest('No. outside'), denominator('Total'), value('% Inside')],
};

/** The same with columns that are there whatever was counted. */
const fixedAreas = {
  ...assessmentCard,
  columns: [
    month,
    ...['EAST', 'NWC', 'SOUTH'].map((area) => ({ heading: area, window: month.window, place: { area } })),
  ],
};

/** What a reader knows of a place: each count, or null where it is hidden; of an area without a column, that it is nought. */
const knownIn = ({ lines, columns }: ReportCard, heading: string): readonly (number | null)[] => {
  const i = columns.indexOf(heading);
  return i === -1 ? [0, 0, 0] : lines.slice(0, 3).map(({ cells }) => cells[i]!.value);
};

/** Every pair of counts that what is printed of a place allows, up to a bound the reader may assume. */
function candidates([n, r, d]: readonly (number | null)[], most: number): readonly Share[] {
  const found: Share[] = [];
  for (let a = 0; a <= most; a++)
    for (let b = 0; b <= most; b++)
      if ((n === null || n === a) && (r === null || r === b) && (d === null || d === a + b)) found.push([a, b]);
  return found;
}

/** A pair of sums as one number, so that many of them make a set quickly. */
const coded = ([a, b]: Share): number => a * 1000 + b;
const decoded = (code: number): Share => [Math.floor(code / 1000), code % 1000];

/** All pairs of sums that some choice of one pair for each place comes to. */
const sums = (places: readonly (readonly Share[])[]): readonly Share[] => {
  let reached = new Set([0]);
  for (const pairs of places) {
    const codes = pairs.map(coded);
    const next = new Set<number>();
    for (const sum of reached) for (const code of codes) next.add(sum + code);
    reached = next;
  }
  return [...reached].map(decoded);
};

describe('a report for publication', () => {
  it('SP01: a count of 3 is printed as c', async () => {
    const page = await pageOf(
      [{ measure: 'RF-01', columns: [month], lines: [value('Referrals')] }],
      sourceOf({ EAST: [3, 0] }),
    );
    expect(page.cards[0]!.lines[0]!.cells[0]).toMatchObject({ text: 'c', value: null, suppressed: true });
    expect(asCsv(page)).not.toMatch(/,3,/);
  });

  it('prints nought and six, and hides one and five', async () => {
    const texts = async (count: number) => {
      const page = await pageOf(
        [{ measure: 'RF-01', columns: [month], lines: [value('n')] }],
        sourceOf({ EAST: [count, 0] }),
      );
      return page.cards[0]!.lines[0]!.cells[0]!.text;
    };
    expect(await Promise.all([0, 1, 5, 6].map(texts))).toEqual(['0', 'c', 'c', '6']);
  });

  it('hides a second area where one alone could be had from the total', async () => {
    const page = await pageOf(
      [assessmentCard],
      sourceOf({ EAST: [3, 20], NWC: [30, 20], SOUTH: [40, 30], CITYWIDE: [0, 0] }),
    );
    expect(page.cards[0]!.lines[0]!.cells.map(({ text }) => text)).toEqual(['73', 'c', 'c', '40']);
    expect(page.cards[0]!.lines[3]!.cells.map(({ text }) => text)).toEqual(['51%', 'c', 'c', '57%']);
  });

  it('hides what would give away a count of another period', async () => {
    const source: FigureSource = (measures, columns) =>
      Promise.resolve(
        new Map(
          measures.map((one) => [
            one.id,
            new Map(
              columns.map(({ name, asked }) => {
                const count = asked.from === '2016-05-01' ? 4 : asked.to === '2016-04-30' ? 20 : 24;
                return [name, new Map([['total', figure(one, count, null, asked, null)]])];
              }),
            ),
          ]),
        ),
      );
    const page = await pageOf(
      [
        { measure: 'RF-01', columns: [previousMonth, month], lines: [value('Referrals')] },
        { measure: 'RF-01', columns: [column('Year', yearToDate.window)], lines: [value('Referrals')] },
      ],
      source,
    );
    const texts = page.cards.flatMap(({ lines }) => lines[0]!.cells.map(({ text }) => text));
    expect(texts[1]).toBe('c');
    expect([texts[0], texts[2]].filter((text) => text === 'c')).toHaveLength(1);
  });

  it('rates nothing on a hidden value, and says of no area what is hidden', async () => {
    const page = await pageOf(
      [assessmentCard],
      sourceOf({ EAST: [20, 20], NWC: [30, 20], SOUTH: [40, 30], CITYWIDE: [0, 2] }),
    );
    expect(page.cards[0]!.outsideAreas).toBeNull();
  });

  it.each([
    ['an area has a column if anything is counted in it', assessmentCard],
    ['every area has a column', fixedAreas],
  ])('withstands a reader who solves every sum on the page, where %s', async (_, definition) => {
    const share = fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }));
    await fc.assert(
      fc.asyncProperty(fc.record({ EAST: share, NWC: share, SOUTH: share, CITYWIDE: share }), async (places) => {
        const page = await pageOf([definition], sourceOf(places));
        const card = page.cards[0]!;
        const [total, ...known] = ['May-16', 'EAST', 'NWC', 'SOUTH'].map((heading) => knownIn(card, heading));
        // A column that might not be there says that its area is not empty.
        const says = ([a, b]: Share) => definition === fixedAreas || a + b > 0;
        const choices = [...known, [null, null, card.outsideAreas]].map((one, i) =>
          candidates(one, MOST).filter((share) => i === known.length || one[2] === 0 || says(share)),
        );
        const allowed = new Set(candidates(total!, 4 * MOST).map(coded));
        const check = (cells: readonly (number | null)[], possible: readonly Share[], where: number | string) =>
          [possible.map(([a]) => a), possible.map(([, b]) => b), possible.map(([a, b]) => a + b)].forEach(
            (values, k) => {
              if (cells[k] === null)
                expect([places, where, k, new Set(values).size > 1]).toEqual([places, where, k, true]);
            },
          );
        known.forEach((cells, i) => {
          const others = sums(choices.filter((_, j) => j !== i)).map(coded);
          check(
            cells,
            choices[i]!.filter((one) => others.some((rest) => allowed.has(coded(one) + rest))),
            i,
          );
        });
        check(
          total!,
          sums(choices).filter((one) => allowed.has(coded(one))),
          'total',
        );
      }),
      { numRuns: 120 },
    );
  });

  it('hides nothing where nothing is small', async () => {
    const page = await pageOf(
      [assessmentCard],
      sourceOf({ EAST: [20, 20], NWC: [30, 20], SOUTH: [40, 30], CITYWIDE: [6, 6] }),
    );
    expect(page.cards[0]!.lines.flatMap(({ cells }) => cells.filter(({ suppressed }) => suppressed))).toEqual([]);
  });
});
