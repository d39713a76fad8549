import { refused } from './journey.ts';
import { describeInBrowser, SETTING_MILLISECONDS, stage, violations, type Stage } from './stage.ts';

describeInBrowser('signing in', () => {
  let on: Stage;
  beforeAll(async () => (on = await stage()), SETTING_MILLISECONDS);
  afterAll(() => on.close());

  it('without JavaScript leads to the first page of one’s role', async () => {
    const page = await on.signedIn('manager-south', { javaScript: false });
    expect(new URL(page.url()).pathname).toBe('/queue');
  });

  it('meets WCAG 2.2 AA, and says on top of the page what is missing', async () => {
    const page = await (await on.browser.newContext()).newPage();
    await page.goto(`${on.address}/sign-in`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await refused(page, 'Enter your username', 'Enter your password');
    expect(await page.title()).toMatch(/^Error: Sign in/);
    expect(await violations(page)).toEqual([]);
  });
});
