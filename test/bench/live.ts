import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../apps/web/src/demo-accounts.ts';

/**
 * How long it takes from the moment somebody sends a form until the window of somebody else shows it, by the real program and
 * a real browser: contacts on the screening board, and referrals in a manager's queue. `npm run bench:live -- 200 50`
 */
const contacts = Number(process.argv[2] ?? 200);
const referrals = Number(process.argv[3] ?? 50);
const PORT = 3998;
const home = `http://127.0.0.1:${PORT}`;
const CHILDREN = 300;

function program(folder: string): ChildProcess {
  const own = { WAYMARK_DATA: folder, PORT: String(PORT), WAYMARK_DEMO_CHILDREN: String(CHILDREN) };
  const env = { ...process.env, ...own, NODE_ENV: 'production', DATABASE_URL: '' };
  return spawn('node', ['dist/apps/web/src/main.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function ready(service: ChildProcess): Promise<void> {
  while (service.exitCode === null) {
    const isUp = await fetch(`${home}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await pause(300);
  }
  throw new Error('The program ended before it was ready.');
}

/** A browser that asks nobody for anything: what is measured is this machine alone. */
const quiet = '--disable-background-networking --disable-component-update --disable-sync --disable-quic'.split(' ');

const launched = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['WAYMARK_CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: false,
    args: ['--disable-gpu', '--no-first-run', ...quiet],
  });

/** A window of its own, signed in. */
async function signedIn(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${home}/sign-in`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

/** Notes in the page itself when its heading says another number: nothing of the waiting here is measured. */
async function watching(page: Page, path: string): Promise<Page> {
  await page.goto(home + path);
  await page.getByText('This list keeps itself up to date.').waitFor();
  await page.evaluate(`
    window.shownAt = new Map();
    const heading = document.querySelector('h1');
    const note = () => { const n = parseInt(heading.textContent.replaceAll(',', ''), 10); if (!shownAt.has(n)) shownAt.set(n, Date.now()); };
    note();
    new MutationObserver(note).observe(heading, { childList: true, characterData: true, subtree: true });`);
  return page;
}

const lengthOf = async (page: Page) => parseInt((await page.locator('h1').textContent())!.replaceAll(',', ''), 10);

/** Milliseconds until the window said that number, since the moment given. */
async function untilShown(page: Page, number: number, since: number): Promise<number> {
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${number.toLocaleString('en-GB')} `) }).waitFor();
  return (await page.evaluate<number>(`shownAt.get(${number})`)) - since;
}

/** A command of the signed-in person, sent as a program of the browser would. */
async function sent(context: BrowserContext, command: string, body: object): Promise<void> {
  const answer = await context.request.post(`${home}/api/v1/commands/${command}`, {
    data: body,
    headers: { 'Idempotency-Key': randomUUID() },
  });
  if (!answer.ok()) throw new Error(`${command}: ${answer.status()} ${await answer.text()}`);
}

const now = () => new Date().toISOString();
/** Requests a minute are limited for each account: so many stay below it. */
const BETWEEN_MILLISECONDS = 110;

async function contactsSeen(browser: Browser): Promise<readonly number[]> {
  const officer = await signedIn(browser, 'front-door');
  const screener = await watching(await signedIn(browser, 'screener'), '/screening');
  const waited = await lengthOf(screener);
  const times: number[] = [];
  for (let i = 1; i <= contacts; i++) {
    const contact = { children: [`SEEN-${i}`], source: '2A', method: 'PHONE', hub: 'MASH', receivedAt: now() };
    const since = Date.now();
    await sent(officer.context(), 'ReceiveContact', contact);
    times.push(await untilShown(screener, waited + i, since));
    await pause(BETWEEN_MILLISECONDS);
  }
  await screener.context().close();
  return times;
}

/** The contacts of the first part, decided as referrals to the South by whoever screens. */
async function referralsSeen(browser: Browser): Promise<readonly number[]> {
  const screener = await signedIn(browser, 'screener');
  const manager = await watching(await signedIn(browser, 'manager-south'), '/queue');
  const waited = await lengthOf(manager);
  const times: number[] = [];
  for (let i = 1; i <= referrals; i++) {
    const about = { children: [`REFERRED-${i}`], contactId: `REFERRED-${i}` };
    const source = { source: '2A', method: 'PHONE', hub: 'MASH', receivedAt: now() };
    await sent(screener.context(), 'ReceiveContact', { ...about, ...source });
    const rating = { screenedAt: now(), screenedBy: 'W1', qualified: true, ragThreshold: 'A' };
    await sent(screener.context(), 'ScreenContact', { ...about, ...rating });
    const where = { teamId: 'ASSESSMENT-SOUTH', areaId: 'SOUTH' };
    const since = Date.now();
    await sent(screener.context(), 'DecideContact', { ...about, outcome: 'REFERRAL', decidedAt: now(), ...where });
    times.push(await untilShown(manager, waited + i, since));
    await pause(BETWEEN_MILLISECONDS * 3);
  }
  await manager.context().close();
  return times;
}

function said(what: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
  const numbers = [at(0.5), at(0.95), at(0.99), sorted.at(-1)!].map((one) => `${Math.round(one)} ms`.padStart(9));
  return `${what.padEnd(34)}${String(times.length).padStart(6)}${numbers.join('')}\n`;
}

const folder = mkdtempSync(join(tmpdir(), 'waymark-live-'));
chmodSync(folder, 0o755);
const service = program(folder);
try {
  await ready(service);
  const browser = await launched();
  try {
    process.stdout.write(
      `${'sent in one window, seen in another'.padEnd(34)} times   median      p95      p99      max\n`,
    );
    process.stdout.write(said('contact, on the screening board', await contactsSeen(browser)));
    process.stdout.write(said('referral, in the manager’s queue', await referralsSeen(browser)));
  } finally {
    await browser.close();
  }
} finally {
  if (service.exitCode === null) {
    service.kill('SIGTERM');
    await new Promise((resolve) => service.once('exit', resolve));
  }
  rmSync(folder, { recursive: true, force: true });
}
