import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { getPostgreSQLEventStore, postgreSQLRawSQLProjection } from '@event-driven-io/emmett-postgresql';
import type { Event } from '@event-driven-io/emmett';
import { SQL } from '@event-driven-io/dumbo';
import type { RecordedEvent } from '#case-flow/event';
import pg from 'pg';
import { authorityEvents } from '../authorities.ts';
import { seconds, together } from '../figures.ts';

/** What the benchmark asks of this process by message; it answers each with the seconds it took. */
export type AskedOfEmmett =
  | { readonly what: 'append'; readonly count: number; readonly inFlight: number }
  | { readonly what: 'load'; readonly count: number }
  | { readonly what: 'project'; readonly count: number };

type StoredInEmmett = Event<string, Record<string, unknown>>;

/**
 * `@event-driven-io/emmett-postgresql` in a process of its own, for it changes how `pg` reads types in the whole process:
 * `emmett-program.js URL CONNECTIONS`. Appends go through its store, projecting through its consumer.
 */
class Emmett {
  private readonly pool: pg.Pool;
  private readonly store;
  private readonly payloads: readonly StoredInEmmett[] = [...authorityEvents(1_000)].map(inEmmett);

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.pool = new pg.Pool({ connectionString: url, max: connections });
    this.store = getPostgreSQLEventStore(url, { connectionOptions: { pooled: true, pool: this.pool } });
  }

  async answer(asked: AskedOfEmmett): Promise<number> {
    if (asked.what === 'append') return seconds(() => this.append(asked.count, asked.inFlight));
    if (asked.what === 'load') return seconds(() => this.load(asked.count));
    return this.project(asked.count);
  }

  /** One event an append, each to a new stream. */
  private async append(count: number, inFlight: number): Promise<void> {
    await this.store.schema.migrate();
    await together(count, inFlight, (i) =>
      this.store.appendToStream(`child:${randomUUID()}`, [this.payloads[i % this.payloads.length]!], {
        expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
      }),
    );
  }

  /** The same authority's events as ours, a stream a child; one append at a time, for of appends at once its reader misses some. */
  private async load(count: number): Promise<void> {
    await this.store.schema.migrate();
    const streams = new Map<string, StoredInEmmett[]>();
    for (const event of authorityEvents(count)) {
      const name = `child:${event.childId === '' ? event.stream! : event.childId}`;
      const own = streams.get(name);
      if (own) own.push(inEmmett(event));
      else streams.set(name, [inEmmett(event)]);
    }
    for (const [name, own] of streams) await this.store.appendToStream(name, own);
  }

  /** Its projector from the beginning of the log to the end: one row a child, upserted with every event. */
  private async project(count: number): Promise<number> {
    await this.pool.query(
      'drop table if exists projected; create table projected (child_id text primary key, events integer not null, last_type text not null)',
    );
    await this.untilReadable(count);
    const consumer = this.store.consumer({
      stopWhen: { noMessagesLeft: true },
      pulling: { batchSize: 1000, pullingFrequencyInMs: 0 },
    });
    const types = [...new Set([...authorityEvents(count)].map(({ type }) => type))];
    consumer.projector({
      processorId: `projector-${randomUUID()}`,
      projection: postgreSQLRawSQLProjection<StoredInEmmett>({
        name: 'projected',
        canHandle: types,
        evolve: ({ type, data }) => SQL`
          insert into projected (child_id, events, last_type) values (${String(data['child'])}, 1, ${type})
          on conflict (child_id) do update set events = projected.events + 1, last_type = excluded.last_type`,
      }),
    });
    const taken = await seconds(() => consumer.start());
    await consumer.close();
    const { rows } = await this.pool.query<{ events: string }>('select sum(events)::text as events from projected');
    if (Number(rows[0]!.events) !== count)
      throw new Error(`Emmett projected ${rows[0]!.events} of ${count} events from ${this.url.replace(/.*@/, '')}.`);
    return taken;
  }

  /** Its reader leaves out what is newer than the oldest transaction that writes anywhere on the server, an ANALYZE too. */
  private async untilReadable(count: number): Promise<void> {
    for (;;) {
      const { rows } = await this.pool.query<{ readable: string }>(
        'select count(*)::text as readable from emt_messages where transaction_id < pg_snapshot_xmin(pg_current_snapshot())',
      );
      if (Number(rows[0]!.readable) >= count) return;
      await pause(100);
    }
  }
}

function inEmmett({ type, data, childId, stream, occurredOn, recordedBy = '' }: RecordedEvent): StoredInEmmett {
  const child = childId === '' ? stream! : childId;
  return { type, data: { ...data, child }, metadata: { occurredOn, recordedBy } } as StoredInEmmett;
}

const [url, connections] = process.argv.slice(2);
const emmett = new Emmett(url!, Number(connections));
process.on('message', (asked: AskedOfEmmett) => {
  void emmett.answer(asked).then(
    (taken) => process.send!({ taken }),
    (error: Error) => process.send!({ failed: error.stack }),
  );
});
