import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { figure } from '#measures/figure';
import { measureById } from '#projections/index';
import { noReference, type Reference } from '#reference/reference';
import { column, month, numerator, value } from './definitions/layout.ts';
import { produceReport } from './produce.ts';
import type { CardDefinition, FigureSource } from './report.ts';

const asAt = plainDate('2015-10-31');
const recordedAt = instant('2015-10-31T00:00:00Z');
const yearEnding = plainDate('2014-03-31');
const compared = {
  measure: 'RF-05',
  area: 'NEIGHBOURS',
  yearEnding,
  publishedOn: yearEnding,
  source: 'DfE',
  recordedAt,
};

const sourceOf =
  (above: number, below: number): FigureSource =>
  (measures, columns) =>
    Promise.resolve(
      new Map(
        measures.map((one) => [
          one.id,
          new Map(
            columns.map(({ name, asked }) => [name, new Map([['total', figure(one, above, below, asked, null)]])]),
          ),
        ]),
      ),
    );

async function cardOf(
  card: Omit<CardDefinition, 'title'>,
  counts: readonly [number, number],
  known: Partial<Reference>,
) {
  const definition = { id: 'page', title: 'Page', cards: [{ title: 'Card', ...card }] };
  const reference = { ...noReference, ...known };
  const report = await produceReport(
    definition,
    { asAt, asKnownAt: null },
    sourceOf(...counts),
    reference,
    measureById,
  );
  return report.cards[0]!;
}

describe('a published figure beside a card', () => {
  const beside = async (published: number, decimals: number) => {
    const card = { measure: 'RF-05', columns: [month], lines: [value('%', { decimals })], comparators: ['NEIGHBOURS'] };
    const known = { comparators: [{ ...compared, value: published }] };
    return (await cardOf(card, [1, 4], known)).comparators[0]!.text;
  };

  it('is printed as it was published where the line has decimals: 23.65%', async () =>
    expect([await beside(23.65, 1), await beside(23.4, 1), await beside(24, 1)]).toEqual(['23.65%', '23.4%', '24.0%']));

  it('is a whole number beside whole numbers', async () => expect(await beside(23.4, 0)).toBe('23%'));

  it('is as the line where it is the mean of the neighbours, which nobody published', async () => {
    const known: Partial<Reference> = {
      authority: { code: '884', name: 'Herefordshire', region: null, recordedAt },
      neighbours: [{ authority: '884', codes: ['001', '002', '003'], model: 'Model', from: yearEnding, recordedAt }],
      comparators: [22, 23, 23].map((of, i) => ({ ...compared, area: `00${i + 1}`, value: of })),
    };
    const card = {
      measure: 'RF-05',
      columns: [month],
      lines: [value('%', { decimals: 1 })],
      comparators: ['NEIGHBOURS'],
    };
    expect((await cardOf(card, [1, 4], known)).comparators[0]!.text).toBe('22.7%');
  });
});

describe('a difference of two counts', () => {
  const before = column('Before', { kind: 'previousMonth' });

  it('is printed of a month in which nothing was taken away', async () => {
    const card = { measure: 'CP-04', columns: [before, month], lines: [value('Net change')] };
    expect((await cardOf(card, [35, 0], {})).lines[0]!.cells.map(({ text }) => text)).toEqual(['+35', '+35']);
  });

  it('is printed without a plus where it is read as an amount: vacancies', async () => {
    const lines = [numerator('Establishment'), value('Vacancies', { signed: false }), value('Net')];
    const card = await cardOf({ measure: 'WF-02', columns: [month], lines }, [8100, 6820], {});
    expect(card.lines.map(({ cells }) => cells[0]!.text)).toEqual(['81', '12.8', '+12.8']);
  });
});
