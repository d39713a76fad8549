import { addMonths, endOfMonth, plainDate, startOfMonth, type PlainDate } from '#calendar/plain-date';
import { monthOf } from '#calendar/period';
import { countKey, unitsPerOne } from '#measures/measure';
import { explainLines } from '#projecting/explain';
import { measureById, measures } from '#projections/index';
import { askMeasures, askScorecard } from '#waymark/questions';
import { plainBasis } from '#waymark/reference-data';
import { QueueHandler, QueueQuery } from '../../apps/web/src/queries/queue.query.ts';
import { Waymark } from '../../apps/web/src/waymark.ts';
import { fillLog } from './authorities.ts';
import { percentile, seconds, sizeName, type Figures } from './figures.ts';
import { noteMemory } from './memory.ts';
import { plainScorecard } from './peers/plain-sql.ts';
import { noteLargeRebuild, rebuiltApart } from './rebuild.ts';
import type { Stage } from './stage.ts';

/** Which size is compared with plain SQL where it is among those measured. */
const BESIDE_SQL = 1_000_000;

/**
 * What questions cost as the log grows: every measure on one page, a manager's queue, a figure opened down to its events, each
 * asked for other days every time; beside the same scorecard as plain SQL over the rows.
 */
export async function benchScorecards(
  stage: (name: string) => Promise<Stage>,
  figures: Figures,
  isQuick: boolean,
): Promise<void> {
  const sizes = isQuick ? [10_000, 40_000] : [10_000, 100_000, 1_000_000, 5_000_000];
  const p95: number[] = [];
  for (const size of sizes) {
    figures.progress(`scorecard at ${sizeName(size)} ...`);
    const own = await stage(`events_${size}`);
    await fillAndRebuild(own, figures, size, size === sizes.at(-1));
    p95.push(await benchQuestions(own, figures, size, isQuick ? 30 : 100));
    if (size === Math.min(BESIDE_SQL, sizes.at(-1)!)) await besideSql(own, figures, size);
  }
  figures.note('scorecard.growth', p95.at(-1)! / p95[0]!, 2);
  figures.remark('scorecard.growthIs', `p95 at ${sizeName(sizes.at(-1)!)} over p95 at ${sizeName(sizes[0]!)}`);
}

/** Fills a log and rebuilds from it in a process of its own, and notes how fast and, of large ones, in how much memory. */
export async function fillAndRebuild(stage: Stage, figures: Figures, size: number, isLargest: boolean): Promise<void> {
  const filled = await seconds(() => fillLog(stage, size));
  const { taken, peak } = await rebuiltApart(stage);
  figures.note(`fill.eventsPerSecondAt${sizeName(size)}`, size / filled);
  if (isLargest) noteMemory(figures, '', size, peak);
  if (size < 1_000_000) return;
  await noteLargeRebuild(stage, figures, size, taken);
  noteMemory(figures, `At${sizeName(size)}`, size, peak);
}

/** Ends of months and middles of months of the last year and a half: no answer is asked for twice in a row. */
const days: readonly PlainDate[] = Array.from({ length: 18 }, (_, i) => {
  const month = startOfMonth(addMonths(plainDate('2026-09-30'), -i));
  return i % 2 === 0 ? endOfMonth(month) : plainDate(`${month.slice(0, 8)}${10 + i}`);
});

async function benchQuestions(stage: Stage, figures: Figures, size: number, times: number): Promise<number> {
  const { database, store } = stage;
  const asked = {
    scorecard: (day: PlainDate) => askScorecard(database, measures, day, null, plainBasis),
    queue: (day: PlainDate) => queue.execute(new QueueQuery(day, { area: 'EAST' })),
    explain: (day: PlainDate) => explain(stage, day),
  };
  const queue = new QueueHandler(new Waymark(store, database, undefined));
  const p95: Record<string, number> = {};
  for (const [name, ask] of Object.entries(asked)) {
    const samples: number[] = [];
    for (let i = 0; i < times + 5; i++) samples.push(1000 * (await seconds(() => ask(days[i % days.length]!))));
    const counted = samples.slice(5);
    figures.note(`${name}.p50At${sizeName(size)}`, percentile(counted, 0.5), 1);
    figures.note(`${name}.p95At${sizeName(size)}`, (p95[name] = percentile(counted, 0.95)), 1);
  }
  return p95['scorecard']!;
}

/** One cell of the scorecard opened: its list in one area, the first twenty lines down to their events. */
async function explain({ database, store }: Stage, asAt: PlainDate): Promise<void> {
  const measure = measureById('AS-02')!;
  const asked = { ...monthOf(asAt), to: asAt, asAt, asKnownAt: null, withList: true, place: { area: 'EAST' } };
  const [answer] = await askMeasures(database, [measure], asked, plainBasis);
  await explainLines(store, measure, answer!.rows!.slice(0, 20), null);
}

/** The same scorecard both ways, in turns, each day to the same figures. */
async function besideSql({ database }: Stage, figures: Figures, size: number): Promise<void> {
  const ours: number[] = [];
  const plain: number[] = [];
  for (const day of days.slice(0, 6)) {
    let lines: Awaited<ReturnType<typeof askScorecard>>;
    let rows: Awaited<ReturnType<typeof plainScorecard>>;
    ours.push(
      1000 * (await seconds(async () => (lines = await askScorecard(database, measures, day, null, plainBasis)))),
    );
    plain.push(1000 * (await seconds(async () => (rows = await plainScorecard(database, day)))));
    refuseOthers(lines!, rows!);
  }
  figures.note('scorecard.vsSql', percentile(plain, 0.5) / percentile(ours, 0.5), 1);
  figures.note(`scorecard.plainSql.p50At${sizeName(size)}`, percentile(plain, 0.5), 1);
}

/** A comparison of two different things would be none. */
function refuseOthers(
  lines: Awaited<ReturnType<typeof askScorecard>>,
  rows: Awaited<ReturnType<typeof plainScorecard>>,
): void {
  for (const { countedAs, month } of lines) {
    const { numerator, percentile: measured } = measureById(countedAs)!;
    if (measured !== undefined) continue;
    const plain = rows.get(`month ${countKey(numerator)}`)!.get('total')! / unitsPerOne(numerator);
    if (Math.abs(plain - month.numerator) > 1e-9)
      throw new Error(`${countedAs}: ${month.numerator} from the sums, ${plain} by plain SQL.`);
  }
}
