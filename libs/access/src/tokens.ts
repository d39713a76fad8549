import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';
import { accountOf, selected, type AccountRow } from './account-rows.ts';
import type { Person } from './person.ts';

/** A token as it is listed: never the token itself. */
export interface Token {
  /** Tells it apart from the account's others; opens nothing. */
  readonly id: string;
  readonly name: string;
  readonly expiresAt: string;
}

/** What programs ask with on behalf of an account. */
export class Tokens {
  constructor(private readonly sql: Sql) {}

  /** A new token. Shown once; only its hash is kept. */
  async make(accountId: string, name: string, days: number): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.sql.query(
      `insert into ${ACCESS}.tokens (token_hash, account_id, name, expires_at) values ($1, $2, $3, now() + make_interval(days => $4))`,
      [hashed(token), accountId, name, days],
    );
    return token;
  }

  /** The person a token stands for; undefined for one that is unknown or has expired, or whose account is closed. */
  async person(token: string): Promise<Person | undefined> {
    const [row] = await this.sql.query<AccountRow>(
      `${selected} where closed_at is null and account_id = (select account_id from ${ACCESS}.tokens where token_hash = $1 and expires_at > now())`,
      [hashed(token)],
    );
    return row && accountOf(row);
  }

  /** The tokens of an account that have not expired, the next to expire first. */
  async of(accountId: string): Promise<readonly Token[]> {
    return this.sql.query<Token>(
      `select left(token_hash, 16) as id, name, to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt"
       from ${ACCESS}.tokens where account_id = $1 and expires_at > now() order by expires_at`,
      [accountId],
    );
  }

  /** Ends one token, from the next request on. */
  async end(accountId: string, id: string): Promise<void> {
    await this.sql.query(`delete from ${ACCESS}.tokens where account_id = $1 and left(token_hash, 16) = $2`, [
      accountId,
      id,
    ]);
  }

  async endAll(accountId: string): Promise<void> {
    await this.sql.query(`delete from ${ACCESS}.tokens where account_id = $1`, [accountId]);
  }
}

const hashed = (token: string): string => createHash('sha256').update(token).digest('hex');
