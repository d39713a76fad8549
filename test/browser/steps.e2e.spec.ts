import type { Page } from 'playwright-core';
import { addDays, dayOfMonth, monthNumberOf, yearOf } from '#calendar/plain-date';
import { describeInBrowser, stage, violations, type Stage } from './stage.ts';

describeInBrowser('the steps of a case as forms', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage();
  });
  afterAll(() => on?.close());

  /** A child with an open, accepted case whose record opens for whoever uses the page. */
  const openCase = async (page: Page): Promise<string> => {
    const rows = await on.waymark.database.query<{ child: string }>(
      `select distinct child_id as child from reading.open_cases where known_to is null and "to" is null order by 1`,
    );
    for (const { child } of rows)
      if ((await page.goto(`${on.address}/children/${child}`))?.status() === 200) return child;
    throw new Error('No case of the demo is open.');
  };

  it('break no rule of accessibility: list, empty form, form with errors; the summary takes the focus and leads to the box', async () => {
    const page = await on.signedIn('service-manager');
    const at = `${on.address}/children/${await openCase(page)}/steps`;
    await page.goto(at);
    expect(await violations(page)).toEqual([]);
    await page.goto(`${at}/HoldStrategyDiscussion`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Record a strategy discussion' }).click();
    await page.locator('.govuk-error-summary:focus').waitFor(); // else the page that is left may be looked at
    expect(await page.title()).toMatch(/^Error: /);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.activeElement.className')).toMatch('govuk-error-summary');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('heldAt-day');
    await page.keyboard.type('7');
    expect(await page.getByLabel('Day', { exact: true }).inputValue()).toBe('7');
  });

  it('are filled in without JavaScript at 320 pixels, with nothing to scroll sideways', async () => {
    const page = await on.signedIn('service-manager', { javaScript: false, width: 320, height: 640 });
    const childId = await openCase(page);
    await page.goto(`${on.address}/children/${childId}/steps/HoldStrategyDiscussion`);
    const widest = await page
      .locator('main *')
      .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
    expect(widest).toBeLessThanOrEqual(320);
    const yesterday = addDays(on.waymark.today(), -1);
    await page.getByLabel('Day', { exact: true }).fill(String(dayOfMonth(yesterday)));
    await page.getByLabel('Month', { exact: true }).fill(String(monthNumberOf(yesterday)));
    await page.getByLabel('Year', { exact: true }).fill(String(yearOf(yesterday)));
    await page.getByLabel('Time').fill('2.30pm');
    await page.getByLabel('Strategy discussion', { exact: true }).check();
    await page.getByLabel('Continue with an assessment').check();
    await page.getByRole('button', { name: 'Record a strategy discussion' }).click();
    expect(new URL(page.url()).pathname).toBe(`/children/${childId}`);
    expect(await page.getByRole('alert').textContent()).toMatch('The strategy discussion is recorded.');
  });
});
