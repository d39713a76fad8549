import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { refused } from './journey.ts';
import { describeInBrowser, stage, violations, type Stage } from './stage.ts';

describeInBrowser('exports and background jobs', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage();
    await on.around.jobs.start();
  });
  afterAll(() => on?.close());

  const wanted = '/exports/new?of=list&measure=RF-01&from=2025-10-01&to=2026-09-30';

  it('are asked for with a purpose, shown as they come along, and downloaded by whoever asked', async () => {
    const page = await on.signedIn('performance');
    await page.goto(on.address + wanted);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ask for the export' }).click();
    await refused(page, 'Choose a form', 'Say what the export is for');
    expect(await page.title()).toMatch(/^Error: Export of a list/);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('CSV').check();
    await page.getByLabel('What is it for?').fill('Monthly performance meeting');
    await page.getByRole('button', { name: 'Ask for the export' }).click();
    const link = page.getByRole('button', { name: /^Download rf-01-/ });
    await link.waitFor();
    expect(
      await page.locator('#waymark-announcements').or(page.locator('#job .govuk-tag')).first().textContent(),
    ).toContain('Done');
    expect(await violations(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const rows = parse(await readFile(await download.path()), { bom: true, columns: true });
    const { waymark } = on;
    const [counted] = await waymark.database.query<{ n: number }>(
      `select count(*)::integer as n from reading.referrals where known_to is null and referred_on between '2025-10-01' and '2026-09-30'`,
    );
    expect(rows).toHaveLength(counted!.n);
    const address = page.url();
    const other = await on.signedIn('manager-south');
    for (const path of [address, `${address}/file`]) expect((await other.goto(path))!.status()).toBe(404);
    const audited = await waymark.database.query<{ detail: string; reason: string }>(
      `select detail, reason from access.audit where action = 'EXPORT' and reason is not null`,
    );
    expect(audited).toEqual([{ detail: 'RF-01 Referrals, the list', reason: 'Monthly performance meeting' }]);
  });

  it('without JavaScript reload by themselves until they are over, unless somebody stops that', async () => {
    const page = await on.signedIn('manager-south', { javaScript: false });
    await page.goto(`${on.address}/exports/new?of=queue`);
    await page.getByLabel('Spreadsheet (XLSX)').check();
    await page.getByLabel('What is it for?').fill('Supervision');
    await page.getByRole('button', { name: 'Ask for the export' }).click();
    await page.getByRole('button', { name: /^Download unallocated-cases-.*\.xlsx$/ }).waitFor({ timeout: 15_000 });
    await page.goto(`${on.address}/exports`);
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('1 export of yours');
    const [account] = await on.waymark.database.query<{ id: string }>(
      `select account_id as id from access.accounts where username = 'manager-south'`,
    );
    const runId = '00000000-0000-8000-8000-000000000001';
    const waits = {
      kind: 'export-list',
      asked: {},
      subject: 'One that waits',
      askedBy: account!.id,
      askedByName: 'M',
    } as const;
    await on.around.jobs.runs.ask({ runId, ...waits });
    const refreshes = async (address: string) => {
      await page.goto(on.address + address);
      return page.locator('meta[http-equiv=refresh]').count();
    };
    expect(await refreshes(`/exports/${runId}`)).toBe(1);
    expect(await page.getByRole('link', { name: 'Stop it reloading' }).getAttribute('href')).toBe(
      `/exports/${runId}?still=yes`,
    );
    expect(await refreshes(`/exports/${runId}?still=yes`)).toBe(0);
    await on.around.jobs.cancel(runId);
  });

  it('hold what the person may see: a manager of one area gets that area alone', async () => {
    const page = await on.signedIn('manager-south');
    await page.goto(on.address + wanted);
    await page.getByLabel('CSV').check();
    await page.getByLabel('What is it for?').fill('My area');
    await page.getByRole('button', { name: 'Ask for the export' }).click();
    const link = page.getByRole('button', { name: /^Download rf-01-/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const rows = parse<Record<string, string>>(await readFile(await download.path()), { bom: true, columns: true });
    expect([...new Set(rows.map((row) => row['Area']))]).toEqual(['SOUTH']);
  });

  it('are not for roles that do not export', async () => {
    const page = await on.signedIn('front-door');
    for (const path of ['/exports', wanted]) expect((await page.goto(on.address + path))!.status()).toBe(403);
  });

  it('of the administrator are rebuilt and checked with their progress, listed, and readable on a telephone', async () => {
    const page = await on.signedIn('administrator', { width: 320 });
    await page.goto(`${on.address}/administration/read-models`);
    await page.getByRole('button', { name: 'Verify them against the log' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Check of the read models against the log',
    );
    await page.getByText('all the same', { exact: false }).waitFor({ timeout: 60_000 });
    expect(await violations(page)).toEqual([]);
    await page.goto(`${on.address}/administration/jobs`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });

  it('that failed are tried again by the administrator', async () => {
    const by = { askedBy: 'nobody', askedByName: 'Nobody' };
    const asked = { figures: 'frozen-report', report: 'never', format: 'csv' } as const;
    const run = await on.around.jobs.ask({ kind: 'export-figures', asked, subject: 'Frozen report never' }, by);
    while ((await on.around.jobs.runs.find(run.runId))!.state !== 'FAILED') await new Promise((r) => setTimeout(r, 50));
    const page = await on.signedIn('administrator');
    await page.goto(`${on.address}/administration/jobs?state=FAILED`);
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('1 job');
    expect(await page.getByRole('table').textContent()).toContain('There is no frozen report never.');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Try again\s+Frozen report never$/ }).click();
    expect(
      await page.getByRole('region', { name: 'Done' }).or(page.getByRole('alert')).first().textContent(),
    ).toContain('It is tried again.');
  });
});
