import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { instant, type Instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { grouped } from '#projecting/linked-events';
import { Projector } from '#projecting/projector';
import { rebuild } from '#projecting/rebuild';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { asCsv } from '#reporting/print-csv';
import { simulate } from '#simulation/simulate';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { standingAt, underway } from '#testing/job-underway';
import { frozenReports } from '#waymark/frozen-reports';
import { askReport } from '#waymark/reports';
import { jobKinds, type AskingOf } from '../job-kinds.ts';
import { prepareJobs } from '../jobs-schema.ts';
import { Cancelled, type Produced } from '../producer.ts';
import { Runs } from '../runs.ts';
import { monthlyPack } from './monthly-pack.ts';
import { reportPack } from './report-pack.ts';

const asAt = plainDate('2026-09-30');
const two = ['monthly-scorecard', 'activity-report'];
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The files of a pack by name; the list of contents names each with its hash. */
function filesOf({ file }: Produced): Readonly<Record<string, string>> {
  const files = Object.entries(unzipSync(file!.content));
  const texts = Object.fromEntries(files.map(([name, content]) => [name, Buffer.from(content).toString('utf8')]));
  const listed = [...texts['contents.txt']!.matchAll(/^ {2}(\S+) {2}SHA-256 (\w{64})$/gm)].map(([, ...one]) => one);
  expect(listed).toEqual(
    files.flatMap(([name, content]) => (name === 'contents.txt' ? [] : [[name, sha256(content)]])),
  );
  return texts;
}

describe('packs of reports of a simulated authority', () => {
  let stores: EmptyStores;
  let projector: Projector | undefined;
  const packed = (asked: AskingOf<'report-pack'>, job = underway()) =>
    reportPack(jobKinds['report-pack'].asked.parse(asked), standingAt(stores), job);
  const csvOf = async (id: string, isPublic: boolean) => {
    const asked = { definition: reportDefinition(id, asAt)!, asAt, asKnownAt: null, isPublic };
    return asCsv((await askReport(stores, asked, measures)).answer);
  };

  beforeAll(async () => {
    stores = await emptyStores(readingModel(projections, measures));
    await prepareJobs(stores.database);
    const events = [...simulate({ children: 60, seed: 11 })].filter(({ childId }) => childId !== '');
    const writes = grouped(events, ({ childId }) => childId).map((own) => ({
      stream: childStream(own[0]!.childId),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await stores.store.append(writes, { trustRecordedAt: true });
    await rebuild(stores.store, stores.database, stores.model);
    projector = new Projector(stores.store, stores.database, stores.model);
    projector.start();
  });
  afterAll(async () => {
    await projector?.stop();
    await stores?.close();
  });

  it('hold each report as a spreadsheet, a page and CSV, as it is by itself', async () => {
    const produced = await packed({ reports: [...two, two[0]!], asAt });
    expect(produced).toMatchObject({
      result: '2 reports, each as a spreadsheet, a page and CSV.',
      file: { name: 'report-pack-2026-09-30.zip', type: 'application/zip', rows: 2 },
    });
    const files = filesOf(produced);
    expect(Object.keys(files)).toEqual([
      ...two.flatMap((id) => ['xlsx', 'html', 'csv'].map((form) => `${id}-2026-09-30.${form}`)),
      'contents.txt',
    ]);
    for (const id of two) expect(files[`${id}-2026-09-30.csv`]).toBe(await csvOf(id, false));
  });

  it('for publication hide what the reports themselves hide', async () => {
    const files = filesOf(await packed({ reports: two, as: 'FOR_PUBLICATION', asAt }));
    for (const id of two) expect(files[`${id}-2026-09-30.csv`]).toBe(await csvOf(id, true));
    expect(await csvOf(two[0]!, true)).not.toBe(await csvOf(two[0]!, false));
  });

  it('of what is given out freeze each report once, and give the same again for ever', async () => {
    const asked = { reports: two, as: 'FROZEN', asAt, recordedBy: 'perf' } as const;
    const first = filesOf(await packed(asked));
    const again = filesOf(await packed(asked));
    expect((await frozenReports(stores.store)).map(({ id, recordedBy }) => [id, recordedBy])).toEqual(
      two.map((id) => [`${id}-2026-09-30`, 'perf']),
    );
    for (const id of two) expect(again[`${id}-2026-09-30.csv`]).toBe(first[`${id}-2026-09-30.csv`]);
    expect(again['contents.txt']).toContain('frozen as monthly-scorecard-2026-09-30 at ');
    const asKnownAt = instant('2026-10-01T00:00:00Z');
    await expect(packed({ ...asked, asKnownAt })).rejects.toThrow(/^A report is frozen as it is known now/);
  });

  it('name what there is when a report is asked for that there is not, and stop when they are cancelled', async () => {
    await expect(packed({ reports: ['nothing'], asAt })).rejects.toThrow('There is no report nothing: there are');
    const job = underway();
    const cancelled = { ...job, progress: (done: number) => done === 1 && stop() };
    const stop = (): never => {
      throw new Cancelled('enough');
    };
    await expect(packed({ reports: two, asAt }, cancelled as typeof job)).rejects.toBeInstanceOf(Cancelled);
  });

  it('are made by themselves once a month, from its fifth working day on', async () => {
    const runs = new Runs(stores.database);
    let turn = 0;
    const on = async (now: Instant) => {
      const runId = `00000000-0000-8000-8000-00000000000${++turn}`;
      await runs.ask({
        runId,
        kind: 'monthly-pack',
        asked: {},
        subject: 'Pack',
        askedBy: 'SYS',
        askedByName: 'Waymark',
      });
      const run = (await runs.claim(runId))!;
      const produced = await monthlyPack(
        {},
        standingAt(stores, () => now),
        underway(),
      );
      await runs.finish(run, produced);
      return produced;
    };
    expect((await on(instant('2026-10-06T05:00:00Z'))).isNothing).toBe(true);
    const made = await on(instant('2026-10-08T05:00:00Z')); // the service was away on the day itself, Wednesday the 7th
    expect(made.file).toMatchObject({ name: 'monthly-pack-2026-09.zip', rows: reportNames.length });
    expect(Object.keys(filesOf(made))).toHaveLength(3 * reportNames.length + 1);
    expect((await on(instant('2026-10-09T05:00:00Z'))).isNothing).toBe(true);
    const kept = await stores.database.query<{ days: number }>(
      `select round(extract(epoch from expires_at - now()) / 86400)::integer as days from jobs.runs where file is not null`,
    );
    expect(kept).toEqual([{ days: 40 }]);
  });
});
