import type { Account } from '#access/accounts';
import { whyNotPassword } from '#access/passwords';
import { isRole, roles, type Role } from '#access/roles';
import { allOf, oneOf, type AskedPage } from '../page.ts';
import { wholeRegister } from '../../queries/register.ts';
import type { Service } from '../service.ts';

type Fields = AskedPage['body'];

/** What a form says of an account, with what is wrong by the field it is to be mended in. */
export interface AccountTyped {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role | undefined;
  readonly areas: readonly string[];
  readonly teams: readonly string[];
  readonly workerId: string | undefined;
  readonly wrong: Readonly<Record<string, string>>;
}

/** Reads the form of an account. `isNew` also asks for a username. */
export async function accountTyped(body: Fields, service: Service, isNew: boolean): Promise<AccountTyped> {
  const [username = '', displayName = '', role = '', workerId] = ['username', 'displayName', 'role', 'workerId'].map(
    (name) => oneOf(body, name),
  );
  const wrong: Record<string, string> = {};
  if (isNew && !/^[a-z0-9][a-z0-9.@_-]{1,79}$/i.test(username))
    wrong['username'] = 'Enter a username of 2 to 80 letters, digits, dots, hyphens, underscores or @';
  if (isNew && wrong['username'] === undefined && (await service.accounts.named(username)))
    wrong['username'] = 'There is an account of this username already';
  if (displayName === '' || displayName.length > 100) wrong['displayName'] = 'Enter a name of up to 100 characters';
  if (!isRole(role)) wrong['role'] = 'Choose a role';
  const { workers } = await wholeRegister(service.waymark.store, service.waymark.today());
  if (workerId !== undefined && !workers.some((worker) => worker.workerId === workerId))
    wrong['workerId'] = `There is no worker ${workerId} in the register`;
  const place = { areas: allOf(body, 'areas'), teams: allOf(body, 'teams') };
  return { username, displayName, role: isRole(role) ? role : undefined, ...place, workerId, wrong };
}

/** A first or a new password: what is wrong with it, in words. Empty is none, where that is allowed. */
export function passwordTyped(body: Fields, username: string, mayBeEmpty: boolean) {
  const password = typeof body['password'] === 'string' ? body['password'] : '';
  const wrong = password === '' && mayBeEmpty ? undefined : whyNotPassword(password, username);
  return { password: password === '' ? undefined : password, wrong };
}

/** What an account's form offers to choose from: roles, and the areas and teams of the register, with those it holds already. */
export async function choices({ waymark }: Service, { areas, teams }: Pick<Account, 'areas' | 'teams'>) {
  const register = await wholeRegister(waymark.store, waymark.today());
  const offered = (known: readonly string[], held: readonly string[]) =>
    [...new Set([...known, ...held])].sort().map((value) => ({ value, text: value, checked: held.includes(value) }));
  return {
    roles: Object.entries(roles).map(([value, text]) => ({ value, text })),
    areas: offered(register.areas, areas),
    teams: offered(
      register.teams.map(({ teamId }) => teamId),
      teams,
    ),
  };
}

/** The wrong fields as the error summary takes them. */
export const errorsOf = (wrong: Readonly<Record<string, string>>) =>
  Object.entries(wrong).map(([name, text]) => ({ text, href: `#${name}` }));
