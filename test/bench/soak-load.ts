import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { commandOf } from './lag.ts';

/** What came of the requests of a minute. */
export interface Answered {
  commands: number;
  questions: number;
  /** Commands that were not sent when they were due, because too many had no answer yet. */
  late: number;
  refused: number;
  /** Of the first request refused in this minute: what was asked, the status and the beginning of the answer. */
  firstRefusal?: string;
}

const MOST_UNDER_WAY = 500;

/** Who logs contacts, who screens and decides them, and who asks. */
export const asking = ['front-door', 'screener', 'service-manager'] as const;
type Who = (typeof asking)[number];

/** Full load on a served program: commands at a rate, whether or not those before are answered, and questions beside them. */
export class SoakLoad {
  private answered = none();
  private underWay = 0;
  private next = 0;
  private asked = 0;

  constructor(
    private readonly home: string,
    /** By who asks, tokens that take turns: requests of one token are limited. */
    private readonly tokens: Readonly<Record<Who, readonly string[]>>,
    private readonly commandsASecond: number,
  ) {}

  /** Goes on until told to stop. */
  async run(signal: AbortSignal): Promise<void> {
    const begin = performance.now();
    await Promise.all([this.commands(begin, signal), this.questions(signal)]);
  }

  /** What was answered since this was asked last. */
  takeAnswered(): Answered {
    const answered = this.answered;
    this.answered = none();
    return answered;
  }

  private async commands(begin: number, signal: AbortSignal): Promise<void> {
    for (let i = 0; !signal.aborted; i++) {
      await pause(Math.max(0, begin + (i * 1000) / this.commandsASecond - performance.now()));
      if (this.underWay >= MOST_UNDER_WAY) this.answered.late++;
      else void this.command(this.next++);
    }
    while (this.underWay > 0) await pause(50);
  }

  /** The steps of one contact stand three hundred commands apart: what comes before has been answered by then. */
  private async command(i: number): Promise<void> {
    const step = Math.floor(i / 300) % 3;
    const child = Math.floor(i / 900) * 300 + (i % 300);
    const { command, body } = commandOf(child, step, new Date().toISOString());
    this.underWay++;
    const isGood = await this.sent(step === 0 ? 'front-door' : 'screener', `commands/${command}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    });
    this.underWay--;
    if (isGood) this.answered.commands++;
  }

  /** One after the other, five a second at most: a scorecard, a queue, a figure opened. */
  private async questions(signal: AbortSignal): Promise<void> {
    const paths = ['scorecard', 'queue?area=SOUTH', 'measures/RF-01/explain?limit=10', 'measures/FD-01?by=area'];
    for (let i = 0; !signal.aborted; i++) {
      if (await this.sent('service-manager', paths[i % paths.length]!, {})) this.answered.questions++;
      await pause(200);
    }
  }

  private async sent(who: Who, path: string, options: RequestInit): Promise<boolean> {
    const token = this.tokens[who][this.asked++ % this.tokens[who].length]!;
    const headers = { ...(options.headers as Record<string, string>), Authorization: `Bearer ${token}` };
    try {
      const answer = await fetch(`${this.home}/api/v1/${path}`, { ...options, headers });
      const text = await answer.text();
      if (!answer.ok) this.refused(`${path}: ${answer.status} ${text.slice(0, 300)}`);
      return answer.ok;
    } catch (error) {
      this.refused(`${path}: ${(error as Error).message}`);
      return false;
    }
  }

  private refused(why: string): void {
    this.answered.refused++;
    this.answered.firstRefusal ??= why;
  }
}

const none = (): Answered => ({ commands: 0, questions: 0, late: 0, refused: 0 });
