import { ACCESS } from './access-schema.ts';
import type { Person } from './person.ts';
import { isRole } from './roles.ts';

/** An account as administrators see it. */
export interface Account extends Person {
  readonly isDemo: boolean;
  readonly closedAt: string | null;
  /** Until when some address, or everybody, is kept from trying passwords. */
  readonly lockedUntil: string | null;
  readonly hasPassword: boolean;
}

/** A row of the table of accounts. */
export interface AccountRow {
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
  /** The latest lock of a single address, while one holds. */
  readonly address_locked_until: string | null;
  readonly has_password: boolean;
}

/** What is read of an account: the beginning of a question. */
export const selected = `select account_id, username, display_name, role, areas, teams, worker_id, is_demo, closed_at::text, locked_until::text,
  coalesce(locked_until > now(), false) as is_locked,
  (select max(w.locked_until) from ${ACCESS}.wrong_passwords w where w.account_id = accounts.account_id and w.locked_until > now())::text
    as address_locked_until, password is not null as has_password from ${ACCESS}.accounts`;

/** The account of a row. A role that there is not is a fault of whoever wrote it there. */
export function accountOf(row: AccountRow): Account {
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
    lockedUntil: row.is_locked ? row.locked_until : row.address_locked_until,
    hasPassword: row.has_password,
  };
}
