import type { Account } from '#access/accounts';
import { notFound } from '../../problem.ts';
import { oneOf, page, type AskedPage, type Page, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { accountTyped, choices, errorsOf, passwordTyped } from './account-said.ts';
import { noted, placeOf } from './accounts.page.ts';

const at = '/administration/accounts/:accountId';
const TOKEN_DAYS = 90;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One account: what it may, its state, its tokens. */
export const oneAccount = page({
  path: at,
  right: 'manage-accounts',
  audit: 'NOTHING',
  show: async ({ params }, service) => shown(service, await accountOf(params, service)),
});

/** Changes role, areas, teams and worker; it counts from the person's next request. */
export const changeAccount = page({
  method: 'post',
  path: at,
  right: 'manage-accounts',
  audit: 'NOTHING', // it writes a line of its own
  show: async (asked, service) => {
    const account = await accountOf(asked.params, service);
    const typed = await accountTyped(asked.body, service, false);
    const isLast = typed.role !== 'ADMIN' && (await isLastAdministrator(account, service));
    const wrong = isLast ? { ...typed.wrong, role: lastAdministrator } : typed.wrong;
    if (Object.keys(wrong).length > 0) return shown(service, account, { typed, wrong });
    const { displayName, role, areas, teams, workerId } = typed;
    await noted(asked, service, `account ${account.username} changed: ${role!}, ${placeOf(typed)}`);
    const place = { areas, teams, ...(workerId === undefined ? {} : { workerId }) };
    await service.accounts.change(account.accountId, { displayName, role: role!, ...place });
    return done(account, 'The account is changed. It counts from the person’s next page.');
  },
});

/** A step that needs no more than a button: what it is called in the audit, what it does, and what is said of it. */
const step = (
  name: string,
  told: string,
  does: (service: Service, accountId: string) => Promise<void>,
  says: string,
): Page =>
  page({
    method: 'post',
    path: `${at}/${name}`,
    right: 'manage-accounts',
    audit: 'NOTHING', // it writes a line of its own
    show: async (asked, service) => {
      const account = await accountOf(asked.params, service);
      if (name === 'close' && (await isLastAdministrator(account, service)))
        return shown(service, account, { wrong: { close: lastAdministrator } });
      await noted(asked, service, `account ${account.username} ${told}`);
      await does(service, account.accountId);
      return done(account, says);
    },
  });

/** Closing, opening again, unlocking, and ending the sessions of an account. */
export const accountSteps: readonly Page[] = [
  step(
    'close',
    'closed',
    ({ accounts }, id) => accounts.setClosed(id, true),
    'The account is closed. Its sessions and tokens are ended.',
  ),
  step('reopen', 'opened again', ({ accounts }, id) => accounts.setClosed(id, false), 'The account is open again.'),
  step('unlock', 'unlocked', ({ accounts }, id) => accounts.unlock(id), 'The account is unlocked.'),
  step(
    'sign-out',
    'signed out everywhere',
    ({ accounts }, id) => accounts.sessions.end(id),
    'The person is signed out everywhere.',
  ),
];

/** A new password for somebody who has forgotten theirs. It ends their sessions. */
export const newPassword = page({
  method: 'post',
  path: `${at}/password`,
  right: 'manage-accounts',
  audit: 'NOTHING', // it writes a line of its own
  show: async (asked, service) => {
    const account = await accountOf(asked.params, service);
    const { password, wrong } = passwordTyped(asked.body, account.username, false);
    if (wrong !== undefined) return shown(service, account, { wrong: { password: wrong } });
    await noted(asked, service, `account ${account.username} given a new password`);
    await service.accounts.setPassword(account.accountId, password!);
    await service.accounts.sessions.end(account.accountId);
    return done(account, 'The new password counts from now on. Tell it to nobody but the person.');
  },
});

/** A token for a program that asks on behalf of the account. Shown once, on this very page. */
export const newToken = page({
  method: 'post',
  path: `${at}/tokens`,
  right: 'manage-accounts',
  audit: 'NOTHING', // it writes a line of its own
  show: async (asked, service) => {
    const account = await accountOf(asked.params, service);
    const name = oneOf(asked.body, 'tokenName') ?? '';
    if (name === '' || name.length > 80)
      return shown(service, account, { wrong: { tokenName: 'Enter what the token is for, in up to 80 characters' } });
    await noted(asked, service, `account ${account.username} given a token "${name}" for ${TOKEN_DAYS} days`);
    const token = await service.accounts.tokens.make(account.accountId, name, TOKEN_DAYS);
    return shown(service, account, { token, wrong: {} });
  },
});

/** Ends a token. */
export const endToken = page({
  method: 'post',
  path: `${at}/tokens/:tokenId/end`,
  right: 'manage-accounts',
  audit: 'NOTHING', // it writes a line of its own
  show: async (asked, service) => {
    const account = await accountOf(asked.params, service);
    await noted(asked, service, `a token of account ${account.username} ended`);
    await service.accounts.tokens.end(account.accountId, asked.params['tokenId']!);
    return done(account, 'The token is ended.');
  },
});

const lastAdministrator = 'This is the last open account of an administrator: open another first';

async function isLastAdministrator({ accountId, role, closedAt }: Account, { accounts }: Service): Promise<boolean> {
  if (role !== 'ADMIN' || closedAt !== null) return false;
  return !(await accounts.all()).some(
    (other) => other.role === 'ADMIN' && other.closedAt === null && other.accountId !== accountId,
  );
}

async function accountOf(params: AskedPage['params'], { accounts }: Service): Promise<Account> {
  const id = params['accountId'] ?? '';
  const found = UUID.test(id) ? await accounts.byId(id) : undefined;
  if (found) return found;
  throw notFound('There is no such account.');
}

const done = ({ accountId }: Account, text: string): Shown => ({
  redirect: `/administration/accounts/${accountId}`,
  says: { kind: 'success', text },
});

async function shown(
  service: Service,
  account: Account,
  more: { readonly typed?: object; readonly wrong?: Readonly<Record<string, string>>; readonly token?: string } = {},
): Promise<Shown> {
  const { typed = account, wrong = {}, token } = more;
  const model = {
    account,
    typed,
    wrong,
    token,
    errors: errorsOf(wrong),
    choices: await choices(service, { ...account, ...typed }),
    tokens: await service.accounts.tokens.of(account.accountId),
    hasPasswords: service.signInWays.passwords,
    back: { href: '/administration/accounts', text: 'Accounts' },
  };
  const status = Object.keys(wrong).length > 0 ? 400 : 200;
  return { view: 'administration/one-account.njk', title: account.displayName, model, status };
}
