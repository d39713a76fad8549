import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram, type WebProgram } from './web-program.ts';

describe('too many requests', () => {
  let site: ServedApp & { readonly program: WebProgram };
  beforeAll(async () => (site = await servedApp(readingModel(projections, measures), webProgram)));
  afterAll(() => site.close());

  it('are refused to one token after 600 in a minute, with when to try again, and to no other', async () => {
    const [busy, other] = [await site.apiOf('ADMIN'), await site.apiOf('TM')];
    const statuses: number[] = [];
    for (let batch = 0; batch < 12; batch++)
      statuses.push(
        ...(await Promise.all(
          Array.from({ length: 50 }, async () => (await busy.get('/api/v1/frozen-reports')).status),
        )),
      );
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await busy.get('/api/v1/frozen-reports');
    expect(refused.body).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await other.get('/api/v1/frozen-reports')).status).toBe(200);
    expect((await site.nobody.api.get('/health/live')).status).toBe(200);
  }, 60_000);

  it('are refused to one account after 60 searches in a minute, in a page of words, and its other pages stay', async () => {
    const [busy, other] = [await site.browserOf('FDO'), await site.browserOf('QP')];
    for (let i = 0; i < 60; i++) expect((await busy.get('/children?familyName=Example')).status).toBe(200);
    const refused = await busy.get('/children?familyName=Example');
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('You searched more than 60 times within a minute.');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect([(await busy.get('/screening')).status, (await other.get('/children')).status]).toEqual([200, 200]);
  }, 60_000);
});
