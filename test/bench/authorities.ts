import type { RecordedEvent } from '#case-flow/event';
import { plainDate } from '#calendar/plain-date';
import { simulate } from '#simulation/simulate';
import { simulatedWorkforce } from '#simulation/workforce';
import pg from 'pg';
import { load, type Stage } from './stage.ts';

/** An authority of ten thousand children has so many events in two years; what is larger is several such authorities. */
const LARGEST_AUTHORITY = 320_000;
/** A copy is told from its model by one hexadecimal digit of its ids. */
const MOST_AUTHORITIES = 16;
const EVENTS_A_CHILD = 30;
/** More than there are events that are not copied: of teams, the authority and the workers whom no child names. */
const IN_COMMON = 1_000;

const months = { from: plainDate('2024-11-01'), to: plainDate('2026-10-31') };

/** The first so many events of one authority: its teams and workers, then its children, in the order of their recording. */
export function* authorityEvents(count: number): Generator<RecordedEvent> {
  const children = Math.ceil(count / EVENTS_A_CHILD);
  let left = count;
  // What several authorities have in common goes in first.
  const register = simulatedWorkforce({ children, seed: 1, ...months }).toSorted(
    (a, b) => Number(isOfWorker(a)) - Number(isOfWorker(b)),
  );
  for (const events of [register, simulate({ children, seed: 1, ...months })])
    for (const event of events) {
      if (left-- === 0) return;
      yield event;
    }
}

const isOfWorker = ({ stream = '' }: RecordedEvent): boolean => stream.startsWith('worker-');

/**
 * Fills a log with exactly so many events, never holding more than a batch: of one authority, or of up to sixteen that went
 * through the same, each with children and workers of its own.
 */
export async function fillLog({ store, url }: Stage, count: number): Promise<void> {
  const authorities = Math.ceil(count / LARGEST_AUTHORITY);
  if (authorities > MOST_AUTHORITIES)
    throw new Error(`More than ${MOST_AUTHORITIES * LARGEST_AUTHORITY} events cannot be told apart.`);
  let batch: RecordedEvent[] = [];
  const first = authorities === 1 ? count : Math.ceil(count / authorities) + IN_COMMON;
  for (const event of authorityEvents(first))
    if (batch.push(event) === 20_000) {
      await load(store, batch);
      batch = [];
    }
  await load(store, batch);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let copy = 1; copy < authorities; copy++) await client.query(copySql(copy, count));
    await client.query('update log.head set position = (select max(position) from log.event)');
    await client.query('vacuum analyze log.event');
  } finally {
    await client.end();
  }
}

/** The children and workers of the first authority once more, under other ids, until the log has `count` events. */
const copySql = (copy: number, count: number): string =>
  `
  with whole as (select coalesce(max(position), 0) as size from log.event)
  insert into log.event
    (position, event_id, stream, version, type, child_id, occurred_on, recorded_at, meta, data)
  select whole.size + row_number() over (order by e.position), ${renamed('e.event_id')}::uuid, ${renamed('e.stream')},
    e.version, e.type, ${renamed('e.child_id')}, e.occurred_on, e.recorded_at,
    ${renamed('e.meta')}::jsonb, ${renamed('e.data')}::jsonb
  from log.event e, whole
  where e.stream ~ '^(child-C|worker-W)[0-9]+$'
  order by e.position limit ${count} - (select size from whole)`.replaceAll('COPY', String(copy));

/** Children C00001 and workers W0001 get another name; in ids of events, cases and plans the digit of their version changes. */
const renamed = (column: string): string =>
  `regexp_replace(regexp_replace(${column}::text, '\\m([CW]\\d{4,6})\\M', 'ACOPY-\\1', 'g'),
     '([0-9a-f]{8}-[0-9a-f]{4}-)8([0-9a-f]{3}-)', '\\1' || translate(to_hex(COPY), '8', '0') || '\\2', 'g')`;
