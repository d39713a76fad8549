import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';
import { isPassword, sealedPassword } from './passwords.ts';
import type { Person } from './person.ts';
import { isRole, type Role } from './roles.ts';

const FAILURES_ALLOWED = 6;
const LOCKED_MINUTES = 30;

/** What is said of an account when it is opened or changed. */
export interface AccountSaid {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly areas?: readonly string[];
  readonly teams?: readonly string[];
  readonly workerId?: string;
  /** Left out for somebody who signs in with the council's own identity provider. */
  readonly password?: string;
  readonly isDemo?: boolean;
}

/** An account as administrators see it. */
export interface Account extends Person {
  readonly isDemo: boolean;
  readonly closedAt: string | null;
  readonly lockedUntil: string | null;
  readonly hasPassword: boolean;
}

/** What came of an attempt to sign in with a password. */
export type SignIn = { readonly person: Person } | { readonly refused: 'WRONG' | 'LOCKED' };

/** Who has an account. Read anew on every request, so that a change counts from the next one. */
export class Accounts {
  constructor(private readonly sql: Sql) {}

  /** The person of an open account; undefined once it is closed. */
  async person(accountId: string): Promise<Person | undefined> {
    const [row] = await this.sql.query<AccountRow>(`${selected} where account_id = $1 and closed_at is null`, [
      accountId,
    ]);
    return row && accountOf(row);
  }

  /** The person an identity provider vouches for by this name; undefined without an open account. */
  async named(username: string): Promise<Account | undefined> {
    const [row] = await this.sql.query<AccountRow>(`${selected} where username = $1`, [username.trim().toLowerCase()]);
    return row && accountOf(row);
  }

  /** Every account, by name. */
  async all(): Promise<readonly Account[]> {
    return (await this.sql.query<AccountRow>(`${selected} order by display_name, username`)).map(accountOf);
  }

  /** Signs in. After six wrong passwords the account is locked for half an hour, and says so only by not opening. */
  async signIn(username: string, password: string): Promise<SignIn> {
    const name = username.trim().toLowerCase();
    const [row] = await this.sql.query<AccountRow & { password: string | null }>(
      `${selected.replace('select ', 'select password, ')} where username = $1 and closed_at is null`,
      [name],
    );
    const isRight = await isPassword(password, row?.password);
    if (row?.is_locked) return { refused: 'LOCKED' };
    if (row && isRight) {
      await this.sql.query(`update ${ACCESS}.accounts set failures = 0, locked_until = null where account_id = $1`, [
        row.account_id,
      ]);
      return { person: accountOf(row) };
    }
    await this.sql.query(
      `update ${ACCESS}.accounts set failures = case when failures + 1 >= $2 then 0 else failures + 1 end,
         locked_until = case when failures + 1 >= $2 then now() + make_interval(mins => $3) else locked_until end where username = $1`,
      [name, FAILURES_ALLOWED, LOCKED_MINUTES],
    );
    return { refused: 'WRONG' };
  }

  /** Opens an account and answers with its id; undefined when the name is taken. */
  async open(said: AccountSaid): Promise<string | undefined> {
    const { username, displayName, role, areas = [], teams = [], workerId, password, isDemo = false } = said;
    const rows = await this.sql.query<{ account_id: string }>(
      `insert into ${ACCESS}.accounts (account_id, username, display_name, role, areas, teams, worker_id, password, is_demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (username) do nothing returning account_id`,
      [
        randomUUID(),
        username.trim().toLowerCase(),
        displayName.trim(),
        role,
        areas,
        teams,
        workerId ?? null,
        password === undefined ? null : await sealedPassword(password),
        isDemo,
      ],
    );
    return rows[0]?.account_id;
  }

  /** Changes what an account may; it counts from the person's next request. */
  async change(accountId: string, said: Omit<AccountSaid, 'username' | 'isDemo' | 'password'>): Promise<void> {
    const { displayName, role, areas = [], teams = [], workerId } = said;
    await this.sql.query(
      `update ${ACCESS}.accounts set display_name = $2, role = $3, areas = $4, teams = $5, worker_id = $6 where account_id = $1`,
      [accountId, displayName.trim(), role, areas, teams, workerId ?? null],
    );
  }

  /** Sets a password, and unlocks. */
  async setPassword(accountId: string, password: string): Promise<void> {
    await this.sql.query(
      `update ${ACCESS}.accounts set password = $2, failures = 0, locked_until = null, is_demo = false where account_id = $1`,
      [accountId, await sealedPassword(password)],
    );
  }

  /** Closes an account, or opens it again: its sessions and tokens end with it. */
  async setClosed(accountId: string, isClosed: boolean): Promise<void> {
    await this.sql.query(
      `update ${ACCESS}.accounts set closed_at = case when $2 then coalesce(closed_at, now()) end where account_id = $1`,
      [accountId, isClosed],
    );
    if (isClosed) await this.sql.query(`delete from ${ACCESS}.tokens where account_id = $1`, [accountId]);
  }

  /** A new token for programs that ask on behalf of this account. Shown once; only its hash is kept. */
  async newToken(accountId: string, name: string, days: number): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.sql.query(
      `insert into ${ACCESS}.tokens (token_hash, account_id, name, expires_at) values ($1, $2, $3, now() + make_interval(days => $4))`,
      [hashed(token), accountId, name, days],
    );
    return token;
  }

  /** The person a token stands for; undefined for one that is unknown or has expired. */
  async byToken(token: string): Promise<Person | undefined> {
    const [row] = await this.sql.query<AccountRow>(
      `${selected} where closed_at is null and account_id = (select account_id from ${ACCESS}.tokens where token_hash = $1 and expires_at > now())`,
      [hashed(token)],
    );
    return row && accountOf(row);
  }
}

interface AccountRow {
  readonly account_id: string;
  readonly username: string;
  readonly display_name: string;
  readonly role: string;
  readonly areas: readonly string[];
  readonly teams: readonly string[];
  readonly worker_id: string | null;
  readonly is_demo: boolean;
  readonly closed_at: string | null;
  readonly locked_until: string | null;
  readonly is_locked: boolean;
  readonly has_password: boolean;
}

const selected = `select account_id, username, display_name, role, areas, teams, worker_id, is_demo, closed_at::text, locked_until::text,
  coalesce(locked_until > now(), false) as is_locked, password is not null as has_password from ${ACCESS}.accounts`;

const hashed = (token: string): string => createHash('sha256').update(token).digest('hex');

function accountOf(row: AccountRow): Account {
  const { account_id: accountId, username, display_name: displayName, role, areas, teams, worker_id: workerId } = row;
  if (!isRole(role)) throw new Error(`The account ${username} has a role that there is not: ${role}.`);
  return {
    accountId,
    username,
    displayName,
    role,
    areas,
    teams,
    ...(workerId === null ? {} : { workerId }),
    isDemo: row.is_demo,
    closedAt: row.closed_at,
    lockedUntil: row.is_locked ? row.locked_until : null,
    hasPassword: row.has_password,
  };
}
