import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { figure } from '#measures/figure';
import { measureById } from '#projections/index';
import { noReference, type Reference } from '#reference/reference';
import { withAreasOf } from './areas.ts';
import { reportDefinition } from './definitions.ts';
import { cellsOf, type FrozenCell } from './frozen-report.ts';
import { asText } from './print-text.ts';
import { produceReport } from './produce.ts';
import type { FigureSource, Report, ReportDefinition } from './report.ts';

const asAt = plainDate('2016-04-30');
const scorecard = reportDefinition('monthly-scorecard', asAt)!;

/** The same count of everything in each area, and their sum in all; a share is of ten times as many. */
const sourceOf =
  (areas: Readonly<Record<string, number>>): FigureSource =>
  (measures, columns) => {
    const total = Object.values(areas).reduce((sum, count) => sum + count, 0);
    const parts = Object.entries({ total, ...areas });
    return Promise.resolve(
      new Map(
        measures.map((one) => {
          const below = (count: number) => (one.denominator && 'projection' in one.denominator ? 10 * count : null);
          const figures = columns.map(
            ({ name, asked }) =>
              [name, new Map(parts.map(([part, n]) => [part, figure(one, n, below(n), asked, null)]))] as const,
          );
          return [one.id, new Map(figures)];
        }),
      ),
    );
  };

const made = (areas: Readonly<Record<string, number>>, reference: Reference = noReference, definition = scorecard) =>
  produceReport(definition, { asAt, asKnownAt: null }, sourceOf(areas), reference, measureById);
const plansOf = ({ cards }: ReportDefinition) => cards.find((one) => one.measure === 'CP-01')!;
const plans = ({ cards }: Report) => cards.find((one) => one.measure === 'CP-01')!;
const texts = (report: Report) => plans(report).lines[0]!.cells.map(({ text }) => text);

const populated: Reference = {
  ...noReference,
  populations: ['TOTAL', 'EAST', 'SOUTH'].map((area) => ({
    area,
    midYear: 2015,
    age0to17: 1000,
    vintage: '2016',
    recordedAt: instant('2016-01-01T00:00:00Z'),
  })),
};

describe('a report by area', () => {
  it('gets a NORTH column where NORTH is all there is, and no note that is not so', async () => {
    const report = await made({ NORTH: 7 });
    expect(plans(report)).toMatchObject({ columns: ['Mar-16', 'Apr-16', 'NORTH'], outsideAreas: 0 });
    expect(texts(report)).toEqual(['7', '7', '7']);
    expect(asText(report)).not.toMatch(/EAST|NWC|SOUTH|DCSC|Citywide|no area column/);
  });

  it('gives no column to teams that serve the whole authority, nor to an area that counts nothing', async () => {
    const report = await made({ CITYWIDE: 3, NORTH: 7, WEST: 0 });
    expect(plans(report)).toMatchObject({ columns: ['Mar-16', 'Apr-16', 'NORTH'], outsideAreas: 3 });
    expect(texts(report)).toEqual(['10', '10', '7']);
    expect(asText(report)).toContain('Note: 3 of the total are with teams that serve the whole authority');
  });

  it('has no area column and no note where all teams serve the whole authority', async () => {
    expect(plans(await made({ CITYWIDE: 3 }))).toMatchObject({ columns: ['Mar-16', 'Apr-16'], outsideAreas: null });
  });

  it('puts areas with people first, by name, and areas of work after them', async () => {
    const report = await made({ MASH: 1, SOUTH: 2, ADVICE: 3, EAST: 4 }, populated);
    expect(plans(report).columns.slice(2)).toEqual(['EAST', 'SOUTH', 'ADVICE', 'MASH']);
    expect(texts(report).slice(2)).toEqual(['4', '2', '3', '1']);
  });

  it('compares with the column its definition names, wherever the areas stand', () => {
    const [march, month, areas] = plansOf(scorecard).columns;
    const card = { ...plansOf(scorecard), columns: [areas!, march!, month!], comparedWith: 1 };
    const printed = { cell: '1.1.1', area: 'NORTH' } as FrozenCell;
    const [expanded] = withAreasOf({ ...scorecard, cards: [card] }, [
      printed,
      { ...printed, cell: '1.1.2', area: 'SOUTH' },
    ]).cards;
    expect(expanded!.columns.map(({ heading }) => heading)).toEqual(['NORTH', 'SOUTH', '{month}', '{month}']);
    expect(expanded!.columns[expanded!.comparedWith!]).toBe(march);
  });

  it('is made again with the areas of a page that was printed, whichever there are since', async () => {
    const printed = await made({ EAST: 2, SOUTH: 3 });
    const again = await made({ NORTH: 9, SOUTH: 4 }, noReference, withAreasOf(scorecard, cellsOf(printed)));
    const where = (report: Report) => cellsOf(report).map(({ cell, column, area }) => [cell, column, area]);
    expect(where(again)).toEqual(where(printed));
    expect(texts(again).slice(2)).toEqual(['0', '4']);
  });
});
