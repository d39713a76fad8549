import type { Accounts } from '#access/accounts';
import { roles } from '#access/roles';
import { DEMO_PASSWORD } from './demo-accounts.ts';

/** What to try first: where it runs, and who may sign in to a demo. */
export async function tour(accounts: Accounts, address: string): Promise<string> {
  const all = await accounts.all();
  const demo = all.filter((account) => account.isDemo && account.closedAt === null);
  const widest = Math.max(0, ...demo.map(({ username }) => username.length));
  const lines = [
    `Waymark runs at ${address}`,
    '',
    ...(demo.length > 0
      ? [
          `Sign in as one of these, with the password "${DEMO_PASSWORD}":`,
          ...demo.map(
            ({ username, role, areas }) =>
              `  ${username.padEnd(widest)}  ${roles[role]}${areas.length > 0 ? `, ${areas.join(', ')}` : ''}`,
          ),
        ]
      : all.length > 0
        ? ['Sign in with your account.']
        : [
            'Nobody has an account yet. "npm run --silent waymark -- account open USERNAME --role ADMIN" opens the first.',
          ]),
    '',
    `Every command and question for programs: ${address}/api/openapi.json`,
    'Ctrl+C stops it.',
  ];
  return lines.join('\n');
}
