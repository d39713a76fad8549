import type { Page } from '../page.ts';
import { account, changePassword, endSessions } from './account.page.ts';
import { help } from './help.page.ts';
import { home } from './home.page.ts';
import { keepAlive } from './keep-alive.page.ts';
import { providerAnswer, signInAtProvider } from './provider-sign-in.page.ts';
import { signIn, signInForm, signOut } from './sign-in.page.ts';

/** Signing in and out, and one's own account. */
export const accountPages: readonly Page[] = [
  help,
  home,
  signInForm,
  signIn,
  signOut,
  signInAtProvider,
  providerAnswer,
  keepAlive,
  account,
  changePassword,
  endSessions,
];
