import pg from 'pg';
import { fillLog } from './authorities.ts';
import { median, seconds, sizeName, type Figures } from './figures.ts';
import { noteMemory, watched, type Peak } from './memory.ts';
import { EMMETT_SETTINGS, EmmettProcess } from './peers/emmett.ts';
import { printed, started } from './programs.ts';
import type { Stage } from './stage.ts';

const EVENTS = 100_000;
const EVENTS_QUICK = 40_000;

/** Catching up and rebuilding with every projection and measure, beside Emmett's projector and beside reading alone. */
export async function benchRebuild(stage: Stage, figures: Figures, isQuick: boolean): Promise<void> {
  const events = isQuick ? EVENTS_QUICK : EVENTS;
  await fillLog(stage, events);
  const read = [];
  const rebuilt = [];
  for (let i = 0; i < (isQuick ? 1 : 3); i++) {
    read.push(await seconds(() => readAndParse(stage.url)));
    const { taken, peak } = await rebuiltApart(stage);
    rebuilt.push(taken);
    if (i === 0) noteMemory(figures, `At${sizeName(events)}`, events, peak);
  }
  figures.note('rebuild.eventsPerSecond', events / median(rebuilt));
  figures.note('rebuild.rowsWrittenAnEvent', (await rowsRead(stage)) / events, 1);
  figures.note('rebuild.readLimit.eventsPerSecond', events / median(read));
  figures.note('rebuild.ofReadLimit', median(read) / median(rebuilt), 3);
  const rate = await emmettProjecting(stage, figures, isQuick ? 5_000 : 20_000);
  figures.note('rebuild.vsEmmett', events / median(rebuilt) / rate, 2);
}

/** How many rows and sums the read models hold, all of which a rebuild has written: Emmett's projector writes one row an event. */
async function rowsRead({ database }: Stage): Promise<number> {
  const [one] = await database.query<{ rows: number }>(
    `select sum(reltuples)::integer as rows from pg_class where relkind = 'r' and relnamespace = 'reading'::regnamespace`,
  );
  return one!.rows;
}

/** Following a log from its beginning, in a process of its own, batch by batch as the projector takes it in live. */
export async function benchCatchUp(stage: Stage, figures: Figures, events: number): Promise<void> {
  await fillLog(stage, events);
  const taken = Number(await printed(started('test/bench/projecting-program.js', ['follow', stage.url])));
  figures.note('rebuild.catchUp.eventsPerSecond', events / taken);
  figures.note('rebuild.catchUp.events', events);
}

/** Rebuilds in a process of its own, as `waymark rebuild` does: the seconds it took there, and the most that was held. */
export async function rebuiltApart(stage: Stage): Promise<{ readonly taken: number; readonly peak: Peak }> {
  const program = started('test/bench/projecting-program.js', ['rebuild', stage.url]);
  const stop = watched(program.pid!, stage.postgres);
  try {
    return { taken: Number(await printed(program)), peak: stop() };
  } finally {
    stop();
  }
}

/** What a rebuild of one million or more comes to beside reading alone, and beside Emmett, whose rate does not change with size. */
export async function noteLargeRebuild({ url }: Stage, figures: Figures, events: number, taken: number): Promise<void> {
  const name = `rebuild.at${sizeName(events)}`;
  figures.note(`${name}.eventsPerSecond`, events / taken);
  figures.note(`${name}.ofReadLimit`, (await seconds(() => readAndParse(url))) / taken, 3);
  const emmett = figures.noted('rebuild.emmett.eventsPerSecond');
  if (emmett !== undefined) figures.note(`${name}.vsEmmett`, events / taken / emmett, 2);
}

/** The limit of whatever folds in JavaScript: the columns a fold needs, 5,000 events a page, parsed and let go. */
async function readAndParse(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const page = `select position, type, child_id, occurred_on::text, recorded_at::text, data::text from log.event
    where position > $1 order by position limit 5000`;
  try {
    let fields = 0;
    for (let at = 0; ;) {
      const { rows } = await client.query<[string, ...string[]]>({
        name: 'page',
        text: page,
        values: [at],
        rowMode: 'array',
      });
      if (rows.length === 0) break;
      for (const row of rows) fields += Object.keys(JSON.parse(row[5]!) as object).length;
      at = Number(rows.at(-1)![0]);
    }
    if (fields === 0) throw new Error('The log is empty.');
  } finally {
    await client.end();
  }
}

/** Emmett's events a second, over fewer events, for it takes each alike: what 100,000 would take follows from that. */
async function emmettProjecting({ url }: Stage, figures: Figures, events: number): Promise<number> {
  const emmett = new EmmettProcess(url, 4);
  try {
    await emmett.ask({ what: 'load', count: events });
    const rates = [];
    for (let i = 0; i < 3; i++) rates.push(events / (await emmett.ask({ what: 'project', count: events })));
    figures.note('rebuild.emmett.eventsPerSecond', median(rates));
    figures.note('rebuild.emmett.events', events);
    figures.remark('rebuild.emmett.settings', EMMETT_SETTINGS);
    return median(rates);
  } finally {
    await emmett.close();
  }
}
