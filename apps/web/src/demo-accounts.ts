import type { Accounts, AccountSaid } from '#access/accounts';
import { sealedPassword } from '#access/passwords';
import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { Sql } from '#projecting/reading-database';
import { workersInPost } from './pages/managers/workers.query.ts';

/** The password of every demo account; they exist only where the demo authority filled an empty store. */
export const DEMO_PASSWORD = 'waymark demo 2026';

/** One account for each kind of staff in the synthetic authority. */
export const demoAccounts: readonly AccountSaid[] = [
  { username: 'front-door', displayName: 'Demo front door', role: 'FDO', teams: ['MASH'] },
  { username: 'screener', displayName: 'Demo screening practitioner', role: 'QP', teams: ['MASH'] },
  {
    username: 'manager-south',
    displayName: 'Demo team manager, South',
    role: 'TM',
    areas: ['SOUTH'],
    teams: ['ASSESSMENT-SOUTH'],
  },
  {
    username: 'manager-east',
    displayName: 'Demo team manager, East',
    role: 'TM',
    areas: ['EAST'],
    teams: ['ASSESSMENT-EAST'],
  },
  { username: 'service-manager', displayName: 'Demo service manager', role: 'SM' },
  {
    username: 'social-worker',
    displayName: 'Demo social worker, South',
    role: 'SW',
    areas: ['SOUTH'],
    teams: ['ASSESSMENT-SOUTH'],
  },
  { username: 'chair', displayName: 'Demo conference chair', role: 'CHAIR' },
  { username: 'reviewing-officer', displayName: 'Demo reviewing officer', role: 'IRO' },
  { username: 'records', displayName: 'Demo records manager', role: 'RM' },
  { username: 'performance', displayName: 'Demo performance analyst', role: 'PERF' },
  { username: 'workforce', displayName: 'Demo workforce manager', role: 'WFM' },
  { username: 'administrator', displayName: 'Demo administrator', role: 'ADMIN' },
];

/**
 * Opens the accounts that are not there yet. Who works in a team of an area is somebody the register has there. The password
 * is sealed once for all of them: it is one, and printed.
 */
export async function openDemoAccounts(accounts: Accounts, sql: Sql, sealed?: string): Promise<void> {
  const password = sealed ?? (await sealedPassword(DEMO_PASSWORD));
  const today = londonDate(instantFromEpochMilliseconds(Date.now()));
  await Promise.all(
    demoAccounts.map(async (account) => {
      const workerId = await workerOf(account, sql, today);
      const post = workerId === undefined ? {} : { workerId };
      await accounts.open({ ...account, ...post, isDemo: true }, password);
    }),
  );
}

/** A manager of the team, or the social worker who leads most of its cases. */
async function workerOf({ role, teams = [] }: AccountSaid, sql: Sql, today: PlainDate): Promise<string | undefined> {
  if (role !== 'TM' && role !== 'SW') return undefined;
  const workers = await workersInPost(sql, today, { areas: [], teams });
  const isManager = (one: (typeof workers)[number]) => one.role === 'TEAM_MANAGER';
  const fit = workers.filter((one) => one.isQualified && isManager(one) === (role === 'TM'));
  return fit.toSorted((a, b) => b.cases - a.cases)[0]?.workerId;
}
