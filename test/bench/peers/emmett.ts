import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { ended, started } from '../programs.ts';
import type { AskedOfEmmett } from './emmett-program.ts';

/** How its projector runs in `emmett-program.ts`: its fastest of batches of 100 to 5,000 and pauses of 0 to 50 ms. */
export const EMMETT_SETTINGS = 'batches of 1,000, no pause between polls, one upsert an event';

/** Emmett in a process of its own, asked one thing at a time; each answer is the seconds it took there. */
export class EmmettProcess {
  private readonly program: ChildProcess;

  constructor(url: string, connections: number) {
    this.program = started('test/bench/peers/emmett-program.js', [url, String(connections)]);
  }

  /** Throws what went wrong there. */
  async ask(asked: AskedOfEmmett): Promise<number> {
    this.program.send(asked);
    const decided = new AbortController();
    const { signal } = decided;
    const answered = once(this.program, 'message', { signal }) as Promise<[{ taken?: number; failed?: string }]>;
    const gone = once(this.program, 'exit', { signal }).then(([code]) => {
      throw new Error(`Emmett's process ended with ${code}.`);
    });
    gone.catch(() => undefined); // it loses the race, or is thrown by it
    try {
      const [{ taken, failed }] = await Promise.race([answered, gone]);
      if (taken === undefined) throw new Error(`Emmett: ${failed}`);
      return taken;
    } finally {
      decided.abort();
    }
  }

  close(): Promise<void> {
    return ended(this.program);
  }
}
