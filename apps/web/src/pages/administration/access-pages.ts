import type { Page } from '../page.ts';
import { accounts, newAccount, openAccount } from './accounts.page.ts';
import { administration } from './administration.page.ts';
import { auditPatterns, endOpening } from './audit-patterns.page.ts';
import { audit } from './audit.page.ts';
import { accountSteps, changeAccount, endToken, newPassword, newToken, oneAccount } from './one-account.page.ts';

/** The way into administration, accounts, and the audit. */
export const accessPages: readonly Page[] = [
  administration,
  accounts,
  newAccount,
  openAccount,
  oneAccount,
  changeAccount,
  ...accountSteps,
  newPassword,
  newToken,
  endToken,
  audit,
  auditPatterns,
  endOpening,
];
