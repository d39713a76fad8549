import { homeOf } from '../navigation.ts';
import { page } from '../page.ts';

/** The first address leads to the first page of one's role, or to the sign-in. */
export const home = page({
  path: '/',
  right: 'signed-in',
  audit: 'NOTHING',
  show: ({ person }) => ({ redirect: homeOf(person) }),
});
