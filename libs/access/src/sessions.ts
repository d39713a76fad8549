import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';

/** A browser in which somebody is signed in. */
export interface Session {
  readonly id: string;
  readonly usedAt: string;
}

/** Where people are signed in. What keeps the sessions is the web program's; here they are listed and ended. */
export class Sessions {
  constructor(private readonly sql: Sql) {}

  /** The sessions of an account, the last used first. A session ends so many minutes after it was used. */
  async of(accountId: string, idleMinutes: number): Promise<readonly Session[]> {
    return this.sql.query<Session>(
      `select sid as id, to_char((expire - make_interval(mins => $2)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "usedAt"
       from ${ACCESS}.sessions where sess ->> 'accountId' = $1 and expire > now() order by expire desc`,
      [accountId, idleMinutes],
    );
  }

  /** Ends the sessions of an account, but for the one that is named. */
  async end(accountId: string, except?: string): Promise<void> {
    await this.sql.query(
      `delete from ${ACCESS}.sessions where sess ->> 'accountId' = $1 and ($2::text is null or sid <> $2)`,
      [accountId, except ?? null],
    );
  }
}
