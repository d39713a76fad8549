import { factsOf, journeyOf } from '#case-flow/journey';
import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { ApiClient } from '#testing/api-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { journeyExample } from './openapi/journey-example.ts';
import { webProgram } from './web-program.ts';

describe('one child from the first contact into care, by HTTP', () => {
  let waymark: ServedApp;
  let manager: ApiClient;
  let position = 0;

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    manager = await waymark.apiOf('TM');
  });
  afterAll(() => waymark.close());

  /** Sends the journey's commands up to and including one, each expecting the version that the one before left. */
  async function sendUpTo(last: string): Promise<void> {
    for (const [name, body] of remaining.splice(0, remaining.findIndex(([of]) => of === last) + 1)) {
      const answer = await waymark.command(name, body, { 'Idempotency-Key': `journey-${name}` });
      expect([name, answer.status, answer.body['detail']]).toEqual([name, 201, undefined]);
      position = answer.body['position'] as number;
      expect(answer.headers.get('waymark-position')).toBe(String(position));
    }
  }
  const remaining = [...journeyExample];

  /** A question that sees what was just recorded. */
  const asked = async (path: string) =>
    (await manager.get(`${path}${path.includes('?') ? '&' : '?'}afterPosition=${position}`)).body;
  const figureOf = async (id: string, window = 'from=2026-01-01&to=2026-03-31') =>
    (await asked(`/api/v1/measures/${id}?${window}`))['numerator'];

  it('counts the contact, and its screening in time', async () => {
    expect(await figureOf('FD-01')).toBe(0);
    await sendUpTo('ScreenContact');
    expect(await figureOf('FD-01')).toBe(1);
    expect(await asked('/api/v1/measures/FD-02?from=2026-01-01&to=2026-01-31')).toMatchObject({ value: 100 });
  });

  it('shows the referral in the queue until it is allocated', async () => {
    await sendUpTo('DecideReferral');
    expect(await figureOf('RF-01')).toBe(1);
    expect(await asked('/api/v1/queue?asAt=2026-01-13')).toMatchObject({
      count: 1,
      waiting: [{ childId: 'CHILD-1', referredOn: '2026-01-12', ageDays: 1, team: 'ASSESSMENT-EAST', area: 'EAST' }],
    });
    expect(await asked('/api/v1/queue?asAt=2026-01-13&area=SOUTH')).toMatchObject({ count: 0, waiting: [] });
    await sendUpTo('AllocateCase');
    expect(await asked('/api/v1/queue?asAt=2026-01-13')).toMatchObject({ count: 0, waiting: [] });
  });

  it('counts the strategy discussion, the enquiry and the conference', async () => {
    await sendUpTo('HoldStrategyDiscussion');
    expect(await figureOf('ST-01')).toBe(1);
    await sendUpTo('StartSection47Enquiry');
    expect(await figureOf('S47-01')).toBe(1);
    await sendUpTo('HoldInitialConference');
    expect(await figureOf('AS-01')).toBe(1);
    expect(await asked('/api/v1/measures/IC-02?from=2026-02-01&to=2026-02-28')).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
  });

  it('counts the plan from the day it starts, and the child looked after from the day that does', async () => {
    await sendUpTo('StartCare');
    expect(remaining).toEqual([]);
    const on = async (id: string, asAt: string) => figureOf(id, `asAt=${asAt}`);
    expect([await on('CP-01', '2026-02-09'), await on('CP-01', '2026-02-10')]).toEqual([0, 1]);
    expect([await on('LAC-01', '2026-03-01'), await on('LAC-01', '2026-03-02')]).toEqual([0, 1]);
  });

  it('opens the figure down to the events it rests on', async () => {
    const { rows, rowsInAll, definition } = await asked('/api/v1/measures/CP-01/explain?asAt=2026-02-28');
    expect(rowsInAll).toBe(1);
    expect(definition).toContain('open at the end of the day');
    expect(rows).toMatchObject([
      { childId: 'CHILD-1', numerator: true, events: [{ type: 'CpPlanStarted', occurredOn: '2026-02-10' }] },
    ]);
  });

  it('lists exactly as many rows as the figure says', async () => {
    for (const { id } of measures) {
      const answer = await asked(`/api/v1/measures/${id}?from=2026-01-01&to=2026-03-31&list=true`);
      const rows = answer['rows'] as readonly { readonly numerator: boolean }[];
      expect([id, rows.filter((row) => row.numerator).length]).toEqual([id, answer['numerator']]);
    }
  });

  it('shows the child as it stands now, with its version as entity tag', async () => {
    const { body, headers } = await manager.get('/api/v1/children/CHILD-1');
    const events = await waymark.store.readStream(childStream('CHILD-1'));
    expect(headers.get('etag')).toBe(`"${events.length}"`);
    expect(body).toMatchObject({
      childId: 'CHILD-1',
      version: events.length,
      identity: { sex: 'F', dob: '2017-05-03', homeArea: 'EAST' },
      personal: { givenName: 'Robin', familyName: 'Example' },
      openCase: {
        referredOn: '2026-01-12',
        team: 'ASSESSMENT-EAST',
        area: 'EAST',
        allocations: [{ workerId: 'W0010' }],
      },
      childProtectionPlan: { startedOn: '2026-02-10', category: 'NEG' },
      care: { startedOn: '2026-03-02', legalStatus: 'V2', placement: { type: 'U6' } },
    });
  });

  it('tells the whole chronology in the order of the world, from either end', async () => {
    const { body } = await manager.get('/api/v1/children/CHILD-1/chronology');
    const told = body['events'] as readonly { readonly type: string; readonly on: string; readonly says: string }[];
    const journey = journeyOf('CHILD-1', await waymark.store.readStream(childStream('CHILD-1')));
    expect(told).toHaveLength(journey.facts.length);
    expect(told.map((line) => line.on)).toEqual(told.map((line) => line.on).toSorted());
    expect(told.find((line) => line.type === 'CpPlanStarted')?.says).toBe('Child protection plan started');
    const newest = await manager.get('/api/v1/children/CHILD-1/chronology?order=newest');
    expect(newest.body['events']).toEqual(told.toReversed());
    expect(factsOf(journey, 'CareStarted')).toHaveLength(1);
  });

  it('puts every measure on the scorecard', async () => {
    const { lines } = await asked('/api/v1/scorecard?asAt=2026-02-28');
    expect((lines as readonly { readonly measure: string }[]).map((line) => line.measure)).toEqual(
      measures.map((measure) => measure.id),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ measure: 'CP-01', month: expect.objectContaining({ numerator: 1 }) as unknown }),
    );
  });
});
