import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/**
 * Pictures of the main pages of a running service with the demo authority, in `screenshots/` (git-ignored): at a desk, on a
 * telephone, and printed. `npm run screenshots -- http://127.0.0.1:3000`
 */
const address = process.argv[2] ?? 'http://127.0.0.1:3000';
const password = 'waymark demo 2026';
const folder = 'screenshots';

/** The first link of a page's main part whose address fits. */
const first = (pattern: RegExp) => async (page: Page) => {
  const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const found = links.find((href) => pattern.test(href));
  if (found === undefined) throw new Error(`${page.url()} has no link like ${pattern}.`);
  await page.goto(new URL(found, address).href);
};

const pages: readonly (readonly [name: string, who: string, path: string, then?: (page: Page) => Promise<void>])[] = [
  ['01-sign-in', '-', '/sign-in'],
  ['02-find-a-child', 'front-door', '/children?familyName=smith'],
  ['03-log-a-contact', 'front-door', '/contacts/new'],
  ['04-screening', 'screener', '/screening'],
  ['05-unallocated', 'manager-south', '/queue'],
  ['06-clocks', 'manager-south', '/clocks'],
  ['07-caseloads', 'manager-south', '/caseloads'],
  ['08-child', 'manager-south', '/queue', first(/^\/children\/[^/]+$/)],
  [
    '09-chronology',
    'manager-south',
    '/queue',
    async (page) => {
      await first(/^\/children\/[^/]+$/)(page);
      await page.goto(`${page.url()}/chronology`);
    },
  ],
  ['10-scorecard', 'performance', '/performance'],
  ['11-measure', 'performance', '/performance/measures/RF-05'],
  ['12-funnel', 'performance', '/performance/funnel'],
  ['13-administration', 'administrator', '/administration'],
  ['14-audit', 'administrator', '/administration/audit'],
];

async function signedIn(browser: Browser, who: string, width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  if (who === '-') return page;
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('Username').fill(who);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

mkdirSync(folder, { recursive: true });
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const browser = await chromium.launch({
  executablePath: process.env['WAYMARK_CHROMIUM'] ?? '/usr/bin/chromium',
  chromiumSandbox: false,
  args: switches,
});
try {
  for (const [view, width] of [
    ['desk', 1280],
    ['telephone', 320],
  ] as const)
    for (const [name, who, path, then] of pages) {
      const page = await signedIn(browser, who, width);
      const answer = await page.goto(address + path);
      await then?.(page);
      await page.screenshot({ path: `${folder}/${name}-${view}.png`, fullPage: true });
      process.stdout.write(`${answer?.status()} ${folder}/${name}-${view}.png\n`);
      await page.context().close();
    }
  const page = await signedIn(browser, 'performance', 1280);
  await page.goto(`${address}/performance`);
  await page.pdf({ path: `${folder}/10-scorecard-printed.pdf`, tagged: true, format: 'A4' });
} finally {
  await browser.close();
}
