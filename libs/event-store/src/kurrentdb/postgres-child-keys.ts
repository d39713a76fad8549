import type { Pool } from 'pg';
import { asUnavailable } from '../postgres-errors.ts';
import type { ChildKeys } from './child-keys.ts';

/** The keys in the table `log.child_key`, as the event store in PostgreSQL keeps them. */
export class PostgresChildKeys implements ChildKeys {
  constructor(private readonly pool: Pool) {}

  async find(childIds: readonly string[]): Promise<ReadonlyMap<string, Buffer | null>> {
    if (childIds.length === 0) return new Map();
    const rows = await this.query<{ child_id: string; wrapped: string | null }>(
      `select child_id, encode(wrapped_key, 'base64') as wrapped from log.child_key where child_id = any($1::text[])`,
      [childIds],
    );
    return new Map(rows.map((row) => [row.child_id, row.wrapped === null ? null : Buffer.from(row.wrapped, 'base64')]));
  }

  async add(keys: ReadonlyMap<string, Buffer>): Promise<ReadonlyMap<string, Buffer | null>> {
    if (keys.size === 0) return new Map();
    await this.query(
      `insert into log.child_key (child_id, wrapped_key, created_at)
       select child_id, decode(wrapped, 'base64'), now() from unnest($1::text[], $2::text[]) k(child_id, wrapped)
       on conflict do nothing`,
      [[...keys.keys()], [...keys.values()].map((key) => key.toString('base64'))],
    );
    return this.find([...keys.keys()]);
  }

  async destroy(childId: string): Promise<boolean> {
    const rows = await this.query(
      `update log.child_key set wrapped_key = null, erased_at = now()
       where child_id = $1 and wrapped_key is not null returning child_id`,
      [childId],
    );
    return rows.length === 1;
  }

  async markErased(childIds: readonly string[]): Promise<void> {
    if (childIds.length === 0) return;
    await this.query(
      `insert into log.child_key (child_id, wrapped_key, created_at, erased_at)
       select child_id, null, now(), now() from unnest($1::text[]) k(child_id) on conflict do nothing`,
      [childIds],
    );
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async query<Row>(text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.pool.query(text, values)).rows as Row[];
    } catch (error) {
      throw asUnavailable(error, 'It keeps the keys of personal details; nothing was appended.');
    }
  }
}
