import { instantFromEpochMilliseconds } from '#calendar/instant';
import { monthOf } from '#calendar/period';
import { addMonths, endOfMonth, plainDate, startOfMonth, type PlainDate } from '#calendar/plain-date';
import { endOfLondonDay } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import { measureById, measures } from '#projections/index';
import { explainLines } from '#projecting/explain';
import { rebuild } from '#projecting/rebuild';
import { scorecardFigures, type ScorecardColumn } from '#projecting/scorecard';
import { simulate } from '#simulation/simulate';
import { askMeasures, askScorecard } from '#waymark/questions';
import { plainBasis } from '#waymark/reference-data';
import { percentile, seconds } from './figures.ts';
import { load, model, onStage, type Stage } from './stage.ts';

/**
 * What a question costs with so many events (`npm run bench:reports -- 100000 1000000`): the whole scorecard from running
 * sums, beside the same from the rows in the same run; as it was known a year ago; one measure by team for two years; and
 * one cell opened down to its events.
 */
const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0);
const note = (name: string, value: number, digits = 1) => {
  process.stdout.write(`${name.padEnd(64)}${Number(value.toFixed(digits)).toLocaleString('en-GB')}\n`);
};

await onStage(async (stage) => {
  for (const size of sizes.length === 0 ? [20_000] : sizes) await bench(await stage(`events_${size}`), size);
});

async function bench(stage: Stage, size: number): Promise<void> {
  const asAt = await fill(stage, size);
  const { store, database } = stage;
  const name = (what: string) => `${what} at ${size.toLocaleString('en-GB')}`;
  const month = { ...monthOf(asAt), to: asAt, asAt };

  const now = await times(30, () => askScorecard(database, measures, asAt, null, plainBasis));
  note(name('scorecard.now.p50Milliseconds'), now);
  const fromRows = await times(3, () =>
    askScorecard(database, measures, asAt, instantFromEpochMilliseconds(4_000_000_000_000), plainBasis),
  );
  note(name('scorecard.fromRows.p50Milliseconds'), fromRows);
  note(name('scorecard.rowsOverSums'), fromRows / now);
  const yearAgo = endOfLondonDay(addMonths(asAt, -12));
  note(
    name('scorecard.asKnownAYearAgo.p50Milliseconds'),
    await times(3, () => askScorecard(database, measures, addMonths(asAt, -12), yearAgo, plainBasis)),
  );

  const as02 = measureById('AS-02')!;
  const columns = Array.from({ length: 24 }, (_, i): ScorecardColumn => {
    const to = endOfMonth(addMonths(startOfMonth(asAt), -i));
    return { name: to, by: 'team', asked: { ...monthOf(to), asAt: to, asKnownAt: null } };
  });
  note(
    name('measure.byTeamFor24Months.p50Milliseconds'),
    await times(30, () => scorecardFigures(database, [as02], columns, () => null)),
  );
  note(
    name('explain.oneCell.p50Milliseconds'),
    await times(20, async () => {
      const asked = { ...month, asKnownAt: null, withList: true, place: { area: 'EAST' } };
      const [answer] = await askMeasures(database, [as02], asked, plainBasis);
      return explainLines(store, as02, answer!.rows!.slice(0, 20), null);
    }),
  );
}

/** Simulates, stores and rebuilds; answers with the last whole month's end. */
async function fill({ store, database }: Stage, size: number): Promise<PlainDate> {
  let batch: RecordedEvent[] = [];
  let stored = 0;
  let last = plainDate('2000-01-01');
  const loading = await seconds(async () => {
    for (const event of simulate({ children: Math.ceil(size / 33), seed: 1 })) {
      batch.push(event);
      if (event.occurredOn > last) last = event.occurredOn;
      if (batch.length === 20_000 || stored + batch.length === size) {
        await load(store, batch);
        stored += batch.length;
        batch = [];
        if (stored === size) break;
      }
    }
    await load(store, batch);
  });
  note(
    `simulated and appended, events a second, of ${(stored + batch.length).toLocaleString('en-GB')}`,
    (stored + batch.length) / loading,
    0,
  );
  note('rebuilt, events a second', (stored + batch.length) / (await seconds(() => rebuild(store, database, model))), 0);
  return endOfMonth(addMonths(startOfMonth(last), -1));
}

async function times(count: number, work: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let i = 0; i < count + 2; i++) samples.push(1000 * (await seconds(work)));
  return percentile(samples.slice(2), 0.5);
}
