import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { readingModel } from '#projecting/reading';
import { Projector } from '#projecting/projector';
import { ReadingDatabase } from '#projecting/reading-database';
import { measures, projections } from '#projections/index';
import { TEST_MASTER_KEY } from '#testing/empty-stores';
import { ask, type Answer } from '#waymark/ask';
import { createApp } from '../../apps/web/src/create-app.ts';
import { DEMO_PASSWORD } from '../../apps/web/src/demo-accounts.ts';
import { surroundings, type Surroundings } from '../../apps/web/src/surroundings.ts';
import { Waymark } from '../../apps/web/src/waymark.ts';
import { demoDatabase } from './demo-database.ts';

/** The whole service over a demo authority, and a browser to use it with. */
export interface Stage {
  readonly address: string;
  readonly waymark: Waymark;
  readonly around: Surroundings;
  readonly browser: Browser;
  /** A window of its own, signed in; as on a telephone, or without JavaScript, when asked for. */
  signedIn(username: string, how?: Window): Promise<Page>;
  /** Carries out a command beside the pages, as a role where one is needed; lists and search show it afterwards. */
  carriedOut(command: string, body: object, actingRole?: string): Promise<Answer>;
  close(): Promise<void>;
}

export interface Window {
  readonly width?: number;
  readonly height?: number;
  readonly javaScript?: boolean;
}

/** Why no browser test can run here; undefined where one can. The place of the browser comes from `test/global-setup.mjs`. */
const noBrowser: string | undefined = process.env['WAYMARK_TEST_CHROMIUM']
  ? undefined
  : 'No Chromium is here, and this account may not install one: set WAYMARK_CHROMIUM to where it is.';

/** `describe` of what needs a browser. Where none can run it is skipped, and the list of what was skipped says why. */
export function describeInBrowser(name: string, specs: () => void): void {
  if (noBrowser === undefined) describe(name, specs);
  else describe.skip(`${name} (${noBrowser})`, specs);
}

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long setting the stage may take on a busy machine. */
export const SETTING_MILLISECONDS = 180_000;

/** Sets the stage: a demo authority with its accounts in a database of its own, the service over it, a browser. */
export async function stage(): Promise<Stage> {
  const { url, drop } = await demoDatabase();
  const store = await PostgresEventStore.open({ url, masterKey: TEST_MASTER_KEY });
  const database = await ReadingDatabase.connect(url);
  const projector = new Projector(store, database, readingModel(projections, measures));
  projector.start();
  const waymark = new Waymark(store, database, projector);
  const session = { databaseUrl: url, secret: randomBytes(32).toString('hex'), idleMinutes: 60, isSecure: false };
  const around = await surroundings(store, database, { council: 'Example Council', colour: '#145a64' }, session);
  const app = await createApp(waymark, around, { log: () => undefined, warn: () => undefined, error: console.error });
  await app.listen(0, '127.0.0.1');
  const address = addressOf(app);
  const browser = await chromium.launch({
    executablePath: process.env['WAYMARK_TEST_CHROMIUM']!,
    chromiumSandbox: false,
    args: switches,
  });
  return {
    address,
    waymark,
    around,
    browser,
    signedIn: async (username, how = {}) => signedIn(await windowOf(browser, how), address, username),
    carriedOut: async (command, body, actingRole) => {
      const request = { command, body, commandId: randomUUID(), ...(actingRole === undefined ? {} : { actingRole }) };
      const answer = await ask(store, request, waymark.now);
      await projector.reached(answer.position, SETTING_MILLISECONDS);
      await around.finding.reached(answer.position, SETTING_MILLISECONDS);
      return answer;
    },
    close: async () => {
      await browser.close();
      await app.close();
      await around.close();
      await projector.stop();
      await store.close();
      await database.close();
      await drop();
    },
  };
}

const addressOf = (app: NestExpressApplication): string =>
  `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;

const windowOf = (
  browser: Browser,
  { width = 1280, height = 900, javaScript = true }: Window,
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: javaScript,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });

async function signedIn(context: BrowserContext, address: string, username: string): Promise<Page> {
  const page = await context.newPage();
  await signInOn(page, address, username);
  return page;
}

/** Signs in on a page that is open already, such as another tab. */
export async function signInOn(page: Page, address: string, username: string): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 A and AA on the page as it stands: rule and place. Empty is what is wanted. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })})`,
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
