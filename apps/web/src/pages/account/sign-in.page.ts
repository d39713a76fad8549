import { homeOf } from '../navigation.ts';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import { ProblemFound } from '../../problem.ts';
import type { Service } from '../service.ts';
import { given } from './given-back.ts';
import { signInView, typedAgain } from './sign-in-view.ts';

/** The form to sign in with. */
export const signInForm = page({
  path: '/sign-in',
  right: 'anybody',
  audit: 'NOTHING',
  show: ({ isSignedIn }, service) => (isSignedIn ? { redirect: '/' } : signInView(service, {})),
});

/** Signs in with a password, or says that it cannot, never why. Refused (403) where passwords are not a way in. */
export const signIn = page({
  method: 'post',
  path: '/sign-in',
  right: 'anybody',
  audit: 'SIGN_IN',
  show: async (asked, service) => {
    const { body, session, requestId, address } = asked;
    if (!service.signInWays.passwords) throw noPasswords;
    const username = oneOf(body, 'username') ?? '';
    const password = typeof body['password'] === 'string' ? body['password'] : '';
    if (username === '' || password === '') return blank(asked, service, username, password);
    const answer = await service.accounts.signIn(username, password, address);
    const outcome = 'person' in answer ? 'DONE' : 'REFUSED';
    await service.audit.write({
      username: username.toLowerCase(),
      ...('person' in answer ? { person: answer.person } : {}),
      action: 'SIGN_IN',
      outcome,
      detail: 'password',
      requestId,
    });
    if (!('person' in answer)) return wrong(asked, service, username, answer.refused);
    const { wanted } = session;
    await begin(asked, answer.person.accountId);
    return given(body, answer.person) ?? { redirect: wanted ?? homeOf(answer.person) };
  },
});

/** Signs out, and forgets the session; at the identity provider too, where one signed in there. */
export const signOut = page({
  method: 'post',
  path: '/sign-out',
  right: 'signed-in',
  audit: 'NOTHING', // it writes a line of its own
  show: async ({ person, requestId, session }, { audit, provider }) => {
    await audit.write({ person, action: 'SIGN_OUT', outcome: 'DONE', detail: 'sign out', requestId });
    const { identityToken } = session;
    await session.begin();
    const there = identityToken === undefined ? undefined : await provider?.signOutUrl(identityToken);
    return { redirect: there ?? '/sign-in', says: { kind: 'success', text: 'You are signed out.' } };
  },
});

/** A session of its own from here on, so that nobody who planted the old one is signed in with it. */
export async function begin({ session }: Pick<AskedPage, 'session'>, accountId: string): Promise<void> {
  await session.begin();
  session.keep('accountId', accountId);
  session.keep('begunAt', new Date().toISOString());
}

const noPasswords = new ProblemFound({
  type: '/problems/no-passwords',
  title: 'Not with a password',
  status: 403,
  detail: 'Sign in with your council account. Passwords kept by Waymark do not open it here.',
});

function blank({ body }: AskedPage, service: Service, username: string, password: string): Shown {
  const usernameError = username === '' ? 'Enter your username' : undefined;
  const passwordError = password === '' ? 'Enter your password' : undefined;
  const errors = [
    ...(usernameError ? [{ text: usernameError, href: '#username' }] : []),
    ...(passwordError ? [{ text: passwordError, href: '#password' }] : []),
  ];
  return signInView(service, { username, usernameError, passwordError, errors, ...typedAgain(body) }, 400);
}

function wrong({ body }: AskedPage, service: Service, username: string, refused: 'WRONG' | 'LOCKED'): Shown {
  const text =
    refused === 'WRONG'
      ? 'The username or the password is not right'
      : 'Too many wrong passwords were entered here for this account. Wait half an hour, or ask an administrator to unlock it';
  const errors = [{ text, href: '#password' }];
  return signInView(service, { username, passwordError: text, errors, ...typedAgain(body) }, 401);
}
