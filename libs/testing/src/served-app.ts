import { randomBytes } from 'node:crypto';
import type { Accounts } from '#access/accounts';
import { isCommandName, rolesThatCarryOut } from '#access/commands-by-role';
import type { Role } from '#access/roles';
import type { ReadingModel } from '#projecting/reading';
import { apiClient, type ApiAnswer, type ApiClient } from './api-client.ts';
import { pageClient, type PageClient } from './page-client.ts';
import { sealedQuickly } from './sealed-quickly.ts';
import { served, type HowServed, type ServableApp, type Served, type Stores } from './served.ts';

/** Where an account works; none of it means the whole authority. */
export interface Scope {
  readonly areas?: readonly string[];
  readonly teams?: readonly string[];
  readonly workerId?: string;
}

/** A whole program under test: `webProgram` of `apps/web`, which a library may not import. */
export interface ServableProgram {
  readonly app: ServableApp;
  readonly around: { readonly accounts: Accounts };
  close(): Promise<void>;
}

/** How sessions and pages are to be in a spec: the same for every program under test. */
export interface HowTested {
  readonly brand: { readonly council: string; readonly colour: string };
  readonly session: {
    readonly databaseUrl: string;
    readonly secret: string;
    readonly idleMinutes: number;
    readonly isSecure: boolean;
  };
}

/** The web program served to people with accounts: one account for each role and scope that is asked for. */
export interface ServedApp extends Omit<Served, 'api'> {
  readonly accounts: Accounts;
  /** The username of an account of that role and scope, opened when it is first asked for. Its password is PASSWORD. */
  usernameOf(role: Role, scope?: Scope): Promise<string>;
  tokenOf(role: Role, scope?: Scope): Promise<string>;
  /** Asks the API as somebody of that role and scope. */
  apiOf(role: Role, scope?: Scope): Promise<ApiClient>;
  /** A browser in which somebody of that role and scope is signed in; each time a new one. */
  browserOf(role: Role, scope?: Scope): Promise<PageClient>;
  /** Sends a command to the API as the first role that carries it out, for the whole authority; as a team manager where none does. */
  command(name: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  /** A browser and an API client of nobody. */
  readonly nobody: { readonly api: ApiClient; browser(): PageClient };
}

export const PASSWORD = 'for specs alone 2026';

/** Serves the whole program on a free port, over empty stores of its own, to accounts that a spec asks for by role. */
export async function servedApp<Program extends ServableProgram>(
  model: ReadingModel,
  start: (stores: Stores, how: HowTested) => Promise<Program>,
  serving: HowServed = {},
): Promise<ServedApp & { readonly program: Program }> {
  let program: Program | undefined;
  const begun = async (stores: Stores) => {
    program = await start(stores, howTested(stores.url));
    return { ...listening(program.app), close: () => program!.close() };
  };
  const { api, ...site } = await served(model, begun, serving);
  const { accounts } = program!.around;
  const opened = new Map<string, Promise<string>>();
  const tokens = new Map<string, Promise<string>>();
  const once = (map: Map<string, Promise<string>>, role: Role, scope: Scope, make: () => Promise<string>) => {
    const key = JSON.stringify([role, scope.areas, scope.teams, scope.workerId]);
    const made = map.get(key) ?? make();
    map.set(key, made);
    return made;
  };
  const usernameOf = (role: Role, scope: Scope = {}) =>
    once(opened, role, scope, async () => {
      const username = `${role.toLowerCase()}-${opened.size}-${randomBytes(3).toString('hex')}`;
      await accounts.open({ username, displayName: `${role} of a spec`, role, ...scope }, sealedQuickly(PASSWORD));
      return username;
    });
  const tokenOf = (role: Role, scope: Scope = {}) =>
    once(tokens, role, scope, async () => {
      const account = await accounts.named(await usernameOf(role, scope));
      return accounts.tokens.make(account!.accountId, 'spec', 1);
    });
  const apiOf = async (role: Role, scope: Scope = {}) =>
    apiClient(site.address, { Authorization: `Bearer ${await tokenOf(role, scope)}` });
  const browserOf = async (role: Role, scope: Scope = {}) => {
    const browser = pageClient(site.address);
    const { status } = await browser.signIn(await usernameOf(role, scope), PASSWORD);
    if (status !== 303) throw new Error(`Signing in as ${role} was answered with ${status}.`);
    return browser;
  };
  const command = async (name: string, body: unknown, headers: Record<string, string> = {}) => {
    const [role = 'TM'] = isCommandName(name) ? rolesThatCarryOut(name) : [];
    return (await apiOf(role)).post(`/api/v1/commands/${name}`, body, headers);
  };
  const nobody = { api, browser: () => pageClient(site.address) };
  return { ...site, program: program!, accounts, usernameOf, tokenOf, apiOf, browserOf, command, nobody };
}

const listening = (app: ServableApp): Omit<ServableApp, 'close'> => ({
  listen: (port, host) => app.listen(port, host),
  getHttpServer: () => app.getHttpServer(),
});

const howTested = (databaseUrl: string): HowTested => ({
  brand: { council: 'Example Council', colour: '#145a64' },
  session: { databaseUrl, secret: randomBytes(32).toString('hex'), idleMinutes: 60, isSecure: false },
});
