import type { Page as Tab } from 'playwright-core';
import { pages } from '../../apps/web/src/pages/index.ts';
import { rightsOfRole } from '#access/rights';
import { demoAccounts } from '../../apps/web/src/demo-accounts.ts';
import { describeInBrowser, SETTING_MILLISECONDS, stage, violations, type Stage } from './stage.ts';

/** Pages to look at that have something in their path, with who looks; `CHILD`, `WORKER` and the like are found on the stage. */
const withNames: readonly (readonly [who: string, path: string])[] = [
  ['manager-south', '/children/CHILD'],
  ['manager-south', '/children/CHILD/chronology'],
  ['manager-south', '/children/CHILD/plans'],
  ['manager-south', '/children/CHILD/allocations'],
  ['manager-south', '/children/CHILD/steps'],
  ['social-worker', '/children/CHILD/steps/AmendDemographics'],
  ['manager-south', '/children/CHILD/record'],
  ['records', '/children/CHILD/erase'],
  ['front-door', '/children/CHILD/duplicates'],
  ['front-door', '/children?familyName=Smith'],
  ['manager-south', '/caseloads/WORKER'],
  ['performance', '/performance/measures/RF-05'],
  ['performance', '/performance/measures/RF-05/list'],
  ['administrator', '/administration'],
  ['administrator', '/administration/register/RegisterWorker'],
  ['performance', '/performance/commentary?measure=RF-05&asAt=2026-10-31'],
  ['performance', '/performance/rating?measure=RF-05&asAt=2026-10-31&what=rating'],
];

describeInBrowser('every page', () => {
  let on: Stage;
  let names: Readonly<Record<string, string>>;
  beforeAll(async () => {
    on = await stage();
    names = await known(on);
  }, SETTING_MILLISECONDS);
  afterAll(() => on.close());

  /** They ask for what they are about in the address: see `withNames`. */
  const notPlain = ['/administration', '/performance/commentary', '/performance/rating'];
  const plain = pages.filter(
    ({ method = 'get', path }) =>
      method === 'get' && !path.includes(':') && !notPlain.includes(path) && !/\.\w+$|live|sign-in\/answer/.test(path),
  );
  const whoFor = (right: (typeof pages)[number]['right']): string =>
    right === 'anybody' || right === 'signed-in'
      ? 'manager-south'
      : demoAccounts.find(({ role }) => rightsOfRole[role].includes(right))!.username;
  const all = [...plain.map(({ path, right }) => [whoFor(right), path] as const), ...withNames];
  const filledIn = (path: string) => path.replaceAll(/[A-Z]{4,}/g, (name) => names[name] ?? name);

  it('finds the pages it is to look at', () => expect(all.length).toBeGreaterThan(30));

  it('meets WCAG 2.2 AA, has a title and one heading, loads no more than 100 kB, and breaks no rule of its own content policy', async () => {
    const wrong: string[] = [];
    for (const [who, own] of byWho(all)) {
      const tab = await on.signedIn(who);
      tab.on('console', (message) => void (message.type() === 'error' && wrong.push(`${tab.url()} ${message.text()}`)));
      for (const path of own) wrong.push(...(await lookedAt(tab, on.address + filledIn(path))));
      await tab.context().close();
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it('fits a window 320 pixels wide, which is 400% zoom at a desk, and works there without JavaScript', async () => {
    const wrong: string[] = [];
    for (const [who, own] of byWho(all)) {
      const tab = await on.signedIn(who, { width: 320, height: 640, javaScript: false });
      for (const path of own) {
        const answer = await tab.goto(on.address + filledIn(path));
        if (answer?.status() !== 200) wrong.push(`${path} answered ${answer?.status()}`);
        const width = await tab.evaluate<number>('document.documentElement.scrollWidth');
        if (width > 320) wrong.push(`${path} is ${width} pixels wide`);
      }
      await tab.context().close();
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});

const byWho = (all: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [who, path] of all) found.set(who, [...(found.get(who) ?? []), path]);
  return found;
};

async function lookedAt(tab: Tab, address: string): Promise<readonly string[]> {
  const answer = await tab.goto(address);
  if (answer?.status() !== 200) return [`${address} answered ${answer?.status()}`];
  const bytes = (await answer.request().sizes()).responseBodySize;
  const headings = await tab.locator('h1').count();
  return [
    ...(await violations(tab)).map((one) => `${address} ${one}`),
    ...(bytes > 100 * 1024 ? [`${address} is ${Math.round(bytes / 1024)} kB`] : []),
    ...(headings === 1 ? [] : [`${address} has ${headings} headings of the first rank`]),
    ...(/ – Waymark – Example Council$/.test(await tab.title()) ? [] : [`${address} is called ${await tab.title()}`]),
  ];
}

/** Ids that are there: a child of the South whose case is open, and a worker who leads one. */
async function known({ waymark }: Stage): Promise<Readonly<Record<string, string>>> {
  const [row] = await waymark.database.query<{ child: string; worker: string }>(
    `select child_id as child, worker_id as worker from reading.caseloads
     where known_to is null and "to" is null and area = 'SOUTH' order by row_id limit 1`,
  );
  return { CHILD: row!.child, WORKER: row!.worker };
}
