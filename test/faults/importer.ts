import { setTimeout as pause } from 'node:timers/promises';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { Browser } from './browser.ts';

/** A file whose import was answered with the job that does it. */
export interface Imported {
  readonly runId: string;
  readonly eventIds: readonly string[];
}

/** Lines of each file that are no event, and so reasons of its import. */
export const BROKEN_LINES = 2;
const EVENTS_A_FILE = 40;
/** The first file, and now and then another, is stored in more than one piece, so that an import can be cut in two. */
const EVENTS_OF_A_LARGE_FILE = 2400;
const LARGE_EVERY = 20;
const AGAIN_MILLISECONDS = 200;
const PATH = '/administration/imports';

/** Somebody with a browser who imports one file after the other, and sends a form again whose answer did not come. */
export class Importer {
  readonly imported: Imported[] = [];
  /** Every event of every file that was ever sent: whether or not an answer came, it may be in the log. */
  readonly eventIds = new Set<string>();
  private readonly browser = new Browser();
  private tries = 0;

  constructor(
    private readonly seed: number,
    private readonly today: PlainDate,
    private readonly addresses: readonly string[],
    private readonly betweenMilliseconds: number,
  ) {}

  /** Goes on until told to stop; a form that was sent is sent until it is answered, or `givesUpAt` has come. */
  async work(isOver: () => boolean, givesUpAt: () => number): Promise<void> {
    for (let n = 0; !isOver(); n++) {
      const { text, eventIds } = this.file(n);
      const form = new FormData();
      form.set('format', 'events');
      form.set('file', new Blob([text]), 'told.jsonl');
      const runId = await this.sent(PATH, PATH, form, givesUpAt);
      if (runId !== undefined) this.imported.push({ runId, eventIds });
      await pause(this.betweenMilliseconds);
    }
  }

  /** Asks for a job that failed once more, as whoever looks after the service does. */
  async tryAgain(runId: string, givesUpAt: number): Promise<void> {
    await this.sent(
      `/administration/jobs/${runId}`,
      `/administration/jobs/${runId}/retry`,
      new URLSearchParams(),
      () => givesUpAt,
    );
  }

  /** Sends a form, with the keys it was drawn with, until the answer leads to a job; undefined when it never does. */
  private async sent(
    drawnAt: string,
    path: string,
    form: FormData | URLSearchParams,
    givesUpAt: () => number,
  ): Promise<string | undefined> {
    for (let hasKeys = false; performance.now() < givesUpAt(); await pause(AGAIN_MILLISECONDS)) {
      const address = this.addresses[this.tries++ % this.addresses.length]!;
      try {
        if (!hasKeys)
          for (const [name, value] of Object.entries(await this.browser.keys(address, drawnAt))) form.set(name, value);
        hasKeys = true;
        const answer = await this.browser.ask(address, path, { method: 'POST', body: form });
        const [, runId] = /^\/administration\/jobs\/([0-9a-f-]{36})$/.exec(answer.headers.get('location') ?? '') ?? [];
        if (runId !== undefined) return runId;
        hasKeys = answer.status >= 500; // else the session is not the one the form was drawn in any more
      } catch {
        // Nobody answered: the same again.
      }
    }
    return undefined;
  }

  private file(n: number): { readonly text: string; readonly eventIds: readonly string[] } {
    const length = n % LARGE_EVERY === 0 ? EVENTS_OF_A_LARGE_FILE : EVENTS_A_FILE;
    const events = Array.from({ length }, (_, i) => ({
      eventId: uuidOf(`faults ${this.seed} import ${n} ${i}`),
      type: 'ReferralReceived',
      childId: `I${this.seed}x${n}x${i}`,
      data: { caseId: 'R1', referredOn: addDays(this.today, -200 - (i % 300)), source: '6' },
    }));
    const eventIds = events.map(({ eventId }) => eventId);
    for (const id of eventIds) this.eventIds.add(id);
    const lines = [
      ...events.map((one) => JSON.stringify(one)),
      ...Array<string>(BROKEN_LINES).fill('{"type":"Broken"'),
    ];
    return { text: lines.join('\n'), eventIds };
  }
}
