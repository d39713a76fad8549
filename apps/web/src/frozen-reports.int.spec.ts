import { plainDate } from '#calendar/plain-date';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { reportDefinition } from '#reporting/definitions';
import type { ApiClient } from '#testing/api-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { freezeReport } from '#waymark/freeze-report';
import * as answers from './openapi/answers.ts';
import * as frozen from './openapi/frozen-report-answers.ts';
import { webProgram } from './web-program.ts';

const model = readingModel(projections, measures);
const asAt = plainDate('2026-09-30');

describe('reports that were given out, over the API', () => {
  let waymark: ServedApp;
  let manager: ApiClient;
  let screener: ApiClient;

  beforeAll(async () => {
    const site = await servedApp(model, webProgram);
    waymark = site;
    manager = await waymark.apiOf('TM');
    screener = await waymark.apiOf('QP');
    const position = await referral('F-1', '2026-09-07');
    await waymark.projector.reached(position, 20_000);
    const definition = reportDefinition('monthly-scorecard', asAt)!;
    await freezeReport(
      { ...waymark, model },
      { definition, asAt, id: 'september', reason: 'Given out.' },
      site.program.waymark.now,
    );
  });
  afterAll(() => waymark?.close());

  async function referral(childId: string, referredOn: string): Promise<number> {
    const body = { childId, referredOn, source: '2A', areaId: 'SOUTH' };
    const { body: answer } = await waymark.command('ReceiveReferral', body);
    return answers.carriedOut.parse(answer).position;
  }

  it('are listed, and open with every figure', async () => {
    const { reports } = frozen.frozenReports.parse((await manager.get('/api/v1/frozen-reports')).body);
    expect(reports).toMatchObject([{ id: 'september', asAt, reason: 'Given out.' }]);
    const one = frozen.frozenReport.parse((await manager.get('/api/v1/frozen-reports/september')).body);
    expect(one.cells.length).toBe(reports[0]!.figures);
    expect((await manager.get('/api/v1/frozen-reports/october')).status).toBe(404);
  });

  it('a command is previewed with the cells it would move, and stores nothing; then the report restates them', async () => {
    const last = await waymark.store.lastPosition();
    const body = { childId: 'F-2', referredOn: '2026-09-08', source: '2A', areaId: 'SOUTH' };
    const answer = await screener.post('/api/v1/previews/ReceiveReferral', body);
    const preview = frozen.preview.parse(answer.body);
    expect(answer.status).toBe(200);
    expect(await waymark.store.lastPosition()).toBe(last);
    const moved = preview.measures.find(({ measure }) => measure === 'RF-01')!;
    expect(moved.months).toMatchObject([{ month: '2026-09', numerator: 1, areas: { SOUTH: { numerator: 1 } } }]);
    expect(preview.frozenReports.map(({ id }) => id)).toEqual(['september']);

    const position = await referral('F-2', '2026-09-08');
    const path = `/api/v1/frozen-reports/september/restated?afterPosition=${position}`;
    const restated = frozen.restated.parse((await manager.get(path)).body);
    expect(restated.unaccounted).toEqual([]);
    const told = new Set(preview.frozenReports[0]!.cells.map(({ cell }) => cell));
    for (const { cells, parts } of restated.figures) {
      for (const { cell } of cells) expect(told).toContain(cell);
      for (const line of parts.flatMap((part) => part.lines))
        expect(line.events).toMatchObject([{ kind: 'late entry', type: 'ReferralReceived' }]);
    }
    expect(restated.figures.length).toBeGreaterThan(0);
  });

  it('explains a figure with the rows that are not counted, and why', async () => {
    const { body } = await manager.get('/api/v1/measures/RF-01/explain?asAt=2026-09-30&area=EAST');
    const explained = answers.explanation.parse(body);
    expect(explained.rowsInAll).toBe(0);
    expect(explained.notCounted[0]!.reasons).toMatchObject([
      { kind: 'another-place', words: 'it belongs to the area SOUTH, not to EAST' },
    ]);
  });

  it('answers a preview that a rule refuses as the command itself would be', async () => {
    const body = { childId: 'F-1', referredOn: '2026-09-20', source: '2A' };
    const { status, body: problem } = await screener.post('/api/v1/previews/ReceiveReferral', body);
    expect([status, problem['rule']]).toEqual([409, 'no-referral-on-an-open-case']);
    expect((await screener.post('/api/v1/previews/ReceiveReferal', body)).status).toBe(404);
  });
});
