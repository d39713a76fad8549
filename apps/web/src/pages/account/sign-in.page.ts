import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import { homeOf } from '../navigation.ts';
import { given } from './given-back.ts';

/** The form to sign in with. */
export const signInForm = page({
  path: '/sign-in',
  right: 'anybody',
  audit: 'NOTHING',
  show: ({ isSignedIn }) => (isSignedIn ? { redirect: '/' } : drawn({})),
});

/** Signs in with a password, or says that it cannot, never why. */
export const signIn = page({
  method: 'post',
  path: '/sign-in',
  right: 'anybody',
  audit: 'SIGN_IN',
  show: async (asked, { accounts, audit }) => {
    const { body, session, requestId } = asked;
    const username = oneOf(body, 'username') ?? '';
    const password = typeof body['password'] === 'string' ? body['password'] : '';
    if (username === '' || password === '') return blank(asked, username, password);
    const answer = await accounts.signIn(username, password);
    const outcome = 'person' in answer ? 'DONE' : 'REFUSED';
    await audit.write({
      username: username.toLowerCase(),
      ...('person' in answer ? { person: answer.person } : {}),
      action: 'SIGN_IN',
      outcome,
      detail: 'password',
      requestId,
    });
    if (!('person' in answer)) return wrong(asked, username, answer.refused);
    const { wanted } = session;
    await begin(asked, answer.person.accountId);
    return given(body, answer.person) ?? { redirect: wanted ?? homeOf(answer.person) };
  },
});

/** Signs out, and forgets the session. */
export const signOut = page({
  method: 'post',
  path: '/sign-out',
  right: 'signed-in',
  audit: 'NOTHING',
  show: async ({ person, requestId, session }, { audit }) => {
    await audit.write({ person, action: 'SIGN_OUT', outcome: 'DONE', detail: 'sign out', requestId });
    await session.begin();
    return { redirect: '/sign-in', says: { kind: 'success', text: 'You are signed out.' } };
  },
});

/** A session of its own from here on, so that nobody who planted the old one is signed in with it. */
export async function begin({ session }: Pick<AskedPage, 'session'>, accountId: string): Promise<void> {
  await session.begin();
  session.keep('accountId', accountId);
}

const drawn = (model: object, status = 200): Shown => ({
  view: 'account/sign-in.njk',
  title: 'Sign in',
  model,
  status,
});

function blank({ body }: AskedPage, username: string, password: string): Shown {
  const usernameError = username === '' ? 'Enter your username' : undefined;
  const passwordError = password === '' ? 'Enter your password' : undefined;
  const errors = [
    ...(usernameError ? [{ text: usernameError, href: '#username' }] : []),
    ...(passwordError ? [{ text: passwordError, href: '#password' }] : []),
  ];
  return drawn({ username, usernameError, passwordError, errors, ...typedAgain(body) }, 400);
}

function wrong({ body }: AskedPage, username: string, refused: 'WRONG' | 'LOCKED'): Shown {
  const text =
    refused === 'WRONG'
      ? 'The username or the password is not right'
      : 'This account is locked for half an hour after too many wrong passwords. An administrator can unlock it';
  return drawn({ username, passwordError: text, errors: [{ text, href: '#password' }], ...typedAgain(body) }, 401);
}

/** What came along from a form that met the sign-in page goes along once more. */
function typedAgain(body: AskedPage['body']): object {
  const wanted = oneOf(body, '_wanted');
  if (wanted === undefined) return {};
  const typed = Object.entries(body)
    .filter(([name]) => name.startsWith('typed.'))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name: name.slice('typed.'.length), value: one })));
  return { wanted, typed };
}
