import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { Accounts, type Account } from '#access/accounts';
import { prepareAccess } from '#access/access-schema';
import { Audit } from '#access/audit';
import { whyNotPassword } from '#access/passwords';
import { isRole, roles, type Role } from '#access/roles';
import { withWaymark } from './figures.ts';
import { wholeNumber, type Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { readPassword } from './read-password.ts';
import { WrongUsage } from './usage.ts';

const USUAL_TOKEN_DAYS = 90;
const LONGEST_TOKEN_DAYS = 366;

type Step = (accounts: Accounts, username: string, options: Options) => Promise<string>;

/** What can be done to an account; each answers with what it did, for the terminal and the audit alike. */
const steps: Readonly<Record<string, Step>> = {
  open: async (accounts, username, options) => {
    if (!/^[a-z0-9][a-z0-9.@_-]{1,79}$/i.test(username))
      throw new WrongUsage('A username has 2 to 80 letters, digits, dots, hyphens, underscores or @.');
    const role = roleGiven(options.role);
    if (await accounts.named(username)) throw new Error(`There is an account ${username} already.`);
    const password = await newPassword(username, 'Password (empty: signs in at the identity provider alone): ');
    const said = { username, displayName: options.name ?? username, role, ...placeGiven(options) };
    await accounts.open({ ...said, ...(password === '' ? {} : { password }) });
    return `Account ${username} is open: ${inWords(await named(accounts, username))}.`;
  },
  change: async (accounts, username, options) => {
    const now = await named(accounts, username);
    const role = options.role === undefined ? now.role : roleGiven(options.role);
    const worker = options.worker === undefined ? workerOf(now) : {};
    const place = { areas: now.areas, teams: now.teams, ...worker, ...placeGiven(options) };
    await accounts.change(now.accountId, { displayName: options.name ?? now.displayName, role, ...place });
    return `Account ${username} is changed: ${inWords(await named(accounts, username))}.`;
  },
  close: async (accounts, username) => {
    await accounts.setClosed((await named(accounts, username)).accountId, true);
    return `Account ${username} is closed, and its sessions and tokens are ended.`;
  },
  reopen: async (accounts, username) => {
    await accounts.setClosed((await named(accounts, username)).accountId, false);
    return `Account ${username} is open again.`;
  },
  unlock: async (accounts, username) => {
    await accounts.unlock((await named(accounts, username)).accountId);
    return `Account ${username} is unlocked.`;
  },
  password: async (accounts, username) => {
    const { accountId } = await named(accounts, username);
    const password = await newPassword(username, 'New password: ');
    if (password === '') throw new Error('No password was given; nothing was changed.');
    await accounts.setPassword(accountId, password);
    await accounts.sessions.end(accountId);
    return `Account ${username} has a new password, and its sessions are ended.`;
  },
};

/** `account`: opens, changes and closes accounts, sets passwords, makes tokens. Every change is in the audit. */
export async function account(what: string | undefined, username: string | undefined, options: Options): Promise<void> {
  const known = [...Object.keys(steps), 'token', 'list'];
  if (what === undefined || !known.includes(what)) throw new WrongUsage(`account takes ${known.join(', ')}.`);
  if (what !== 'list' && username === undefined) throw new WrongUsage('Name the account by its username.');
  await withWaymark(async ({ database }) => {
    await prepareAccess(database);
    const accounts = new Accounts(database);
    if (what === 'list') return list(await accounts.all(), options);
    const made = what === 'token' ? await token(accounts, username!, options) : undefined;
    const done = made?.done ?? (await steps[what]!(accounts, username!, options));
    const line = { username: `command line: ${options.who ?? userInfo().username}`, requestId: randomUUID() };
    await new Audit(database).write({ ...line, action: 'CHANGE', outcome: 'DONE', detail: done });
    process.stderr.write(`${done}\n`);
    if (made) say(made.token);
  });
}

async function token(accounts: Accounts, username: string, options: Options) {
  const { accountId } = await named(accounts, username);
  const days = wholeNumber(options.days, 'days') ?? USUAL_TOKEN_DAYS;
  if (days < 1 || days > LONGEST_TOKEN_DAYS) throw new WrongUsage(`--days is from 1 to ${LONGEST_TOKEN_DAYS}.`);
  const name = options.name ?? 'command line';
  const made = await accounts.tokens.make(accountId, name, days);
  return { token: made, done: `Account ${username} has a token "${name}" for ${days} days. It is shown this once:` };
}

async function named(accounts: Accounts, username: string): Promise<Account> {
  const found = await accounts.named(username);
  if (found) return found;
  throw new Error(`There is no account ${username}. \`waymark account list\` shows those there are.`);
}

function roleGiven(role: string | undefined): Role {
  if (role !== undefined && isRole(role.toUpperCase())) return role.toUpperCase() as Role;
  const known = Object.entries(roles).map(([code, words]) => `${code} (${words.toLowerCase()})`);
  throw new WrongUsage(`Give the account a role with --role: ${known.join(', ')}.`);
}

/** Where somebody works; what is left out stays as it is, and an empty text takes it away. */
function placeGiven({ area, team, worker }: Options) {
  const listed = (text: string) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return {
    ...(area === undefined ? {} : { areas: listed(area) }),
    ...(team === undefined ? {} : { teams: listed(team) }),
    ...(worker === undefined || worker === '' ? {} : { workerId: worker }),
  };
}

const workerOf = ({ workerId }: Account) => (workerId === undefined ? {} : { workerId });

async function newPassword(username: string, prompt: string): Promise<string> {
  const password = await readPassword(prompt);
  const wrong = password === '' ? undefined : whyNotPassword(password, username);
  if (wrong !== undefined) throw new Error(`${wrong}.`);
  return password;
}

const inWords = ({ role, areas, teams, workerId }: Account): string =>
  [roles[role], areas.join(', ') || 'whole authority', teams.join(', '), workerId ?? '']
    .filter((one) => one !== '')
    .join('; ');

function list(all: readonly Account[], { json }: Options): void {
  if (json) return sayJson(all);
  if (all.length === 0) return say('Nobody has an account yet.');
  const state = ({ closedAt, lockedUntil }: Account) => (closedAt ? 'closed' : lockedUntil ? 'locked' : 'open');
  say(
    table(
      ['Username', 'Name', 'Role', 'Areas', 'Teams', 'Worker', 'State'],
      all.map((one) => [
        one.username,
        one.displayName,
        one.role,
        one.areas.join(', '),
        one.teams.join(', '),
        one.workerId ?? '',
        state(one),
      ]),
    ),
  );
}
