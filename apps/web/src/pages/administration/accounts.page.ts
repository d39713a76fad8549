import type { Account } from '#access/accounts';
import { roles } from '#access/roles';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import { pageOf } from '../record/paging.ts';
import type { Service } from '../service.ts';
import { accountTyped, choices, errorsOf, passwordTyped } from './account-said.ts';

const PER_PAGE = 50;
const at = '/administration/accounts';
const back = { href: '/administration', text: 'Administration' };

/** Who may sign in: everyone, or those that fit. */
export const accounts = page({
  path: at,
  right: 'manage-accounts',
  audit: 'NOTHING',
  show: async ({ query }, service) => {
    const [words, role, state] = ['words', 'role', 'state'].map((name) => oneOf(query, name));
    const fits = ({ username, displayName, role: its, closedAt }: Account) =>
      (words === undefined || `${username} ${displayName}`.toLowerCase().includes(words.toLowerCase())) &&
      (role === undefined || its === role) &&
      (state === 'all' || (closedAt !== null) === (state === 'closed'));
    const found = (await service.accounts.all()).filter(fits);
    const address = (number: number) =>
      `${at}?${new URLSearchParams({ words: words ?? '', role: role ?? '', state: state ?? '', page: String(number) })}`;
    const model = {
      isWide: true,
      inAll: found.length,
      ...pageOf(found, oneOf(query, 'page'), PER_PAGE, address),
      roles,
      chosen: { words, role, state },
      back,
    };
    return { view: 'administration/accounts.njk', title: 'Accounts', model };
  },
});

/** The form for a new account. */
export const newAccount = page({
  path: `${at}/new`,
  right: 'manage-accounts',
  audit: 'NOTHING',
  show: (_, service) => form(service, { areas: [], teams: [] }),
});

/** Opens an account. */
export const openAccount = page({
  method: 'post',
  path: `${at}/new`,
  right: 'manage-accounts',
  audit: 'NOTHING', // it writes a line of its own
  show: async (asked, service) => {
    const typed = await accountTyped(asked.body, service, true);
    const { password, wrong } = passwordTyped(asked.body, typed.username, service.provider !== undefined);
    const errors = { ...typed.wrong, ...(wrong === undefined ? {} : { password: wrong }) };
    if (Object.keys(errors).length > 0) return form(service, typed, errors);
    const { role, workerId, ...said } = typed;
    await noted(asked, service, `account ${typed.username} opened: ${role!}, ${placeOf(typed)}`);
    const accountId = await service.accounts.open({
      ...said,
      role: role!,
      ...(workerId === undefined ? {} : { workerId }),
      ...(password === undefined ? {} : { password }),
    });
    if (accountId === undefined)
      return form(service, typed, { username: 'There is an account of this username already' });
    const text = `The account ${typed.username} is open.`;
    return { redirect: `${at}/${accountId}`, says: { kind: 'success', text } };
  },
});

/** Writes down what is done to an account; then it is done. */
export const noted = ({ person, requestId }: AskedPage, { audit }: Service, detail: string): Promise<void> =>
  audit.write({ person, action: 'CHANGE', outcome: 'DONE', detail, requestId });

/** Where an account works, in words for the audit. */
export const placeOf = ({
  areas,
  teams,
  workerId,
}: {
  areas: readonly string[];
  teams: readonly string[];
  workerId?: string | undefined;
}): string =>
  [areas.join(' ') || 'whole authority', teams.join(' '), workerId ?? ''].filter((one) => one !== '').join(', ');

async function form(
  service: Service,
  typed: { readonly areas: readonly string[]; readonly teams: readonly string[] },
  wrong: Readonly<Record<string, string>> = {},
): Promise<Shown> {
  const isRefused = Object.keys(wrong).length > 0;
  const model = {
    typed,
    wrong,
    errors: errorsOf(wrong),
    choices: await choices(service, typed),
    hasProvider: service.provider !== undefined,
    back: { href: at, text: 'Accounts' },
  };
  return { view: 'administration/new-account.njk', title: 'Open an account', model, status: isRefused ? 400 : 200 };
}
