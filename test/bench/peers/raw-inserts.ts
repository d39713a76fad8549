import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '#case-flow/event';
import pg from 'pg';
import { together } from '../figures.ts';

const columns = 'event_id, stream, version, type, child_id, occurred_on, meta, data';
const ROWS_A_STATEMENT = 1000;

/** What a program without an event store would do: INSERT into one table with three indexes. */
export class RawInserts {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly events: readonly RecordedEvent[],
  ) {}

  static async open(url: string, connections: number, events: readonly RecordedEvent[]): Promise<RawInserts> {
    const pool = new pg.Pool({ connectionString: url, max: connections });
    await pool.query(`create table if not exists raw_event (
      position bigserial primary key, event_id uuid not null unique, stream text not null, version integer not null,
      type text not null, child_id text not null, occurred_on date not null, recorded_at timestamptz not null default now(),
      meta jsonb not null, data jsonb not null, unique (stream, version))`);
    return new RawInserts(pool, events);
  }

  /** So many events, each in a statement and a transaction of its own. */
  async single(count: number, inFlight: number): Promise<void> {
    const text = `insert into raw_event (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8)`;
    await together(count, inFlight, (i) => this.pool.query({ name: 'single', text, values: [...this.row(i)] }));
  }

  /** A thousand events a statement, one statement after the other. */
  async multiRow(count: number): Promise<void> {
    const text = `insert into raw_event (${columns})
      select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::date[], $7::jsonb[], $8::jsonb[])`;
    for (let at = 0; at < count; at += ROWS_A_STATEMENT) {
      const rows = Array.from({ length: ROWS_A_STATEMENT }, (_, i) => this.row(at + i));
      await this.pool.query({
        name: 'many',
        text,
        values: columns.split(', ').map((_, i) => rows.map((row) => row[i])),
      });
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private row(i: number): readonly (string | number)[] {
    const { type, occurredOn, recordedBy = '', data } = this.events[i % this.events.length]!;
    const child = randomUUID();
    const meta = JSON.stringify({ recordedBy });
    return [randomUUID(), `child-${child}`, 1, type, child, occurredOn, meta, JSON.stringify(data)];
  }
}
