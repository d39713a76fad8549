import { noBrowser, stage, violations, type Stage } from './stage.ts';
void noBrowser;
describe('look', () => {
  let on: Stage;
  beforeAll(async () => { on = await stage(60); }, 200000);
  afterAll(() => on?.close());
  it('shots', async () => {
    const sql = on.waymark.database;
    const page = await on.signedIn('service-manager');
    const worker = await on.signedIn('social-worker');
    const found = await sql.query<{ child_id: string }>(`select distinct child_id from reading.referrals where known_to is null limit 40`);
    const shot = async (p: typeof page, path: string, name: string, width = 1280) => {
      await p.setViewportSize({ width, height: 900 });
      const answer = await p.goto(on.address + path);
      const v = await violations(p);
      console.log(name, answer!.status(), JSON.stringify(v).slice(0, 600));
      await p.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: true });
    };
    let best = ''; let most = 0;
    for (const { child_id } of found) { const a = await page.goto(`${on.address}/children/${child_id}/steps`); if (a!.status() !== 200) continue; const n = await page.locator('main li a').count(); if (n > most) { most = n; best = child_id; } }
    let sw = '';
    for (const { child_id } of found) { const a = await worker.goto(`${on.address}/children/${child_id}/steps/StartCare`); if (a!.status() === 200) { sw = child_id; break; } }
    await shot(page, `/children/${best}/steps/AuthoriseAssessment`, 'authorise');
    await shot(worker, `/children/${sw}/steps/StartCare`, 'start-care');
    const qp = await on.signedIn('screener');
    const linked = await sql.query<{ c: string }>(`select distinct r.child_id as c from reading.referrals r where known_to is null`);
    for (const { c } of linked) { const a = await page.goto(`${on.address}/children/${c}/steps/HoldStrategyDiscussion`); if (a!.status() === 200 && await page.locator('[name=_siblings]').count() > 1) {
      await page.getByLabel('Day', { exact: true }).fill('20'); await page.getByLabel('Month', { exact: true }).fill('11'); await page.getByLabel('Year', { exact: true }).fill('2026'); await page.getByLabel('Time').fill('10:15');
      await page.getByLabel('Strategy discussion', { exact: true }).check(); await page.getByLabel('Continue with an assessment').check(); await page.getByLabel('Record of the discussion (optional)').fill('Typed words that stay.');
      for (const box of await page.locator('[name=_siblings]').all()) await box.check();
      await page.screenshot({ path: '/tmp/shots/siblings.png', fullPage: true });
      await on.waymark.store.append([{ stream: `child-${c}`, expectedVersion: 'any' as never, events: [] }]).catch(() => undefined);
      await page.getByRole('button', { name: 'Record a strategy discussion' }).click();
      console.log('outcome', page.url(), await page.title(), JSON.stringify(await violations(page)).slice(0, 500));
      await page.screenshot({ path: '/tmp/shots/outcome-' + c + '.png', fullPage: true });
      if ((await page.title()).startsWith('Not recorded')) break;
    } }
    void qp;
    const wf = await on.signedIn('workforce');
    await shot(wf, '/administration/register/RegisterWorker', 'register-worker');
    await shot(wf, '/administration/register/MoveWorkerToTeam', 'move-worker');
  }, 200000);
});
