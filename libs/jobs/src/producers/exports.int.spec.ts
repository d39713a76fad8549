import { parse } from 'csv-parse/sync';
import { instantFromEpochMilliseconds } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { grouped } from '#projecting/linked-events';
import { rebuild } from '#projecting/rebuild';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { reportDefinition } from '#reporting/definitions';
import { formulaSafe } from '#reporting/formula-safe';
import { simulate } from '#simulation/simulate';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { standingAt, underway } from '#testing/job-underway';
import { ask } from '#waymark/ask';
import { freezeReport } from '#waymark/freeze-report';
import { frozenReport } from '#waymark/frozen-reports';
import { askMeasures, askScorecard } from '#waymark/questions';
import { readBasis } from '#waymark/reference-data';
import { Cancelled, type Produced } from '../producer.ts';
import { jobKinds, type AskingOf } from '../job-kinds.ts';
import { exportFigures } from './export-figures.ts';
import { exportList } from './export-list.ts';

const asAt = plainDate('2026-09-30');
const year = { from: '2025-10-01', to: '2026-09-30', asAt: '2026-09-30' } as never as {
  from: typeof asAt;
  to: typeof asAt;
  asAt: typeof asAt;
};
const now = () => instantFromEpochMilliseconds(Date.now());

/** The rows of a CSV file by its heads; the byte order mark must be there. */
const rowsOf = ({ file }: Produced): readonly Record<string, string>[] => {
  const text = file!.content.toString('utf8');
  expect(text.startsWith('\u{FEFF}')).toBe(true);
  return parse(text, { bom: true, columns: true });
};

describe('exports of a simulated authority', () => {
  let stores: EmptyStores;
  const list = (asked: AskingOf<'export-list'>, job = underway()) =>
    exportList(jobKinds['export-list'].asked.parse(asked), standingAt(stores), job);
  const figures = (asked: AskingOf<'export-figures'>) =>
    exportFigures(jobKinds['export-figures'].asked.parse(asked), standingAt(stores), underway());
  const figureOf = async (id: string, window: object = year) => {
    const one = measures.find((measure) => measure.id === id)!;
    const basis = await readBasis(stores.store, measures);
    return (await askMeasures(stores.database, [one], { ...window, asKnownAt: null } as never, basis))[0]!;
  };

  beforeAll(async () => {
    stores = await emptyStores(readingModel(projections, measures));
    const events = [...simulate({ children: 120, seed: 11 })].filter(({ childId }) => childId !== '');
    const writes = grouped(events, ({ childId }) => childId).map((own) => ({
      stream: childStream(own[0]!.childId),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await stores.store.append(writes, { trustRecordedAt: true });
    await rebuild(stores.store, stores.database, stores.model);
  });
  afterAll(() => stores?.close());

  it('have as many rows as the figure says, each with its child', async () => {
    const produced = await list({ list: 'measure', measure: 'RF-05', ...year, format: 'csv' });
    const { numerator, denominator } = await figureOf('RF-05');
    const rows = rowsOf(produced);
    expect(denominator).toBeGreaterThan(5);
    expect(rows).toHaveLength(denominator!);
    expect(rows.filter((row) => row['Counted'] === 'yes')).toHaveLength(numerator);
    expect(rows.every((row) => /^C\d+$/.test(row['Child']!) && /^\d{4}-\d\d-\d\d$/.test(row['Referred on']!))).toBe(
      true,
    );
    expect(produced).toMatchObject({
      result: `${denominator} rows.`,
      file: { rows: denominator, name: 'rf-05-2025-10-01-to-2026-09-30.csv' },
    });
  });

  it('of the queue are the queue, the oldest referral first', async () => {
    // A day with a queue: the simulated authority allocates quickly.
    const waits = await stores.database.query<{ day: typeof asAt }>(
      `select "from"::text as day from reading.unallocated_cases where known_to is null group by 1 order by count(*) desc limit 1`,
    );
    const day = waits[0]!.day;
    const rows = rowsOf(await list({ list: 'queue', asAt: day, format: 'csv' }));
    expect(rows).toHaveLength((await figureOf('UN-Q', { from: day, to: day, asAt: day })).numerator);
    expect(rows.length).toBeGreaterThan(0);
    const referred = rows.map((row) => row['Referred on']!);
    expect(referred).toEqual([...referred].sort());
  });

  it('hold what the asker may see: of an area or a team, and everything for whoever has neither', async () => {
    const all = rowsOf(await list({ list: 'measure', measure: 'RF-01', ...year, format: 'csv' }));
    const [area, team] = [all[0]!['Area']!, all.find((row) => row['Area'] !== all[0]!['Area'])!['Team']!];
    const of = async (sight: object) =>
      rowsOf(await list({ list: 'measure', measure: 'RF-01', ...year, format: 'csv', ...sight }));
    const inArea = all.filter((row) => row['Area'] === area);
    expect(inArea.length).toBeLessThan(all.length);
    expect(await of({ areas: [area] })).toEqual(inArea);
    expect(await of({ area })).toEqual(inArea);
    expect(await of({ areas: [area], teams: [team] })).toEqual(
      all.filter((row) => row['Area'] === area || row['Team'] === team),
    );
    expect(await of({ areas: ['NOWHERE'] })).toEqual([]);
  });

  it('count a restricted record and name it to nobody but those who may open it', async () => {
    const before = rowsOf(await list({ list: 'measure', measure: 'RF-01', ...year, format: 'csv' }));
    const childId = before[0]!['Child']!;
    const own = before.filter((row) => row['Child'] === childId).length;
    const restrict = { childId, level: 'NAMED_WORKERS', allowed: ['W1'], reason: 'Known to staff', authorisedBy: 'W2' };
    await ask(stores.store, { command: 'RestrictRecord', body: restrict, commandId: 'restrict' }, now);
    await rebuild(stores.store, stores.database, stores.model);
    const produced = await list({ list: 'measure', measure: 'RF-01', ...year, format: 'csv' });
    const rows = rowsOf(produced);
    expect(rows).toHaveLength(before.length);
    expect(rows.filter((row) => row['Child'] === 'Restricted record')).toHaveLength(own);
    expect(produced.file!.content.toString()).not.toContain(childId);
    expect(produced.result).toMatch(/ of them restricted records without an id\.$/);
    const seen = await list({ list: 'measure', measure: 'RF-01', ...year, format: 'csv', opened: [childId] });
    expect(rowsOf(seen)).toEqual(before);
  });

  it('say how far they are, and stop when they are cancelled', async () => {
    const job = underway();
    const { file } = await list({ list: 'measure', measure: 'RF-01', ...year, format: 'csv' }, job);
    expect(job.said.at(-1)).toEqual([file!.rows, file!.rows]);
    const cancelled = {
      ...underway(),
      progress: () => {
        throw new Cancelled('enough');
      },
    };
    await expect(list({ list: 'measure', measure: 'RF-01', ...year, format: 'xlsx' }, cancelled)).rejects.toThrow(
      Cancelled,
    );
  });

  it('as a workbook are a workbook', async () => {
    const { file } = await list({ list: 'measure', measure: 'RF-01', ...year, format: 'xlsx' });
    expect(file).toMatchObject({
      name: 'rf-01-2025-10-01-to-2026-09-30.xlsx',
      rows: (await figureOf('RF-01')).numerator,
    });
    expect(file!.content.subarray(0, 4)).toEqual(Buffer.from('PK\u{3}\u{4}'));
  });

  it('of a measure hold its whole and its parts as the measure has them', async () => {
    const rows = rowsOf(await figures({ figures: 'measure', measure: 'AS-02', by: 'area', ...year, format: 'csv' }));
    const { numerator, denominator, value } = await figureOf('AS-02');
    expect(rows[0]).toMatchObject({
      Part: 'Total',
      Numerator: String(numerator),
      Denominator: String(denominator),
      Value: String(value),
    });
    const parts = rows.slice(1).reduce((sum, row) => sum + Number(row['Denominator']), 0);
    expect(parts).toBe(denominator);
  });

  it('of the scorecard have a line for every measure', async () => {
    const rows = rowsOf(await figures({ figures: 'scorecard', asAt, format: 'csv' }));
    const own = measures.filter(({ id }) => !id.includes('.'));
    const lines = await askScorecard(stores.database, own, asAt, null, await readBasis(stores.store, measures));
    expect(rows.map((row) => [row['Measure'], row['Month numerator']])).toEqual(
      lines.map(({ measure, month }) => [measure, String(month.numerator)]),
    );
  });

  it('of a report are the report, and of a frozen one what was given out', async () => {
    const report = await figures({ figures: 'report', report: 'quarterly-report', asAt, format: 'csv' });
    expect(rowsOf(report).length).toBeGreaterThan(20);
    const definition = reportDefinition('quarterly-report', asAt)!;
    await freezeReport(stores, { definition, asAt, id: 'given-out' }, now);
    const rows = rowsOf(await figures({ figures: 'frozen-report', report: 'given-out', format: 'csv' }));
    const frozen = await frozenReport(stores.store, 'given-out');
    expect(rows.map((row) => [row['Cell'], row['Printed']])).toEqual(
      frozen!.cells.map(({ cell, text }) => [cell, text === '-' ? '' : formulaSafe(text)]),
    );
  });

  it('of what there is not say so', async () => {
    await expect(list({ list: 'measure', measure: 'XX-1', ...year, format: 'csv' })).rejects.toThrow(
      'There is no measure XX-1.',
    );
    await expect(figures({ figures: 'frozen-report', report: 'never', format: 'csv' })).rejects.toThrow(
      'There is no frozen report never.',
    );
    await expect(figures({ figures: 'report', report: 'never', asAt, format: 'csv' })).rejects.toThrow(
      /There is no report never: there are /,
    );
  });
});
