import { home } from './account/home.page.ts';
import { signIn, signInForm, signOut } from './account/sign-in.page.ts';
import type { Page } from './page.ts';
import { openForAReason } from './record/open-for-a-reason.page.ts';

/** Every page there is. One that does not stand here is not served. */
export const pages: readonly Page[] = [home, signInForm, signIn, signOut, openForAReason];
