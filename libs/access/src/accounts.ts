import { randomUUID } from 'node:crypto';
import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';
import { accountOf, selected, type Account, type AccountRow } from './account-rows.ts';
import { isPassword, sealedPassword } from './passwords.ts';
import type { Person } from './person.ts';
import type { Role } from './roles.ts';
import { Sessions } from './sessions.ts';
import { Tokens } from './tokens.ts';

export type { Account } from './account-rows.ts';

/** From one address, for one account. */
const FAILURES_ALLOWED = 6;
/** From wherever: whoever guesses from many addresses is stopped too, and nobody is locked out by one. */
const FAILURES_ALLOWED_IN_ALL = 60;
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

/** What came of an attempt to sign in with a password. */
export type SignIn = { readonly person: Person } | { readonly refused: 'WRONG' | 'LOCKED' };

/** Who has an account. Read anew on every request, so that a change counts from the next one. */
export class Accounts {
  readonly sessions: Sessions;
  readonly tokens: Tokens;

  constructor(private readonly sql: Sql) {
    this.sessions = new Sessions(sql);
    this.tokens = new Tokens(sql);
  }

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

  /** Any account, closed ones too. */
  async byId(accountId: string): Promise<Account | undefined> {
    const [row] = await this.sql.query<AccountRow>(`${selected} where account_id = $1`, [accountId]);
    return row && accountOf(row);
  }

  /** Every account, by name. */
  async all(): Promise<readonly Account[]> {
    return (await this.sql.query<AccountRow>(`${selected} order by display_name, username`)).map(accountOf);
  }

  /**
   * Signs in. After six wrong passwords from one address the account is locked for half an hour for that address, so that
   * others' wrong passwords do not lock out whose it is; after sixty from wherever, for everybody.
   */
  async signIn(username: string, password: string, address = ''): Promise<SignIn> {
    const name = username.trim().toLowerCase();
    const [row] = await this.sql.query<AccountRow & { password: string | null; is_locked_here: boolean }>(
      `${selected.replace(
        'select ',
        `select password, exists (select from ${ACCESS}.wrong_passwords w where w.account_id = accounts.account_id
           and w.address = $2 and w.locked_until > now()) as is_locked_here, `,
      )} where username = $1 and closed_at is null`,
      [name, address],
    );
    const isRight = await isPassword(password, row?.password);
    if (row?.is_locked || row?.is_locked_here) return { refused: 'LOCKED' };
    if (row && isRight) {
      await this.sql.query(
        `with here as (delete from ${ACCESS}.wrong_passwords where account_id = $1 and address = $2)
         update ${ACCESS}.accounts set failures = 0, locked_until = null where account_id = $1`,
        [row.account_id, address],
      );
      return { person: accountOf(row) };
    }
    if (row) await this.failed(row.account_id, address);
    return { refused: 'WRONG' };
  }

  /** Counts a wrong password, of the address and in all. What is older than a lock would be does not count any more. */
  private async failed(accountId: string, address: string): Promise<void> {
    const until = 'now() + make_interval(mins => $4)';
    await this.sql.query(
      `with here as (
         insert into ${ACCESS}.wrong_passwords as w (account_id, address, failures, last_at) values ($1, $2, 1, now())
         on conflict (account_id, address) do update set last_at = now(),
           failures = case when w.last_at < now() - make_interval(mins => $4) then 1 when w.failures + 1 >= $3 then 0 else w.failures + 1 end,
           locked_until = case when w.last_at >= now() - make_interval(mins => $4) and w.failures + 1 >= $3 then ${until} else w.locked_until end)
       update ${ACCESS}.accounts set failures = case when failures + 1 >= $5 then 0 else failures + 1 end,
         locked_until = case when failures + 1 >= $5 then ${until} else locked_until end where account_id = $1`,
      [accountId, address, FAILURES_ALLOWED, LOCKED_MINUTES, FAILURES_ALLOWED_IN_ALL],
    );
  }

  /** Opens an account and answers with its id; undefined when the name is taken. Its password may be given sealed already. */
  async open(said: AccountSaid, sealed?: string): Promise<string | undefined> {
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
        sealed ?? (password === undefined ? null : await sealedPassword(password)),
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
    await this.sql.query(`update ${ACCESS}.accounts set password = $2, is_demo = false where account_id = $1`, [
      accountId,
      await sealedPassword(password),
    ]);
    await this.unlock(accountId);
  }

  /** Unlocks an account that too many wrong passwords have locked, wherever they came from. */
  async unlock(accountId: string): Promise<void> {
    await this.sql.query(
      `with everywhere as (delete from ${ACCESS}.wrong_passwords where account_id = $1)
       update ${ACCESS}.accounts set failures = 0, locked_until = null where account_id = $1`,
      [accountId],
    );
  }

  /** Closes an account, or opens it again: its sessions and tokens end with it. */
  async setClosed(accountId: string, isClosed: boolean): Promise<void> {
    await this.sql.query(
      `update ${ACCESS}.accounts set closed_at = case when $2 then coalesce(closed_at, now()) end where account_id = $1`,
      [accountId, isClosed],
    );
    if (!isClosed) return;
    await this.tokens.endAll(accountId);
    await this.sessions.end(accountId);
  }
}
