import type { Sql } from './reading-database.ts';

/**
 * One transaction to which statements are sent without waiting for the answers to those before; they are carried out in
 * order. For statements whose answers nobody needs: each is answered with nothing at once, and `done` throws the first error.
 */
export class Pipelined implements Sql {
  private readonly answers: Promise<unknown>[] = [];

  constructor(private readonly sql: Sql) {}

  query<R>(text: string, values?: readonly unknown[]): Promise<R[]> {
    this.add(this.sql.query(text, values));
    return Promise.resolve([]);
  }

  /** What also has to come out well, before whatever is sent after it. */
  add(answer: Promise<unknown>): void {
    answer.catch(() => undefined); // `done` throws it
    this.answers.push(answer);
  }

  async done(): Promise<void> {
    for (const answer of this.answers) await answer;
  }
}
