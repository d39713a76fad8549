import type { Page } from 'playwright-core';
import { describeInBrowser, signInOn, stage, violations, type Stage } from './stage.ts';

const MINUTE = 60_000;

describeInBrowser('a session that is about to end', () => {
  let on: Stage;
  beforeAll(async () => (on = await stage()), 120_000);
  afterAll(() => on.close());

  /** Somebody with a half-filled form in front of them, on a clock that the test turns. */
  async function typing(): Promise<Page> {
    const page = await on.signedIn('administrator');
    await page.clock.install();
    await page.goto(`${on.address}/administration/accounts/new`);
    await page.waitForLoadState('networkidle');
    await page.getByLabel('Name, as pages show it').fill('Half typed');
    return page;
  }
  const dialog = (page: Page) => page.getByRole('dialog');

  it('says so five minutes before, takes the focus, and gives it back to who stays', async () => {
    const page = await typing();
    await page.clock.runFor(54 * MINUTE);
    expect(await dialog(page).isVisible()).toBe(false);
    await page.clock.runFor(1.5 * MINUTE);
    expect(await dialog(page).getByRole('heading').textContent()).toBe('You are about to be signed out');
    expect(await page.evaluate('document.activeElement.dataset.part')).toBe('title');
    expect(await dialog(page).locator('[data-part=left]').textContent()).toMatch(/^5 minutes$/);
    expect(await violations(page)).toEqual([]);
    await page.clock.runFor(MINUTE);
    expect(await dialog(page).locator('[data-part=announced]').textContent()).toBe(
      'You will be signed out in 4 minutes.',
    );

    const kept = page.waitForResponse((response) => response.url().endsWith('/keep-alive'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect((await kept).status()).toBe(200);
    await dialog(page).waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.id')).toBe('displayName');
    await page.clock.runFor(30 * MINUTE);
    expect(await dialog(page).isVisible()).toBe(false);
    await page.context().close();
  }, 60_000);

  it('keeps what was typed when it has ended, and sends it after signing in in another tab', async () => {
    const page = await typing();
    await page.clock.runFor(61 * MINUTE);
    expect(await dialog(page).getByRole('heading').textContent()).toBe('You have been signed out');
    expect(await violations(page)).toEqual([]);
    await page.context().clearCookies();
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog(page).getByRole('link', { name: 'Sign in' }).click(),
    ]);
    await signInOn(tab, on.address, 'administrator');
    await dialog(page).getByRole('button', { name: 'Go back to what you typed' }).click();
    expect(await page.getByLabel('Name, as pages show it').inputValue()).toBe('Half typed');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('heading', { name: 'You are signed in again' }).waitFor();
    expect(await page.getByText('Half typed').isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send it now' }).click();
    await page.getByRole('alert').getByText('Enter a username').waitFor();
    expect(await page.getByLabel('Name, as pages show it').inputValue()).toBe('Half typed');
    await page.context().close();
  }, 60_000);
});
