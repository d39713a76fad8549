import type { Page } from 'playwright-core';
import { addDays } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { recordWaiting } from '#testing/waiting-cases';
import { heading, press, reached, refused, ways } from './journey.ts';
import { describeInBrowser, SETTING_MILLISECONDS, stage, type Stage } from './stage.ts';

const SLOW = 120_000;
const FAMILY = 'Marsh';
const idOf = (givenName: string): string => `${givenName}${FAMILY}`.toUpperCase();

describeInBrowser('team managers', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage();
    for (const [i, name] of ['Ada', 'Ben', 'Cat', 'Dan', 'Eve', 'Fin', 'Gus', 'Hal'].entries())
      await waits(name, 40 - 5 * i);
  }, SETTING_MILLISECONDS);
  afterAll(() => on?.close());

  /** A child of the South whose accepted case waits for a lead social worker since so many days. */
  const waits = async (givenName: string, days: number) => {
    const childId = idOf(givenName);
    const known = { dob: addDays(on.waymark.today(), -3000), sex: 'F', givenName, familyName: FAMILY };
    await on.carriedOut('RegisterChild', { childId, laChildId: childId, ...known });
    const where = { team: 'ASSESSMENT-SOUTH', area: 'SOUTH', referredOn: addDays(on.waymark.today(), -days) };
    await on.waymark.reached(await recordWaiting(on.waymark.store, [{ childId, ...where }]), SETTING_MILLISECONDS);
    return childId;
  };
  const tick = (page: Page, name: string) => page.getByRole('checkbox', { name: `${name} ${FAMILY}` }).check();
  const toChoose = async (page: Page, ...names: readonly string[]) => {
    for (const name of names) await tick(page, name);
    await page.getByRole('button', { name: 'Allocate the ticked cases' }).first().click();
    await reached(page, `Choose a worker for ${names.length} ${names.length === 1 ? 'case' : 'cases'}`);
  };

  it.each(ways)(
    'see a case in the queue as soon as the front door refers it, %s',
    async (_, javaScript, name) => {
      const contactId = `CT-${name}`;
      const at = on.waymark.now();
      const about = { contactId, children: [`REFERRED-${name}`] };
      const known = { childId: `REFERRED-${name}`, laChildId: name, dob: '2018-05-03', sex: 'M' };
      await on.carriedOut('RegisterChild', { ...known, givenName: 'Noa', familyName: name });
      await on.carriedOut('ReceiveContact', { ...about, source: '1A', method: 'PHONE', hub: 'MASH', receivedAt: at });
      await on.carriedOut('ScreenContact', {
        ...about,
        screenedAt: at,
        screenedBy: 'W1',
        qualified: true,
        ragThreshold: 'R',
      });
      const manager = await on.signedIn('manager-south', { javaScript });
      const before = await counted(manager);
      await manager.evaluate('document.body.dataset.notLoadedAgain = "yes"');
      await tick(manager, 'Ada');

      const screener = await on.signedIn('screener', { javaScript });
      await screener.goto(`${on.address}/contacts/${contactId}/decide`);
      await screener.getByLabel('Referral', { exact: true }).check();
      await screener.getByLabel('Team the referral goes to').selectOption('ASSESSMENT-SOUTH');
      await screener.getByLabel('Area').selectOption('SOUTH');
      await screener.getByLabel('Rationale').fill('Harm is likely');
      await press(screener, 'Record the decision');
      await screener.getByText('Decided: referral. 1 case opened').waitFor();

      if (!javaScript) await manager.reload();
      await manager.getByRole('link', { name: `Noa ${name}` }).waitFor();
      expect(await counted(manager)).toBe(before + 1);
      if (!javaScript) return;
      expect(await manager.locator('body').getAttribute('data-not-loaded-again')).toBe('yes');
      expect(await manager.getByRole('checkbox', { name: `Ada ${FAMILY}` }).isChecked()).toBe(true);
      await manager.getByText('1 more case is waiting').waitFor({ state: 'attached' });
    },
    SLOW,
  );

  it.each(ways)(
    'keep filters and sort on the way back, until they ask for the whole queue, %s',
    async (_, javaScript) => {
      const page = await on.signedIn('manager-south', { javaScript });
      const all = await counted(page);
      await page.getByLabel('Waiting', { exact: true }).selectOption('28 days or more');
      await press(page, 'Apply filters');
      await page.getByRole('link', { name: 'Clear filters' }).waitFor();
      const some = await page.locator('main tbody tr').count();
      expect(some).toBeLessThan(all);
      await page
        .getByRole('columnheader', { name: /^Waiting/ })
        .getByRole('link')
        .click();
      const isKept = async () => {
        await reached(page, `${some} unallocated cases`);
        expect(await page.locator('th[aria-sort=descending]').textContent()).toContain('Waiting');
        const waited = await page.getByRole('cell', { name: /^\d+ days$/ }).allTextContents();
        const days = waited.map((text) => Number.parseInt(text, 10));
        expect(days).toEqual(days.toSorted((a, b) => b - a).filter((one) => one >= 28));
        expect(days).toHaveLength(some);
      };
      await page.locator('th[aria-sort=descending]').waitFor();
      await isKept();
      await page.getByRole('link', { name: `Ben ${FAMILY}` }).click();
      await reached(page, 'Overview');
      await page.goBack();
      await isKept();
      await toChoose(page, 'Cat');
      await page.getByRole('link', { name: 'Back to unallocated cases' }).click();
      await isKept();
      // The navigation leads to the list whose number it shows, and that is the whole of one's own queue.
      await page
        .getByRole('navigation', { name: 'Waymark' })
        .getByRole('link', { name: /^Unallocated/ })
        .click();
      await reached(page, `${all} unallocated cases`);
      await page.context().close();
    },
    SLOW,
  );

  it.each([
    ['with JavaScript', true, ['Cat', 'Dan']],
    ['without JavaScript', false, ['Eve', 'Fin']],
  ] as const)(
    'allocate two cases at once, with each worker’s caseload in view, %s',
    async (_, javaScript, names) => {
      const page = await on.signedIn('manager-south', { javaScript });
      const before = await counted(page);
      await page.getByRole('button', { name: 'Allocate the ticked cases' }).first().click();
      await refused(page, /^Tick|^Choose/);
      await toChoose(page, ...names);
      await press(page, 'Allocate 2 cases');
      await refused(page, 'Choose a worker');
      await page.getByRole('link', { name: 'Choose a worker' }).click();
      expect(await page.evaluate('document.activeElement.name')).toBe('workerId');
      const worker = page.getByRole('row', { name: /Demo social worker, South/ });
      const had = Number(await worker.locator('td').nth(2).textContent());
      expect(await worker.textContent()).toMatch(/Room for \d+ of \d+/);
      await worker.getByRole('radio').check();
      await press(page, 'Allocate 2 cases');
      await reached(page, 'Cases allocated');
      expect(await page.locator('main').textContent()).toContain('2 cases are allocated to Demo social worker, South');
      await page.getByRole('link', { name: 'Caseload of Demo social worker, South' }).click();
      expect(await page.getByRole('heading', { level: 2, name: /open cases?$/ }).textContent()).toBe(
        `${had + 2} open cases`,
      );
      expect(await counted(page)).toBe(before - 2);
      await page.context().close();
    },
    SLOW,
  );

  it.each([
    ['with JavaScript', true, 'Gus'],
    ['without JavaScript', false, 'Hal'],
  ] as const)(
    'who take the same case at once: the second is told who was first, %s',
    async (_, javaScript, name) => {
      const [first, second] = [
        await on.signedIn('manager-south', { javaScript }),
        await on.signedIn('service-manager', { javaScript }),
      ];
      for (const page of [first, second]) {
        await page.goto(`${on.address}/queue?area=SOUTH`);
        await toChoose(page, name);
        await page.getByRole('radio', { name: /Demo social worker, South/ }).check();
      }
      await press(first, 'Allocate 1 case');
      await reached(first, 'Case allocated');
      await press(second, 'Allocate 1 case');
      await reached(second, 'This case is allocated already');
      expect(await second.locator('main').textContent()).toMatch(
        /Already allocated to Demo social worker, South by Demo team manager, South, .*Nothing was changed for this case/s,
      );
      const events = await on.waymark.store.readStream(childStream(idOf(name)));
      expect(events.filter(({ type }) => type === 'CaseAllocated')).toHaveLength(1);
      for (const page of [first, second]) await page.context().close();
    },
    SLOW,
  );

  it.each(ways)(
    'take up what was escalated to them, on record, %s',
    async (_, javaScript, name) => {
      const childId = await waits(`Stuck${name}`, 60);
      const stuck = {
        childId,
        queue: 'UNALLOCATED',
        subjectId: `K-${childId}`,
        waitedSince: addDays(on.waymark.today(), -60),
      };
      await on.carriedOut('EscalateQueue', { ...stuck, toRole: 'TM', step: 1 }, 'SYS');
      const page = await on.signedIn('manager-south', { javaScript });
      const section = page.getByRole('region', { name: '1 escalation to take up' });
      expect(await section.textContent()).toContain(
        `Stuck${name} ${FAMILY}: a case without a lead social worker since`,
      );
      await section.getByLabel('What happens now').fill('Goes to the duty team today');
      await section.getByRole('button').click();
      await page.getByText('The escalation is acknowledged.').waitFor();
      expect(await page.getByText('to take up').count()).toBe(0);
      const events = await on.waymark.store.readStreams([childStream(childId)], undefined, { withPersonal: true });
      expect(events.at(-1)).toMatchObject({
        type: 'EscalationAcknowledged',
        personal: { note: 'Goes to the duty team today' },
      });
      await page.context().close();
    },
    SLOW,
  );

  /** The length of the queue: the same in the heading, the tab, the navigation and the rows. */
  async function counted(page: Page): Promise<number> {
    if (new URL(page.url()).pathname !== '/queue') await page.goto(`${on.address}/queue`);
    const numberIn = async (text: Promise<string | null>) => Number(/\d+/.exec((await text) ?? '')?.[0]);
    const rows = await page.locator('main tbody tr').count();
    expect({
      heading: await numberIn(heading(page, /unallocated cases?$/).textContent()),
      tab: await numberIn(page.locator('[data-live-part=tab-waiting]').textContent()),
      navigation: await numberIn(page.locator('[data-count-of=queue]').textContent()),
    }).toEqual({ heading: rows, tab: rows, navigation: rows });
    return rows;
  }
});
