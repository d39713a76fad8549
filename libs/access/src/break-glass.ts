import { randomUUID } from 'node:crypto';
import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';
import type { Person } from './person.ts';

/** How long a record stays open that was opened for a stated reason. */
export const OPENED_MINUTES = 60;

/** A record that somebody opened for a stated reason. */
export interface OpenedRecord {
  readonly openedId: string;
  readonly childId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly reason: string;
  readonly openedAt: string;
  readonly endsAt: string;
}

/** Records opened although they are restricted or another area's: each with a reason and an end. */
export class BreakGlass {
  constructor(private readonly sql: Sql) {}

  async open({ accountId }: Person, childId: string, reason: string): Promise<void> {
    await this.sql.query(
      `insert into ${ACCESS}.opened (opened_id, account_id, child_id, reason, opened_at, ends_at)
       values ($1, $2, $3, $4, now(), now() + make_interval(mins => $5))`,
      [randomUUID(), accountId, childId, reason, OPENED_MINUTES],
    );
  }

  /** The children whose records a person has opened and that have not closed again. */
  async openedBy({ accountId }: Person): Promise<ReadonlySet<string>> {
    const rows = await this.sql.query<{ child_id: string }>(
      `select distinct child_id from ${ACCESS}.opened where account_id = $1 and ends_at > now()`,
      [accountId],
    );
    return new Set(rows.map((row) => row.child_id));
  }

  /** Closes a record before its time. */
  async close({ accountId }: Person, childId: string): Promise<void> {
    await this.sql.query(
      `update ${ACCESS}.opened set ends_at = now() where account_id = $1 and child_id = $2 and ends_at > now()`,
      [accountId, childId],
    );
  }

  /** Ends an opening before its time, whoever's it is: whose, and of which child. Undefined when it has ended, or never was. */
  async end(openedId: string): Promise<{ readonly childId: string; readonly username: string } | undefined> {
    const [ended] = await this.sql.query<{ childId: string; username: string }>(
      `with ended as (
         update ${ACCESS}.opened set ends_at = now() where opened_id::text = $1 and ends_at > now() returning child_id, account_id)
       select child_id as "childId", username from ended join ${ACCESS}.accounts using (account_id)`,
      [openedId],
    );
    return ended;
  }

  /** Everything opened since an instant, the latest first: for governance, and for the owner of a record. */
  async since(from: string, childId?: string): Promise<readonly OpenedRecord[]> {
    return this.sql.query<OpenedRecord>(
      `select opened_id::text as "openedId", child_id as "childId", username, display_name as "displayName", role, reason,
         to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt",
         to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endsAt"
       from ${ACCESS}.opened join ${ACCESS}.accounts using (account_id)
       where opened_at >= $1 and ($2::text is null or child_id = $2) order by opened_at desc`,
      [from, childId ?? null],
    );
  }
}
