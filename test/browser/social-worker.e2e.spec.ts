import type { Page } from 'playwright-core';
import { addDays, dayOfMonth, monthNumberOf, yearOf, type PlainDate } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { recordWaiting } from '#testing/waiting-cases';
import { DEMO_PASSWORD } from '../../apps/web/src/demo-accounts.ts';
import { heading, press, reached, refused, ways } from './journey.ts';
import { describeInBrowser, SETTING_MILLISECONDS, stage, type Stage } from './stage.ts';

const SLOW = 120_000;

describeInBrowser('social workers', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage();
    for (const [, , name] of ways) await ownCase(name);
  }, SETTING_MILLISECONDS);
  afterAll(() => on?.close());

  const idOf = (name: string) => `OWN${name.toUpperCase()}`;
  const typesOf = async (name: string) =>
    (await on.waymark.store.readStream(childStream(idOf(name)))).map(({ type }) => type);

  /** A case accepted ten days ago, which the social worker of the demo leads. */
  async function ownCase(name: string) {
    const childId = idOf(name);
    const referredOn = addDays(on.waymark.today(), -10);
    const known = { laChildId: childId, dob: addDays(referredOn, -3000), sex: 'F', givenName: 'Ivy', familyName: name };
    await on.carriedOut('RegisterChild', { childId, ...known });
    const where = { team: 'ASSESSMENT-SOUTH', area: 'SOUTH' };
    await recordWaiting(on.waymark.store, [{ childId, referredOn, ...where }]);
    const [account] = await on.waymark.database.query<{ worker: string }>(
      `select worker_id as worker from access.accounts where username = 'social-worker'`,
    );
    const to = { workerId: account!.worker, role: 'LEAD_SW', teamId: where.team, areaId: where.area };
    await on.carriedOut('AllocateCase', { childId, caseId: `K-${childId}`, from: referredOn, ...to });
  }

  const typeDay = async (page: Page, group: string, day: PlainDate) => {
    const boxes = page.getByRole('group', { name: group });
    const typed = { Day: dayOfMonth(day), Month: monthNumberOf(day), Year: yearOf(day) };
    for (const [box, number] of Object.entries(typed)) await boxes.getByLabel(box).fill(String(number));
  };

  it.each(ways)(
    'open a child of theirs, record what comes next, and are told why a rule refuses it, %s',
    async (_, javaScript, name) => {
      const page = await on.signedIn('social-worker', { javaScript });
      await reached(page, 'My cases');
      await page
        .getByRole('region', { name: /open cases?$/ })
        .getByRole('link', { name: `Ivy ${name}` })
        .click();
      await reached(page, 'Overview');
      await page.getByRole('region', { name: 'Next steps' }).getByRole('link', { name: 'Start an assessment' }).click();
      await reached(page, 'Start an assessment');
      await page.getByLabel('Single assessment').check();
      await typeDay(page, 'Day the assessment started', addDays(on.waymark.today(), -30));
      await press(page, 'Start an assessment');
      await refused(page, /is before the referral of .* Rule: an assessment is not before its referral/);
      expect(await page.getByLabel('Single assessment').isChecked()).toBe(true);
      const day = page.getByRole('group', { name: 'Day the assessment started' }).getByLabel('Day');
      expect(await day.inputValue()).toBe(String(dayOfMonth(addDays(on.waymark.today(), -30))));
      await typeDay(page, 'Day the assessment started', addDays(on.waymark.today(), -5));
      await press(page, 'Start an assessment');
      await page.getByText('The assessment is started.').waitFor();
      const underWay = page.getByRole('region', { name: 'Under way (1)' });
      expect(await underWay.textContent()).toContain('assessment');
      expect((await typesOf(name)).at(-1)).toBe('AssessmentStarted');
      await page.context().close();
    },
    SLOW,
  );

  it.each(ways)(
    'get back what they typed when their session ended in the middle of a form, and nobody else does, %s',
    async (_, javaScript, name) => {
      const before = await typesOf(name);
      const typed = 'The aunt rang: the children have slept at hers since Tuesday';
      /** A form whose session has ended when it is sent, and who signs in on the page that comes instead. */
      const endedAndSignedIn = async (username: string) => {
        const page = await on.signedIn('social-worker', { javaScript });
        await page.goto(`${on.address}/children/${idOf(name)}/steps/RecordNewInformation`);
        await reached(page, 'Record new information on the open case');
        await page.locator('textarea').first().fill(typed);
        await on.waymark.database.query('delete from access.sessions');
        await press(page, 'Record new information on the open case');
        await reached(page, 'Sign in');
        expect(await page.locator('main').textContent()).toContain('what you typed is there to send again');
        await page.getByLabel('Username').fill(username);
        await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
        await press(page, 'Sign in');
        return page;
      };
      const other = await endedAndSignedIn('manager-south');
      await reached(other, /unallocated cases?$/);
      expect(await other.content()).not.toContain('The aunt rang');
      await other.context().close();

      const page = await endedAndSignedIn('social-worker');
      await reached(page, 'You are signed in again');
      expect(await page.locator('main').textContent()).toContain(typed);
      expect(await typesOf(name)).toEqual(before);
      await press(page, 'Send it now');
      await heading(page, 'Overview').waitFor();
      expect(await typesOf(name)).toEqual([...before, 'NewInformationRecorded']);
      await page.context().close();
    },
    SLOW,
  );
});
