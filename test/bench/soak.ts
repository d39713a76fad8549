import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Accounts } from '#access/accounts';
import { Tokens } from '#access/tokens';
import { stopPostgres } from '#event-store/embedded-postgres/server';
import { Jobs } from '#jobs/jobs';
import { producers } from '#jobs/producers';
import type { Sql } from '#projecting/reading-database';
import { open } from '#waymark/open';
import { growthOf, type Held } from './growth.ts';
import { residentMegabytes } from './memory.ts';
import { built, ended } from './programs.ts';
import { asking, SoakLoad } from './soak-load.ts';
import { model } from './stage.ts';
import { tidied } from './tidied.ts';
import { refuse, wordsGiven } from './words.ts';

/**
 * A served program and a projector of its own at full load for minutes, as `npm run bench:soak -- --minutes 20`: commands at 200 a
 * second, scorecards, queues, explanations and background jobs. Prints what each process holds every minute, and ends with 1
 * where memory or connections grow (`growthOf`).
 */
const use = 'npm run bench:soak -- [--minutes 20] [--rate 200]';
const given = wordsGiven(use, { minutes: { type: 'string' }, rate: { type: 'string' } });
const [minutes, rate] = [Number(given.minutes ?? 20), Number(given.rate ?? 200)];
if (!(minutes > 0) || !(rate > 0)) refuse('Give --minutes and --rate as numbers above 0.', use);
/** How long from one line to the next: a soak cut short, to try it, prints more often. */
const every = Math.min(1, minutes / 20);
const PORT = 3997;
const home = `http://127.0.0.1:${PORT}`;
const TOKENS_EACH = 30;

const folder = mkdtempSync(join(tmpdir(), 'waymark-soak-'));
chmodSync(folder, 0o755);

function program(path: string, env: NodeJS.ProcessEnv): ChildProcess {
  const reporter = join(built, 'test/bench/memory-reporter.js');
  return spawn(process.execPath, ['--expose-gc', '--import', reporter, join(built, path)], {
    env: { ...process.env, DATABASE_URL: '', WAYMARK_DATA: folder, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function ready(service: ChildProcess): Promise<void> {
  while (service.exitCode === null) {
    if (
      await fetch(`${home}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await pause(300);
  }
  throw new Error('The program ended before it was ready.');
}

async function heapMegabytes(one: ChildProcess): Promise<number> {
  one.send('memory');
  const [answer] = (await once(one, 'message', { signal: AbortSignal.timeout(60_000) })) as [{ heapMegabytes: number }];
  return answer.heapMegabytes;
}

async function tokensOf(sql: Sql, username: string): Promise<readonly string[]> {
  const { accountId } = (await new Accounts(sql).named(username))!;
  const tokens = new Tokens(sql);
  return Promise.all(Array.from({ length: TOKENS_EACH }, (_, i) => tokens.make(accountId, `soak ${i}`, 1)));
}

/** Series by what is held, with how much of a rise is noise: megabytes or pieces, and a share of what was held. */
const series = new Map<string, { readonly held: Held[]; readonly allowed: number; readonly share: number }>();
function note(name: string, minute: number, held: number, allowed: number, share: number): string {
  if (!series.has(name)) series.set(name, { held: [], allowed, share });
  series.get(name)!.held.push({ minute, held });
  return `${name} ${held.toFixed(0)}`;
}

const kinds = ['remind', 'escalate', 'check-audit', 'clean-up'] as const;
const by = { askedBy: 'soak', askedByName: 'Soak' };

const web = program('apps/web/src/main.js', {
  PORT: String(PORT),
  WAYMARK_DEMO_CHILDREN: '300',
  WAYMARK_PROJECTOR: 'off',
});
let projector: ChildProcess | undefined;

async function soak(): Promise<void> {
  await ready(web);
  projector = program('apps/projector/src/main.js', {});
  const opened = await open({ dataDir: folder }, model);
  const jobs = await Jobs.open(opened, { producers });
  const tokens = Object.fromEntries(
    await Promise.all(asking.map(async (who) => [who, await tokensOf(opened.database, who)] as const)),
  ) as Record<(typeof asking)[number], readonly string[]>;
  const load = new SoakLoad(home, tokens, rate);
  const over = new AbortController();
  const running = load.run(over.signal);
  for (let i = 1; i <= Math.round(minutes / every); i++) {
    await pause(every * 60_000);
    await jobs.ask({ kind: kinds[i % kinds.length]!, asked: {}, subject: 'soak' }, by);
    const words = [];
    for (const [name, one] of [
      ['web', web],
      ['projector', projector],
    ] as const) {
      words.push(note(`${name} heap MB`, i * every, await heapMegabytes(one), 5, 0.05));
      words.push(note(`${name} resident MB`, i * every, residentMegabytes(one.pid!), 30, 0.1));
    }
    const [{ connections, behind } = { connections: 0, behind: 0 }] = await opened.database.query<{
      connections: number;
      behind: number;
    }>(
      `select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections,
         ((select position from log.head) - (select min(position) from reading.checkpoint))::int as behind`,
    );
    words.push(note('connections', i * every, connections, 2, 0));
    const { commands, questions, late, refused, firstRefusal } = load.takeAnswered();
    process.stdout.write(
      `minute ${(i * every).toFixed(1)}: ${words.join(', ')}, ${behind} events behind; ${commands} commands, ${questions} questions, ${late} late, ${refused} refused\n`,
    );
    if (firstRefusal !== undefined) process.stdout.write(`  ${firstRefusal}\n`);
  }
  over.abort();
  await running;
  await jobs.stop();
  await opened.close();
  for (const [name, { held, allowed, share }] of series) {
    const { anHour, rise, grows } = growthOf(held, allowed, share);
    process.stdout.write(
      `${name}: ${anHour.toFixed(1)} an hour, ${rise.toFixed(1)} in all${grows ? ': it GROWS' : ''}\n`,
    );
    if (grows) process.exitCode = 1;
  }
}

await tidied(soak, async () => {
  if (projector) await ended(projector);
  await ended(web); // it stops the PostgreSQL that it started
  await stopPostgres(join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
});
