import type { Page } from 'playwright-core';
import { violations } from './stage.ts';

/** A journey is made both ways, each about a family of its own. */
export const ways = [
  ['with JavaScript', true, 'Ashgrove'],
  ['without JavaScript', false, 'Birchwood'],
] as const;

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Presses the button of exactly this name. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const isScripted = (page: Page) => page.evaluate<boolean>('matchMedia("(scripting: enabled)").matches');

/**
 * Waits for a form that comes back with what is wrong: said in the title and in a summary, which takes the focus where there
 * are scripts. Nobody should go on before it has: the focus would be taken from them.
 */
export async function refused(page: Page, ...sentences: readonly (string | RegExp)[]): Promise<void> {
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await summary.waitFor();
  if (await isScripted(page)) await page.locator('.govuk-error-summary:focus').waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  const links = (await summary.getByRole('link').allTextContents()).map((text) => text.trim());
  expect(links).toEqual(
    sentences.map((one) => (typeof one === 'string' ? one : (expect.stringMatching(one) as unknown as string))),
  );
}

/** Waits for a page of a journey, and holds it to WCAG 2.2 AA where it stands: axe itself needs a page with scripts. */
export async function reached(page: Page, name: string | RegExp): Promise<void> {
  await heading(page, name)
    .waitFor()
    .catch(async (error: Error) => {
      throw new Error(`${error.message}\nAt ${page.url()}:\n${await page.locator('main').innerText()}`);
    });
  if (await isScripted(page)) expect([name, await violations(page)]).toEqual([name, []]);
}
