import type { Account } from '#access/accounts';
import { whyNotPassword } from '#access/passwords';
import { rights, rightsOfRole } from '#access/rights';
import { page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';

/** One's own account: who one is here, what the role may do, the password and the sessions. */
export const account = page({
  path: '/account',
  right: 'signed-in',
  audit: 'NOTHING',
  show: (asked, service) => accountShown(asked, service),
});

/** A new password of one's own. It ends one's sessions in other browsers. */
export const changePassword = page({
  method: 'post',
  path: '/account/password',
  right: 'signed-in',
  audit: 'NOTHING', // it writes a line of its own
  show: async (asked, service) => {
    const { person, session, requestId, body } = asked;
    const [present, fresh, again] = (['present', 'fresh', 'again'] as const).map((name) =>
      typeof body[name] === 'string' ? body[name] : '',
    ) as [string, string, string];
    const wrong = await whyNot(service, person.username, present, fresh, again);
    const outcome = wrong === undefined ? 'DONE' : 'REFUSED';
    await service.audit.write({ person, action: 'CHANGE', outcome, detail: 'own password', requestId });
    if (wrong !== undefined) return accountShown(asked, service, wrong);
    await service.accounts.setPassword(person.accountId, fresh);
    await service.accounts.sessions.end(person.accountId, session.id);
    return { redirect: '/account', says: { kind: 'success', text: 'Your password is changed.' } };
  },
});

/** Ends one's sessions in every other browser. */
export const endSessions = page({
  method: 'post',
  path: '/account/sessions',
  right: 'signed-in',
  audit: 'NOTHING', // it writes a line of its own
  show: async ({ person, session, requestId }, { accounts, audit }) => {
    await audit.write({ person, action: 'SIGN_OUT', outcome: 'DONE', detail: 'other sessions', requestId });
    await accounts.sessions.end(person.accountId, session.id);
    return { redirect: '/account', says: { kind: 'success', text: 'You are signed out everywhere else.' } };
  },
});

/** What stands in the way of a new password, by the field that it is to be mended in. */
type Wrong = Readonly<Partial<Record<'present' | 'fresh' | 'again', string>>>;

async function whyNot(
  { accounts }: Service,
  username: string,
  present: string,
  fresh: string,
  again: string,
): Promise<Wrong | undefined> {
  const short = whyNotPassword(fresh, username);
  if (short !== undefined) return { fresh: short };
  if (fresh !== again) return { again: 'Enter the same new password twice' };
  const tried = await accounts.signIn(username, present);
  if ('person' in tried) return undefined;
  return {
    present: tried.refused === 'LOCKED' ? 'Your account is locked for half an hour' : 'Enter the password you have now',
  };
}

async function accountShown({ person, session }: AskedPage, service: Service, wrong: Wrong = {}): Promise<Shown> {
  const own = (await service.accounts.named(person.username)) as Account;
  const errors = Object.entries(wrong).map(([name, text]) => ({ text, href: `#${name}` }));
  const model = {
    own,
    mayDo: rightsOfRole[person.role].map((right) => rights[right]),
    others: (await service.accounts.sessions.of(person.accountId, session.idleMinutes)).filter(
      ({ id }) => id !== session.id,
    ),
    hasPasswords: service.signInWays.passwords && own.hasPassword,
    wrong,
    errors,
  };
  return { view: 'account/account.njk', title: 'Your account', model, status: errors.length > 0 ? 400 : 200 };
}
