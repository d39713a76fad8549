import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';
import type { Person } from './person.ts';

/** What somebody did, as the audit keeps it. */
export interface Audited {
  readonly person?: Person;
  /** Who it was where nobody is signed in: the name that was tried. */
  readonly username?: string;
  readonly action: 'VIEW' | 'LIST' | 'SEARCH' | 'EXPORT' | 'CHANGE' | 'SIGN_IN' | 'SIGN_OUT' | 'BREAK_GLASS';
  readonly outcome: 'DONE' | 'REFUSED';
  readonly childId?: string;
  /** What was asked for: the address, the command, the words searched for. */
  readonly detail: string;
  readonly reason?: string;
  readonly requestId: string;
}

/** A line of the audit as it is read. */
export interface AuditLine {
  readonly id: number;
  readonly at: string;
  readonly username: string;
  readonly role: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly childId: string | null;
  readonly detail: string;
  readonly reason: string | null;
  readonly requestId: string;
}

export interface AuditSearch {
  readonly childId?: string;
  readonly username?: string;
  readonly action?: string;
  readonly outcome?: string;
  /** Instants; the second is left out of the span. */
  readonly from?: string;
  readonly before?: string;
  readonly limit: number;
  readonly offset?: number;
}

const LONGEST_DETAIL = 2000;

/** Who saw and did what. A line that cannot be written throws, and then nothing may be shown. */
export class Audit {
  constructor(private readonly sql: Sql) {}

  async write(...lines: readonly Audited[]): Promise<void> {
    for (const { person, username, action, outcome, childId, detail, reason, requestId } of lines)
      await this.sql.query(
        `insert into ${ACCESS}.audit (account_id, username, role, areas, teams, action, outcome, child_id, detail, reason, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          person?.accountId ?? null,
          person?.username ?? username ?? 'nobody',
          person?.role ?? null,
          person?.areas ?? null,
          person?.teams ?? null,
          action,
          outcome,
          childId ?? null,
          detail.slice(0, LONGEST_DETAIL),
          reason ?? null,
          requestId,
        ],
      );
  }

  /** The lines that fit, the latest first, and how many there are in all. */
  async search(asked: AuditSearch): Promise<{ readonly inAll: number; readonly lines: readonly AuditLine[] }> {
    const values = [asked.childId, asked.username, asked.action, asked.outcome, asked.from, asked.before].map(
      (one) => one ?? null,
    );
    const where = `where ($1::text is null or child_id = $1) and ($2::text is null or username = $2) and ($3::text is null or action = $3)
      and ($4::text is null or outcome = $4) and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)`;
    const [count] = await this.sql.query<{ n: string }>(`select count(*) as n from ${ACCESS}.audit ${where}`, values);
    const lines = await this.sql.query<AuditLine>(
      `select id::int, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, username, role, action, outcome,
         child_id as "childId", detail, reason, request_id as "requestId" from ${ACCESS}.audit ${where} order by id desc limit $7 offset $8`,
      [...values, asked.limit, asked.offset ?? 0],
    );
    return { inAll: Number(count!.n), lines };
  }

  /** The first line whose hash is not what it must be: somebody changed it, or one before it is gone. Undefined when all is as written. */
  async firstBroken(): Promise<number | undefined> {
    const [row] = await this.sql.query<{ id: string }>(
      `select id from (select id, hash, ${ACCESS}.audit_hash(coalesce(lag(hash) over (order by id), ''::bytea), audit) as due,
         id - coalesce(lag(id) over (order by id), 0) as step from ${ACCESS}.audit) chain
       where hash <> due or step <> 1 order by id limit 1`,
    );
    return row === undefined ? undefined : Number(row.id);
  }
}
