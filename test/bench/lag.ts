import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { instantFromEpochMilliseconds } from '#calendar/instant';
import { READING_CHANNEL } from '#projecting/reading-schema';
import { ask } from '#waymark/ask';
import pg from 'pg';
import { fillLog } from './authorities.ts';
import { percentile, type Figures } from './figures.ts';
import { ended, printed, started } from './programs.ts';
import { masterKey, type Stage } from './stage.ts';

const A_SECOND = 200;
const WARM_UP_SECONDS = 3;

/**
 * From a command's commit until the read model has taken it in and a listener has heard so, with the projector in a process of
 * its own. Commands come when they are due, 200 a second, whether or not those before have been answered; so a stall is
 * met by every command that falls into it. `fromDue` counts from that moment, and the command itself with it.
 */
export async function benchLag(stage: Stage, figures: Figures, isQuick: boolean): Promise<void> {
  const lasting = isQuick ? 6 : 20;
  await fillLog(stage, 10_000);
  await printed(started('test/bench/projecting-program.js', ['rebuild', stage.url]));
  const folder = mkdtempSync(join(tmpdir(), 'waymark-lag-'));
  const env = { DATABASE_URL: stage.url, WAYMARK_DATA: folder, WAYMARK_MASTER_KEY: masterKey.toString('base64') };
  const projector = started('apps/projector/src/main.js', [], env);
  const heard = new Heard(stage.url);
  try {
    await heard.start();
    const asked = await commands(stage, WARM_UP_SECONDS + lasting);
    await heard.upTo(Math.max(...asked.map(({ position }) => position)));
    const counted = asked.slice(WARM_UP_SECONDS * A_SECOND);
    const lags = counted.map(({ position, committedAt }) => heard.at(position) - committedAt);
    const fromDue = counted.map(({ position, dueAt }) => heard.at(position) - dueAt);
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
      ['max', 1],
    ] as const) {
      figures.note(`lag.${name}`, percentile(lags, share), 1);
      figures.note(`lag.fromDue.${name}`, percentile(fromDue, share), 1);
    }
    figures.note('lag.commandsPerSecond', counted.length / lasting);
  } finally {
    await heard.close();
    await ended(projector);
    rmSync(folder, { recursive: true, force: true });
  }
}

interface AskedAt {
  readonly position: number;
  readonly dueAt: number;
  readonly committedAt: number;
}

/** Contacts about new children, each screened and decided as a referral by the two commands that follow. */
async function commands({ store }: Stage, lasting: number): Promise<readonly AskedAt[]> {
  const begin = performance.now() + 500;
  const now = () => instantFromEpochMilliseconds(Date.now());
  const asked: Promise<AskedAt>[] = [];
  let before: Promise<unknown> = Promise.resolve();
  for (let i = 0; i < lasting * A_SECOND; i++) {
    const dueAt = begin + (i * 1000) / A_SECOND;
    await pause(Math.max(0, dueAt - performance.now()));
    const step = i % 3;
    // What follows a contact waits for its answer, as a person would; who logs the next one does not.
    const first = step === 0 ? Promise.resolve() : before;
    const one = first.then(async () => {
      const { position } = await ask(
        store,
        { ...commandOf(Math.floor(i / 3), step, now()), commandId: randomUUID() },
        now,
      );
      return { position, dueAt, committedAt: performance.now() };
    });
    one.catch(() => undefined); // thrown below
    asked.push((before = one));
  }
  return Promise.all(asked);
}

export function commandOf(
  child: number,
  step: number,
  at: string,
): { readonly command: string; readonly body: object } {
  const about = { children: [`LAG-${child}`], contactId: `LAG-CONTACT-${child}` };
  if (step === 0)
    return {
      command: 'ReceiveContact',
      body: { ...about, source: '2A', method: 'PHONE', hub: 'MASH', receivedAt: at },
    };
  if (step === 1)
    return {
      command: 'ScreenContact',
      body: { ...about, screenedAt: at, screenedBy: 'W1', qualified: true, ragThreshold: 'A' },
    };
  return {
    command: 'DecideContact',
    body: { ...about, outcome: 'REFERRAL', decidedAt: at, teamId: 'ASSESSMENT-SOUTH', areaId: 'SOUTH' },
  };
}

/** A listener as a page has one: when it heard that the read model has taken in a position. */
class Heard {
  private readonly client: pg.Client;
  private readonly times: { readonly position: number; readonly at: number }[] = [];

  constructor(url: string) {
    this.client = new pg.Client({ connectionString: url });
  }

  async start(): Promise<void> {
    await this.client.connect();
    this.client.on('notification', ({ payload }) => {
      const position = Number(payload);
      if (position > (this.times.at(-1)?.position ?? 0)) this.times.push({ position, at: performance.now() });
    });
    await this.client.query(`listen ${READING_CHANNEL}`);
  }

  async upTo(position: number): Promise<void> {
    const late = AbortSignal.timeout(60_000);
    while ((this.times.at(-1)?.position ?? 0) < position) await once(this.client, 'notification', { signal: late });
  }

  at(position: number): number {
    return this.times.find((one) => one.position >= position)!.at;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
