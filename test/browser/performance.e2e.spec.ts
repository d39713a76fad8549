import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import {
  addDays,
  addMonths,
  dayOfMonth,
  endOfMonth,
  monthNumberOf,
  startOfMonth,
  yearOf,
  type PlainDate,
} from '#calendar/plain-date';
import { heading, press, reached, refused, ways } from './journey.ts';
import { describeInBrowser, SETTING_MILLISECONDS, stage, type Stage } from './stage.ts';

const SLOW = 120_000;

describeInBrowser('the performance team and the records manager', () => {
  let on: Stage;
  let from: PlainDate;
  let to: PlainDate;
  beforeAll(async () => {
    on = await stage();
    await on.around.jobs.start();
    from = startOfMonth(addMonths(on.waymark.today(), -1));
    to = endOfMonth(from);
    await lateEntry('ATLEASTONE', addDays(from, 1)); // the demo need not have a referral in every month
  }, SETTING_MILLISECONDS);
  afterAll(() => on?.close());

  const typed = (day: PlainDate) => `${dayOfMonth(day)}/${monthNumberOf(day)}/${yearOf(day)}`;
  const RF01 = () => `/performance/measures/RF-01?from=${from}&to=${to}`;
  const figure = async (page: Page) => Number((await page.locator('.waymark-big').textContent())!.replaceAll(',', ''));

  /** A referral that came in last month and is recorded now, as happens. */
  const lateEntry = async (childId: string, referredOn: PlainDate, more: object = {}) => {
    const known = {
      laChildId: childId,
      dob: addDays(referredOn, -3000),
      sex: 'F',
      givenName: 'Lou',
      familyName: childId,
    };
    await on.carriedOut('RegisterChild', { childId, ...known });
    const where = { teamId: 'ASSESSMENT-SOUTH', areaId: 'SOUTH' };
    await on.carriedOut('ReceiveReferral', { childId, referredOn, source: '2A', ...where, ...more });
  };

  it.each(ways)(
    'open a figure of the scorecard down to its children and their events, %s',
    async (_, javaScript) => {
      const page = await on.signedIn('performance', { javaScript });
      await reached(page, /^Monthly scorecard/);
      const card = page.getByRole('region', { name: '% Re-referrals (Monthly)', exact: true });
      const cellOf = (line: string) => card.getByRole('row', { name: line }).getByRole('link').last();
      const printed = await cellOf('Re-referrals %').textContent();
      const referrals = Number(await cellOf('Total Referrals').textContent());
      expect(referrals).toBeGreaterThan(0);
      await cellOf('Re-referrals %').click();
      await reached(page, 'Re-referrals within 12 months');
      expect(Number.parseFloat((await page.locator('.waymark-big').textContent())!)).toBe(Number.parseFloat(printed!));
      await page.getByRole('link', { name: 'Open the list, down to the events' }).click();
      await heading(page, new RegExp(`\\(${referrals}\\)$`)).waitFor();
      const rows = page.locator('main tbody tr');
      expect(await rows.count()).toBe(Math.min(referrals, 50));
      await rows.first().locator('summary').click();
      await rows.first().getByText('Referral received').waitFor();
      await page.getByRole('link', { name: 'What is not counted, and why' }).click();
      await page.getByText('The nearest misses come first.', { exact: false }).waitFor();
      await page.context().close();
    },
    SLOW,
  );

  it.each(ways)(
    'see a figure as it was known before a late entry, and as it is known now, %s',
    async (_, javaScript, name) => {
      const page = await on.signedIn('performance', { javaScript });
      await page.goto(on.address + RF01());
      const before = await figure(page);
      await lateEntry(`LATE${name}`.toUpperCase(), addDays(from, 2));
      await page.getByLabel('As known on').fill('31/2/2026');
      await press(page, 'Show');
      await refused(page, /as a real day, for example 31\/10\/2026$/);
      await page.getByLabel('As known on').fill('');
      await press(page, 'Show');
      await reached(page, 'Referrals');
      expect(await figure(page)).toBe(before + 1);
      await page.getByLabel('As known on').fill(typed(addDays(on.waymark.today(), -1)));
      await press(page, 'Show');
      await page.getByText('as known at the end of').first().waitFor();
      expect(await figure(page)).toBeLessThanOrEqual(before);
      await page.context().close();
    },
    SLOW,
  );

  it.each(ways)(
    'freeze a report, and are told later what has moved and what moved it, %s',
    async (_, javaScript, name) => {
      const page = await on.signedIn('performance', { javaScript });
      await page.goto(`${on.address}/performance?asAt=${to}`);
      await page.getByRole('link', { name: 'Freeze this report as it is given out' }).click();
      await reached(page, 'Freeze a report');
      await page.getByLabel('Name (optional)').fill('no good!');
      await press(page, 'Freeze this report');
      await refused(page, /^The name/);
      await page.getByLabel('Name (optional)').fill(`board-${name}`.toLowerCase());
      await page.getByLabel('Whom it was given to').fill('The safeguarding board');
      await press(page, 'Freeze this report');
      await reached(page, /as it was given out$/);
      expect(await page.locator('main').textContent()).toContain('The same to the byte');
      await page.getByRole('link', { name: 'What has moved since' }).click();
      await heading(page, /\(0 figures\)$/).waitFor();

      await lateEntry(`MOVES${name}`.toUpperCase(), addDays(from, 3));
      await page.reload();
      await heading(page, /\([1-9]\d* figures?\)$/).waitFor();
      expect(await page.locator('main').textContent()).toMatch(
        new RegExp(`denominator \\+1[^]*MOVES${name.toUpperCase()}[^]*Late entry: Referral received`),
      );
      await page.context().close();
    },
    SLOW,
  );

  it.each(ways)(
    'take a list away as a file that is made in the background, %s',
    async (_, javaScript) => {
      const page = await on.signedIn('performance', { javaScript });
      await page.goto(on.address + RF01());
      const counted = await figure(page);
      await page.getByRole('link', { name: 'Save the list as a file' }).click();
      await page.getByLabel('CSV').check();
      await page.getByLabel('What is it for?').fill('Monthly performance meeting');
      await press(page, 'Ask for the export');
      const link = page.getByRole('button', { name: /^Download / });
      await link.waitFor({ timeout: 60_000 });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(parse(await readFile(await download.path()), { bom: true, columns: true })).toHaveLength(counted);
      await page.context().close();
    },
    SLOW,
  );

  it.each(ways)(
    'correct a date after seeing what it moves, and the figure moves, %s',
    async (_, javaScript, name) => {
      const childId = `WRONG${name}`.toUpperCase();
      await lateEntry(childId, addDays(from, 4));
      const analyst = await on.signedIn('performance', { javaScript });
      await analyst.goto(on.address + RF01());
      const before = await figure(analyst);
      const page = await on.signedIn('records', { javaScript });
      await page.goto(`${on.address}/children/${childId}/chronology`);
      await page.getByRole('link', { name: /^Correct a date\s*: Referral received/ }).click();
      await reached(page, 'Correct a date');
      const right = addDays(from, -3);
      const boxes = { Day: dayOfMonth(right), Month: monthNumberOf(right), Year: yearOf(right) };
      for (const [box, number] of Object.entries(boxes))
        await page.getByLabel(box, { exact: true }).fill(String(number));
      await press(page, 'See what would move');
      await refused(page, 'Say why the date is corrected');
      expect(await page.getByLabel('Day', { exact: true }).inputValue()).toBe(String(boxes.Day));
      await page.getByLabel('Why is it corrected?').fill('The letter bears the earlier date');
      await press(page, 'See what would move');
      await reached(page, 'Check the correction');
      const figures = page.getByRole('region', { name: 'Table of figures' });
      expect(await figures.getByRole('row', { name: /RF-01/ }).count()).toBe(2); // the month it leaves, and the month it enters
      expect(await page.locator('main').textContent()).toContain('Nothing has been recorded yet.');
      await analyst.reload();
      expect(await figure(analyst)).toBe(before);
      await press(page, 'Correct the date');
      await page.getByText('the date is corrected to', { exact: false }).waitFor();
      expect(await page.getByRole('table', { name: 'Corrections of this entry' }).textContent()).toContain('Is now');
      await analyst.reload();
      expect(await figure(analyst)).toBe(before - 1);
      for (const one of [page, analyst]) await one.context().close();
    },
    SLOW,
  );

  it.each(ways)(
    'restrict a record: a marker to a team manager, who opens it for an hour with a reason, %s',
    async (_, javaScript, name) => {
      const childId = `HIDDEN${name}`.toUpperCase();
      await lateEntry(childId, addDays(on.waymark.today(), -3));
      const records = await on.signedIn('records', { javaScript });
      await records.goto(`${on.address}/children/${childId}/restrict`);
      await reached(records, 'Restrict this record');
      await records.getByLabel('Only the workers named here').check();
      const [account] = await on.waymark.database.query<{ worker: string }>(
        `select worker_id as worker from access.accounts where username = 'social-worker'`,
      );
      await records.getByLabel('Workers who may open it').fill(account!.worker);
      await records.getByLabel('Why is it restricted?').fill('A relative works here');
      await press(records, 'Restrict this record');
      await records.getByText('The record is restricted.', { exact: false }).waitFor();

      const manager = await on.signedIn('manager-south', { javaScript });
      await manager.goto(`${on.address}/queue`);
      await reached(manager, /unallocated cases?$/);
      expect(await manager.content()).not.toMatch(new RegExp(childId, 'i'));
      expect(await manager.getByRole('cell', { name: 'Restricted record' }).count()).toBeGreaterThan(0);
      expect((await manager.goto(`${on.address}/children/${childId}`))!.status()).toBe(403);
      await manager.getByLabel('Why do you need to open this record?').fill('Too short');
      await press(manager, 'Open this record for an hour');
      await refused(manager, /in 10 to 500 characters$/);
      await manager.getByLabel('Why do you need to open this record?').fill('The police are at the door of the family');
      await press(manager, 'Open this record for an hour');
      await manager.getByText('This record is open to you for one hour.', { exact: false }).waitFor();
      expect(await manager.locator('main').textContent()).toContain(`Lou ${childId}`);
      const [line] = await on.waymark.database.query<{ reason: string; username: string }>(
        `select reason, username from access.audit where action = 'BREAK_GLASS' and child_id = $1`,
        [childId],
      );
      expect(line).toEqual({ reason: 'The police are at the door of the family', username: 'manager-south' });
      for (const one of [records, manager]) await one.context().close();
    },
    SLOW,
  );
});
