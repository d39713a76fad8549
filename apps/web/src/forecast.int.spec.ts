import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import type { ApiClient } from '#testing/api-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import * as answers from './openapi/answers.ts';
import { webProgram } from './web-program.ts';

describe('GET /api/v1/forecast', () => {
  let waymark: ServedApp;
  let manager: ApiClient;
  let position = 0;
  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    manager = await waymark.apiOf('TM');
    for (const childId of ['DUE-1', 'DUE-2']) {
      await send('RegisterChild', {
        childId,
        laChildId: childId.replace('-', ''),
        dob: '2017-05-03',
        sex: 'F',
        ethnicity: 'WBRI',
      });
      await send('ReceiveReferral', { childId, referredOn: '2026-01-12', source: '6', teamId: 'T1', areaId: 'EAST' });
    }
    await send('RestrictRecord', {
      childId: 'DUE-2',
      level: 'TEAM_ONLY',
      reason: 'Kin in the team',
      authorisedBy: 'W1',
    });
  });
  afterAll(() => waymark.close());

  const send = async (name: string, body: object) => {
    const answer = await waymark.command(name, body);
    expect([name, answer.status]).toEqual([name, 201]);
    position = answer.body['position'] as number;
  };
  const get = (query: string) => manager.get(`/api/v1/forecast?${query}&afterPosition=${position}`);

  it('says what is due and what is late, with its list, as the OpenAPI page describes', async () => {
    const today = answers.forecast.strict().parse((await get('asAt=2026-01-12&by=team&list=true')).body);
    expect(today).toMatchObject({ breached: 0, dueToday: 0, dueWithin5: 2, dueWithin10: 2, open: 2 });
    expect(today.parts).toMatchObject([{ name: 'T1', dueWithin5: 2, clocks: [{ clock: 'Referral decision' }] }]);
    expect(today.list).toHaveLength(2);
    const later = answers.forecast.parse((await get('asAt=2026-01-14')).body);
    expect(later).toMatchObject({ breached: 2, open: 2 });
    expect(later.list).toBeUndefined();
  });

  it('counts restricted records and names them nowhere', async () => {
    const answer = await get('asAt=2026-01-13&list=true');
    const { dueToday, list } = answers.forecast.parse(answer.body);
    expect(dueToday).toBe(2);
    expect(list!.filter((one) => one.restricted)).toHaveLength(1);
    expect(answer.text).not.toContain('DUE-2');
  });

  it('asks for one team, and refuses what it does not know', async () => {
    expect((await get('asAt=2026-01-14&team=T9')).body).toMatchObject({ open: 0, clocks: [] });
    expect((await get('asAt=2026-01-14&by=child')).status).toBe(400);
    expect((await get('asAt=soon')).status).toBe(400);
  });
});
