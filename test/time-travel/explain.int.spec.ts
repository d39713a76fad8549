import { endOfLondonDay } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { monthOf } from '#calendar/period';
import type { RecordedEvent } from '#case-flow/event';
import type { Asked } from '#measures/counted';
import { evaluate, list, partNames, sumOf, type By, type Known, type Listed, type Place } from '#measures/evaluate';
import { explainRows, isCandidate } from '#measures/explain-rows';
import type { Figure } from '#measures/figure';
import { countsOf, isCount, type Measure } from '#measures/measure';
import { measures } from '#projections/index';
import { candidatesFromRows } from '#projecting/candidates';
import { explainFigure } from '#projecting/explain';
import { listFromRows } from '#projecting/figures';
import { rebuild } from '#projecting/rebuild';
import { replay } from '#projecting/replay';
import { noReference } from '#reference/reference';
import { cellsOf, placeOfCell, stepsOf, type FrozenCell } from '#reporting/frozen-report';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { simulate } from '#simulation/simulate';
import { definitionsOn } from '#waymark/report-knowledge';
import { memorySource, readModelSource } from '#waymark/figure-sources';
import { askScorecard } from '#waymark/questions';
import { askReport } from '#waymark/reports';
import { produceReport } from '#reporting/produce';
import { emptyStores, record, type Stores } from './authority.ts';

const asAt = plainDate('2026-09-30');
const month: Asked = { ...monthOf(asAt), asAt };
const find = definitionsOn(measures, noReference, asAt);
const measureOf = (id: string): Measure => find(id)!.measure;

/** Holds a list against a figure: the lines above and below add up to it. */
function expectSame(lines: readonly Listed[], figure: Figure, measure: Measure, what: string): void {
  const sums = { what, numerator: round(sumOf(lines, 'numerator')), denominator: round(sumOf(lines, 'denominator')) };
  const below = isCount(measure.denominator) ? round(figure.denominator!) : 0;
  expect(sums).toEqual({ what, numerator: round(figure.numerator), denominator: below });
}

const round = (amount: number): number => Math.round(amount * 1e6) / 1e6;

describe('from any cell to its rows', () => {
  let stores: Stores;
  let events: readonly RecordedEvent[];
  let known: Known;

  beforeAll(async () => {
    stores = await emptyStores();
    events = [...simulate({ children: 60, seed: 31 })];
    await record(stores.store, events, true);
    await rebuild(stores.store, stores.database, stores.model);
    known = replay(stores.model.projections, events, null);
  }, 60_000);
  afterAll(() => stores?.close());

  it.each(reportNames)('the rows of every cell of the %s add up to it, in the database and in memory', async (id) => {
    const definition = reportDefinition(id, asAt)!;
    const asked = { definition, asAt, asKnownAt: null, isPublic: false };
    const { answer: stored } = await askReport(stores, asked, measures);
    const dates = { asAt, asKnownAt: null };
    const inMemory = await produceReport(definition, dates, memorySource(known, noReference), noReference, measureOf);
    expect(cellsOf(inMemory)).toEqual(cellsOf(stored));
    const walked = new Set<string>();
    for (const cell of cellsOf(stored))
      for (const step of stepsOf(cell)) {
        const [measure, place] = [measureOf(cell.measure), placeOfCell(cell)];
        const { from, to, asAt: day } = step;
        const key = JSON.stringify([cell.measure, from, to, day, place]);
        if (walked.has(key)) continue;
        walked.add(key);
        const question = { from, to, asAt: day };
        expectSame(
          await listFromRows(stores.database, measure, { ...question, asKnownAt: null }, place),
          step,
          measure,
          key,
        );
        expectSame(list(measure, known, question, place), step, measure, key);
      }
    expect(walked.size).toBeGreaterThan(10);
    expect(
      await partsAddUp(cellsOf(stored).filter((cell) => Object.keys(placeOfCell(cell)).length === 0)),
    ).toBeGreaterThan(20);
  });

  /** Breaks figures of the whole authority down by area, team and group: each part against its list. Returns how many. */
  async function partsAddUp(cells: readonly FrozenCell[]): Promise<number> {
    const source = readModelSource(stores.database, noReference);
    const done = new Set<string>();
    for (const { measure: id, from, to, asAt: day } of cells)
      for (const by of ['area', 'team', 'group'] as const) {
        const [measure, asked] = [measureOf(id), { from, to, asAt: day }];
        const key = JSON.stringify([id, asked, by]);
        if (done.has(key) || (by === 'group' && measure.grouping === undefined)) continue;
        done.add(key);
        const found = await source([measure], [{ name: 'asked', asked: { ...asked, asKnownAt: null }, by }]);
        for (const [part, figure] of found.get(id)!.get('asked')!) {
          if (part === 'total') continue;
          expectSame(list(measure, known, asked, { [by]: part }), figure, measure, `${key} ${part}`);
        }
      }
    return done.size;
  }

  it('the rows of every cell of the scorecard add up to it', async () => {
    const basis = { reference: noReference, catalogue: measures };
    const lines = await askScorecard(stores.database, measures, asAt, null, basis);
    for (const { measure: id, month: total, areas } of lines)
      for (const [area, figure] of [['', total] as const, ...Object.entries(areas)]) {
        const place: Place = area === '' ? {} : { area };
        const rows = await listFromRows(stores.database, measureOf(id), { ...month, asKnownAt: null }, place);
        expectSame(rows, figure, measureOf(id), `${id} ${area}`);
      }
    expect(lines.length).toBe(measures.length);
  });

  it.each(['area', 'team', 'group'] as const)(
    'every measure by %s: each part is the length of its list',
    (by: Exclude<By, 'total'>) => {
      let parts = 0;
      for (const measure of measures)
        for (const name of partNames(measure, known, month, by)) {
          const place = { [by]: name };
          expectSame(
            list(measure, known, month, place),
            evaluate(measure, known, month, place, null),
            measure,
            `${measure.id} ${name}`,
          );
          parts++;
        }
      expect(parts).toBeGreaterThan(90);
    },
  );

  it('every row that comes into question is counted, or not counted with a reason, in every measure', () => {
    let rejected = 0;
    for (const measure of measures) {
      const { counted, notCounted } = explainRows(measure, known, month);
      expect(counted.map(({ rowId }) => rowId)).toEqual(list(measure, known, month).map(({ rowId }) => rowId));
      for (const { reasons } of notCounted) expect(reasons.length).toBeGreaterThan(0);
      const told = new Set([...counted, ...notCounted].map(({ rowId }) => rowId));
      for (const count of countsOf(measure))
        for (const row of known(count.projection.name))
          if (isCandidate(count, row, month)) expect(told).toContain(row.rowId);
      const { numerator, denominator } = measure;
      const isPart = isCount(denominator) && denominator.projection === numerator.projection && !denominator.once;
      for (const { rowId, numerator: isAbove, whyNotAbove } of counted)
        if (isPart || isAbove)
          expect([measure.id, rowId, whyNotAbove !== undefined]).toEqual([measure.id, rowId, !isAbove]);
      rejected += notCounted.length;
    }
    expect(rejected).toBeGreaterThan(100);
  });

  it('the database finds the same rows and reasons as memory, now and as known earlier, in all and in one area', async () => {
    for (const day of [null, plainDate('2026-09-12')]) {
      const asKnownAt = day === null ? null : endOfLondonDay(day);
      const then = replay(stores.model.projections, events, asKnownAt);
      for (const measure of measures)
        for (const place of [{}, { area: 'SOUTH' }]) {
          const stored = await candidatesFromRows(stores.database, measure, { ...month, asKnownAt });
          expect(explainRows(measure, stored, month, place)).toEqual(explainRows(measure, then, month, place));
        }
    }
  });

  it('opens a figure down to the events of each row and says how many rows there are', async () => {
    const measure = measureOf('RF-05');
    const asked = { ...month, from: plainDate('2026-04-01'), asKnownAt: null };
    const place = { area: 'SOUTH' };
    const found = await explainFigure(stores.store, stores.database, measure, asked, place, 5);
    const rows = list(measure, known, asked, place);
    expect(found).toMatchObject({
      countedInAll: rows.length,
      sums: { numerator: sumOf(rows, 'numerator'), denominator: sumOf(rows, 'denominator') },
    });
    expect(found.counted.length).toBe(Math.min(5, rows.length));
    for (const line of found.counted) expect(line.events.map(({ type }) => type)).toContain('ReferralReceived');
    expect(found.notCounted[0]!.reasons[0]!.words).toContain('it belongs to the area');
  });
});
