import { oneOf, type AskedPage, type View } from '../page.ts';
import type { Service } from '../service.ts';
import { broughtAlong, typedIn } from './given-back.ts';

type Ways = Pick<Service, 'signInWays'>;

/** The sign-in page, with the ways in that there are. */
export const signInView = ({ signInWays }: Ways, model: object, status = 200): View => ({
  view: 'account/sign-in.njk',
  title: 'Sign in',
  model: { ...signInWays, ...model },
  status,
});

/** The sign-in page in place of an answer to a form: what was typed goes along. */
export const signInAgain = (wanted: string, body: AskedPage['body'], ways: Ways): View =>
  signInView(ways, { typed: typedIn(body), wanted }, 401);

/** What came along from a form that met the sign-in page goes along once more. */
export function typedAgain(body: AskedPage['body']): object {
  const wanted = oneOf(body, '_wanted');
  return wanted === undefined ? {} : { wanted, typed: broughtAlong(body) };
}
