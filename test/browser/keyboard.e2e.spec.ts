import type { Page } from 'playwright-core';
import { addDays } from '#calendar/plain-date';
import { recordWaiting } from '#testing/waiting-cases';
import { DEMO_PASSWORD } from '../../apps/web/src/demo-accounts.ts';
import { heading, ways } from './journey.ts';
import { describeInBrowser, SETTING_MILLISECONDS, stage, type Stage } from './stage.ts';

const SLOW = 120_000;
/** More presses of Tab than any of these pages has places to stop at. */
const MOST_STOPS = 150;

/**
 * Where the focus is: the name of the place, and what is wrong with how it is seen. It has to lie within the window, with
 * nothing before it (2.4.11), and bear a mark: an outline, a shadow or another background, on itself or on its drawn box.
 */
const FOCUS = `(() => {
  const at = document.activeElement;
  if (at === document.body) return { name: '', isOver: true };
  const label = at.labels?.[0];
  const name = (at.getAttribute('aria-label') ?? label?.innerText ?? at.innerText ?? '').replace(/\\s+/g, ' ').trim();
  const box = at.getClientRects()[0];
  if (!box) return { name, wrong: 'has no place' };
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const isWithin = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
  const seen = isWithin ? document.elementFromPoint(x, y) : null;
  const isOnTop = seen !== null && (at.contains(seen) || seen.contains(at) || label?.contains(seen));
  const drawn = [getComputedStyle(at), ...(label ? [getComputedStyle(label, '::before')] : [])];
  const isMarked = drawn.some((one) => parseFloat(one.outlineWidth) >= 2 && one.outlineStyle !== 'none' || one.boxShadow !== 'none');
  return { name, wrong: !isWithin ? 'is outside the window' : !isOnTop ? 'is hidden' : !isMarked ? 'bears no mark' : undefined };
})()`;

interface Focus {
  readonly name: string;
  readonly wrong?: string;
  /** The end of the page: the next press leads to its beginning. */
  readonly isOver?: true;
}

describeInBrowser('the keyboard alone', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage();
    for (const [, , name] of ways) {
      const [childId, referredOn] = [`KEYS${name}`.toUpperCase(), addDays(on.waymark.today(), -9)];
      const known = {
        laChildId: childId,
        dob: addDays(referredOn, -3000),
        sex: 'F',
        givenName: 'Kit',
        familyName: name,
      };
      await on.carriedOut('RegisterChild', { childId, ...known });
      const one = { childId, referredOn, team: 'ASSESSMENT-SOUTH', area: 'SOUTH' };
      await on.waymark.reached(await recordWaiting(on.waymark.store, [one]), SETTING_MILLISECONDS);
    }
  }, SETTING_MILLISECONDS);
  afterAll(() => on?.close());

  /** Presses Tab until the focus is where it should be; at every stop on the way it has to be seen. */
  const tabTo = async (page: Page, name: RegExp): Promise<void> => {
    const passed: string[] = [];
    await page.waitForLoadState('load'); // before its styles are there, nothing is marked
    for (let i = 0; i < MOST_STOPS; i++) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate<Focus>(FOCUS);
      if (focus.isOver) continue;
      expect({ ...focus, at: page.url() }).toEqual({ name: focus.name, at: page.url() });
      if (name.test(focus.name)) return;
      passed.push(focus.name);
    }
    throw new Error(`Tab does not lead to ${name}, but to ${passed.join(' | ')}`);
  };

  it.each(ways)(
    'signs in, ticks a case, chooses a worker and allocates, the focus always seen, %s',
    async (_, javaScript, name) => {
      const context = await on.browser.newContext({
        javaScriptEnabled: javaScript,
        viewport: { width: 1280, height: 720 },
      });
      const page = await context.newPage();
      await page.goto(`${on.address}/sign-in`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate<Focus>(FOCUS)).toEqual({ name: 'Skip to main content' });
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate<Focus>(FOCUS)).toEqual({ name: 'Username' });
      await page.keyboard.type('manager-south');
      await tabTo(page, /^Password$/);
      await page.keyboard.type(DEMO_PASSWORD);
      await page.keyboard.press('Enter');
      await heading(page, /unallocated cases?$/).waitFor();

      await tabTo(page, new RegExp(`^Kit ${name}$`));
      await page.keyboard.press('Space');
      expect(await page.getByRole('checkbox', { name: `Kit ${name}` }).isChecked()).toBe(true);
      await tabTo(page, /^Allocate the ticked cases$/);
      await page.keyboard.press('Enter');
      await heading(page, 'Choose a worker for 1 case').waitFor();
      // Radio buttons are one stop of Tab: the arrows go on among them.
      await tabTo(page, /\((?:W|X-NEW-)\d+\)|^(?:W|X-NEW-)\d+ /);
      await page.keyboard.press('Space');
      while (!/^Demo social worker, South/.test((await page.evaluate<Focus>(FOCUS)).name))
        await page.keyboard.press('ArrowDown');
      await tabTo(page, /^Allocate 1 case$/);
      await page.keyboard.press('Enter');
      await heading(page, 'Case allocated').waitFor();
      await tabTo(page, /^Sign out$/);
      await page.keyboard.press('Enter');
      await page.getByText('You are signed out.').waitFor();
      await context.close();
    },
    SLOW,
  );

  it(
    'goes through a scorecard, a record and its chronology, and the focus is seen at every stop',
    async () => {
      const page = await on.signedIn('service-manager');
      const [child] = await on.waymark.database.query<{ id: string }>(
        `select child_id as id from reading.open_cases where known_to is null and "to" is null order by 1 limit 1`,
      );
      for (const path of [
        '/performance',
        '/queue',
        '/clocks',
        `/children/${child!.id}`,
        `/children/${child!.id}/chronology`,
      ]) {
        await page.goto(on.address + path);
        const stops = await page.locator('a, button, input, select, summary, [tabindex="0"]').count();
        expect(stops).toBeGreaterThan(10);
        for (let i = 0; i < Math.min(stops, 60); i++) {
          await page.keyboard.press('Tab');
          const focus = await page.evaluate<Focus>(FOCUS);
          if (focus.isOver) break;
          expect({ ...focus, path }).toEqual({ name: focus.name, path });
        }
      }
    },
    SLOW,
  );
});
