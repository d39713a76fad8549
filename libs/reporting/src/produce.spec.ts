import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import { measureById } from '#projections/index';
import { noReference, type Reference } from '#reference/reference';
import { reportDefinition } from './definitions.ts';
import { asText } from './print-text.ts';
import { produceReport } from './produce.ts';
import type { FigureColumn, FigureSource } from './report.ts';

const recordedAt = instant('2016-01-01T00:00:00Z');
const from = plainDate('2016-01-01');
const populations = { TOTAL: 274_300, EAST: 102_900, NWC: 105_700, SOUTH: 65_900 };
const reference: Reference = {
  ...noReference,
  populations: Object.entries(populations).map(([area, age0to17]) => ({
    area,
    midYear: 2015,
    age0to17,
    vintage: '2016',
    recordedAt,
  })),
  targets: [
    { measure: 'RF-05', value: 25 },
    { measure: 'AS-07', value: 68 },
    { measure: 'UN-02', value: 20 },
    { measure: 'LAC-01', value: 1750, until: plainDate('2017-03-31') },
  ].map((one) => ({ tolerance: null, until: null, from, recordedAt, ...one })),
  comparators: [
    { measure: 'RF-05', value: 24.0, yearEnding: plainDate('2015-03-31') },
    { measure: 'RF-05', value: 22.3, yearEnding: plainDate('2016-03-31') },
  ].map((one) => ({ area: 'England', publishedOn: null, source: 'DfE', recordedAt, ...one })),
  overrides: [
    {
      measure: 'AS-07',
      asAt: plainDate('2016-04-30'),
      what: 'trend',
      shown: 'AMBER',
      reason: 'Extraction is difficult.',
      by: null,
      recordedAt,
    },
  ],
  commentaries: [
    {
      measure: 'RF-05',
      asAt: plainDate('2016-04-30'),
      text: 'Since the changes early this year there is a slight downward trend.',
      by: null,
      recordedAt,
    },
  ],
};

type Counts = Readonly<Record<string, readonly [number, number]>>;

/** What was counted: the report month by area, the six months before it, and 31 March. */
const counted: Readonly<Record<string, (column: FigureColumn) => Counts>> = {
  'RF-05': ({ asked }) => ({ total: asked.to === '2016-04-30' ? [239, 1168] : [1507, 6376] }),
  'AS-07': ({ asked }) => ({
    total: asked.to === '2016-04-30' ? [679, 1068] : sixMonths[Number(asked.from.slice(5, 7)) % 6]!,
  }),
  'UN-02': () => ({ total: [17, 5357], EAST: [7, 1341], NWC: [10, 2479], SOUTH: [0, 1537] }),
  'CP-01': () => ({ total: [825, 0], EAST: [163, 0], NWC: [314, 0], SOUTH: [328, 0] }),
};
/** Months of very different size, so that the mean of the ratios is not the ratio of the means: 64 beside 66. */
const sixMonths = [
  [600, 800],
  [600, 800],
  [600, 800],
  [600, 800],
  [600, 800],
  [126, 560],
] as const;

const calls: (readonly [readonly string[], readonly string[]])[] = [];
const source: FigureSource = (measures, columns) => {
  calls.push([measures.map(({ id }) => id), columns.map(({ name }) => name)]);
  return Promise.resolve(
    new Map(measures.map((one) => [one.id, new Map(columns.map((column) => [column.name, partsOf(one, column)]))])),
  );
};
const partsOf = (one: Measure, column: FigureColumn) =>
  new Map(
    Object.entries(counted[one.id.replace('.rate', '')]?.(column) ?? { total: [0, 0] }).map(
      ([name, [above, below]]) => {
        const people = populations[(name === 'total' ? 'TOTAL' : name) as keyof typeof populations];
        return [
          name,
          figure(one, above, one.denominator && 'projection' in one.denominator ? below : null, column.asked, people),
        ];
      },
    ),
  );

describe('the scorecard of April 2016', () => {
  const asAt = plainDate('2016-04-30');
  const made = produceReport(
    reportDefinition('monthly-scorecard', asAt)!,
    { asAt, asKnownAt: null },
    source,
    reference,
    measureById,
  );
  const card = async (measure: string) => (await made).cards.find((one) => one.measure === measure)!;
  const texts = async (measure: string) =>
    (await card(measure)).lines.map(({ cells }) => cells.map(({ text }) => text));

  it('RT09: prints 1,507 of 6,376 as 24%, half up', async () =>
    expect(await texts('RF-05')).toEqual([
      ['1,507', '239'],
      ['6,376', '1,168'],
      ['24%', '20%'],
    ]));

  it('rates, compares with what was published by then, and says what year that is of', async () =>
    expect(await card('RF-05')).toMatchObject({
      columns: ['Prev. 6 months cumulative', 'Apr-16'],
      target: { label: 'Target', text: '25%' },
      rating: { computed: 'GREEN', shown: 'GREEN' },
      trend: { computed: 'GREEN', shown: 'GREEN' },
      comparators: [{ label: 'National average, latest published (2014/15)', text: '24%' }],
      commentary: 'Since the changes early this year there is a slight downward trend.',
    }));

  it('prints mean counts as whole numbers beside the mean of the monthly percentages', async () => {
    const { lines, trend, rating } = await card('AS-07');
    expect(lines.map(({ cells }) => cells[0]!.text)).toEqual(['760', '521', '66%']);
    expect(lines[2]!.cells[0]).toMatchObject({ averaging: 'MEAN_OF_RATIOS', value: 66 });
    expect(lines[0]!.cells[1]!.text).toBe('1068');
    expect(rating.shown).toBe('AMBER');
    expect(trend).toEqual({ computed: 'RED', shown: 'AMBER', reason: 'Extraction is difficult.' });
  });

  it('prints a share under 1% with a decimal, N/A before anything was collected, and rates by the number of children', async () => {
    expect(await texts('UN-02')).toEqual([
      ['N/A', '17', '7', '10', '0'],
      ['N/A', '5,357', '1,341', '2,479', '1,537'],
      ['N/A', '0.3%', '0.5%', '0.4%', '0.0%'],
    ]);
    expect(await card('UN-02')).toMatchObject({ rating: { shown: 'GREEN' }, trend: { shown: null }, outsideAreas: 0 });
  });

  it('prints rates by the population of each place, and counts what stands in no area', async () => {
    expect(await texts('CP-01')).toEqual([
      ['825', '825', '163', '314', '328'],
      ['30', '30', '16', '30', '50'],
    ]);
    expect((await card('CP-01')).outsideAreas).toBe(20);
    expect(asText(await made)).toContain('Note: 20 of the total are with teams that serve the whole authority');
  });

  it('names its target by the day it is for', async () =>
    expect((await card('LAC-01')).target).toMatchObject({ label: 'Target - March 17', text: '1,750' }));

  it('prints - where there is nothing to divide by, and rates nothing', async () => {
    expect((await texts('AS-02'))[3]).toEqual(['N/A', '-']);
    expect((await card('AS-02')).rating.shown).toBeNull();
  });

  it('asks for every figure once', async () => {
    await made;
    const asked = calls.flatMap(([measures, columns]) =>
      measures.flatMap((id) => columns.map((name) => `${id} ${name}`)),
    );
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('draws one column for each area that counts anything, as data has it', async () => {
    expect((await card('UN-02')).columns).toEqual(['Prev. 6 months average', 'Apr-16', 'EAST', 'NWC', 'SOUTH']);
    expect((await card('AS-02')).columns).toEqual(['Prev. 6 months average', 'Apr-16']);
    const places = (await card('CP-01')).lines[1]!.cells.map(({ place }) => place.area);
    expect(places).toEqual([undefined, undefined, 'EAST', 'NWC', 'SOUTH']);
  });

  it('refuses a definition that names a measure there is not', async () => {
    const lost = { id: 'x', title: 'x', cards: [{ title: 'Lost', measure: 'ZZ-01', columns: [], lines: [] }] };
    await expect(
      produceReport(
        { ...lost, cards: [{ ...lost.cards[0]!, columns: [{ heading: '', window: { kind: 'month' } }] }] },
        { asAt, asKnownAt: null },
        source,
        reference,
        measureById,
      ),
    ).rejects.toThrow('names ZZ-01');
  });
});
