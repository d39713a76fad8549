import { setTimeout as pause } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram, type WebProgram } from '../../web-program.ts';

const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const wanted = { report: ['monthly-scorecard', 'activity-report'], as: 'AS_THEY_ARE', asAt: '31/10/2026' };

describe('report packs', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let analyst: PageClient;

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    analyst = await waymark.browserOf('PERF');
    await waymark.program.around.jobs.start();
  }, 120_000);
  afterAll(() => waymark.close());

  const done = async (address: string): Promise<void> => {
    const runId = address.split('/').at(-1)!;
    while ((await waymark.program.around.jobs.runs.find(runId))!.endedAt === null) await pause(20);
  };
  /** The zip file at an address, by its names. */
  const filesAt = async (browser: PageClient, address: string): Promise<readonly string[]> => {
    const answer = await browser.open(address, new AbortController().signal);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    return Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())));
  };

  it('are asked for with a purpose, and downloaded by whoever asked and nobody else', async () => {
    const wrong = await analyst.submit('/exports/pack', { as: 'LATER', asAt: '31/31/2026' });
    expect(wrong.status).toBe(400);
    for (const says of ['Tick a report', 'Choose how', 'as a real day', 'Say what the pack is for'])
      expect(textOf(wrong.text)).toContain(says);
    const { status, location } = await analyst.submit('/exports/pack', { ...wanted, purpose: 'Board of October' });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/exports\/[\da-f-]{36}$/)]);
    await done(location!);
    expect(textOf((await analyst.get(location!)).text)).toContain(
      'Pack of 2 reports as at 31 October 2026, as they are',
    );
    expect(await filesAt(analyst, `${location}/file`)).toHaveLength(7);
    expect((await analyst.get('/exports')).text).toContain(`${location}/file`);
    const other = await waymark.browserOf('SM');
    for (const path of [location!, `${location}/file`]) expect((await other.get(path)).status).toBe(404);
    const audited = await waymark.program.waymark.database.query(
      `select reason from access.audit where action = 'EXPORT' and reason is not null`,
    );
    expect(audited).toEqual([{ reason: 'Board of October' }]);
  });

  it('are frozen only by those who publish', async () => {
    const manager = await waymark.browserOf('TM');
    expect((await manager.get('/exports/pack')).text).not.toContain('As given out');
    const asked = { ...wanted, as: 'FROZEN', purpose: 'Board' };
    expect((await manager.submit('/exports/pack', asked)).status).toBe(403);
    const { location } = await analyst.submit('/exports/pack', { ...asked, asAt: '30/9/2026' });
    await done(location!);
    expect(textOf((await analyst.get('/performance/frozen')).text)).toContain('monthly-scorecard-2026-09-30');
  });

  it('of the month that the service made by itself are for everybody who exports, and cancelled by nobody', async () => {
    const { runs } = waymark.program.around.jobs;
    const runId = '00000000-0000-8000-8000-000000000001';
    const by = { askedBy: 'SYS', askedByName: 'Waymark' };
    await runs.ask({ runId, kind: 'monthly-pack', asked: {}, subject: 'Monthly report pack', ...by });
    const file = { name: 'monthly-pack-2026-10.zip', type: 'application/zip', rows: 4, content: Buffer.from('zip') };
    await runs.finish((await runs.claim(runId))!, { result: '4 reports.', file });
    for (const role of ['SM', 'TM'] as const) {
      const browser = await waymark.browserOf(role);
      expect(textOf((await browser.get('/exports')).text)).toContain('download monthly-pack-2026-10.zip');
      expect((await browser.get(`/exports/${runId}/file`)).text).toBe('zip');
      expect((await browser.submit(`/exports/${runId}/cancel`, {}, { from: '/exports' })).status).toBe(404);
    }
    const worker = await waymark.browserOf('SW');
    expect((await worker.get(`/exports/${runId}/file`)).status).toBe(403);
  });
});
