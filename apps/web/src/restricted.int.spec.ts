import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { reportDefinition } from '#reporting/definitions';
import { plainDate } from '#calendar/plain-date';
import { servedApp, type ServedApp } from '#testing/served-app';
import { freezeReport } from '#waymark/freeze-report';
import { webProgram, type WebProgram } from './web-program.ts';

const model = readingModel(projections, measures);
/** An id that stands nowhere else, so that finding it in an answer means that the child is named there. */
const SECRET = 'SECRETCHILD7';
const NAME = 'Zebedee';

describe('a restricted record', () => {
  let site: ServedApp & { readonly program: WebProgram };
  let position = 0;

  beforeAll(async () => {
    site = await servedApp(model, webProgram);
    for (const childId of ['SISTER', SECRET]) {
      const identity = { childId, laChildId: `LA${childId}`, dob: '2017-05-03', sex: 'F', ethnicity: 'WBRI' };
      await sent('RegisterChild', {
        ...identity,
        givenName: childId === SECRET ? NAME : 'Anna',
        familyName: 'Example',
      });
    }
    const contact = { source: '2A', method: 'PHONE', receivedAt: '2026-09-01T09:20:00.000Z', hub: 'MASH' };
    await sent('ReceiveContact', { children: ['SISTER', SECRET], ...contact });
    await sent('LinkSibling', { childId: 'SISTER', otherChildId: SECRET, relation: 'FULL' });
    for (const childId of ['SISTER', SECRET]) {
      const referral = { childId, referredOn: '2026-09-02', source: '6', teamId: 'T-SOUTH', areaId: 'SOUTH' };
      await sent('ReceiveReferral', referral);
      await sent('RecordPrimaryNeed', { childId, code: 'N1' });
      await sent('DecideReferral', { childId, decision: 'ACCEPT_ASSESS', decidedOn: '2026-09-02' });
    }
    await site.projector.reached(position, 20_000);
    const [asAt, now] = [plainDate('2026-09-30'), site.program.waymark.now];
    const definition = reportDefinition('monthly-scorecard', asAt)!;
    await freezeReport({ ...site, model }, { definition, asAt, id: 'september', reason: 'Given out.' }, now);
    for (const childId of ['SISTER', SECRET]) {
      const { eventId } = (await site.store.readStream(childStream(childId))).find(
        ({ type }) => type === 'ReferralReceived',
      )!;
      await sent('CorrectEventDate', {
        childId,
        targetEventId: eventId,
        field: 'referredOn',
        to: '2026-08-31',
        reason: 'Typing',
      });
    }
    const why = { reason: 'Kin in the team', authorisedBy: 'W1' };
    await sent('RestrictRecord', { childId: SECRET, level: 'NAMED_WORKERS', allowed: ['W-NAMED'], ...why });
    await site.projector.reached(position, 20_000);
  });
  afterAll(() => site.close());

  async function sent(name: string, body: object): Promise<void> {
    const answer = await site.command(name, body);
    expect([name, answer.status, answer.body['detail']]).toEqual([name, 201, undefined]);
    position = answer.body['position'] as number;
  }

  /** Every question of the API, so asked that the restricted child comes into it. */
  const questions = (): readonly string[] => {
    const { router } = site.program.app.getHttpAdapter().getInstance();
    const served = router.stack.flatMap(({ route }) => (route?.path?.startsWith('/api/v1') ? [route] : []));
    const gets = served.filter(({ stack }) => stack.some(({ method }) => method === 'get')).map(({ path }) => path);
    const window = 'from=2026-08-01&to=2026-09-30';
    const ways: Readonly<Record<string, readonly string[]>> = {
      '/api/v1/queue': ['', '?asAt=2026-09-15'],
      '/api/v1/forecast': ['?asAt=2026-09-15&by=worker&list=true'],
      '/api/v1/children': ['?familyName=Example', `?givenName=${NAME}`, '?dob=2017-05-03'],
      '/api/v1/measures/:id': measures.map(({ id }) => `/api/v1/measures/${id}?${window}&list=true`),
      '/api/v1/measures/:id/explain': measures.map(({ id }) => `/api/v1/measures/${id}/explain?${window}&limit=500`),
      '/api/v1/reports/:definition': ['/api/v1/reports/monthly-scorecard?asAt=2026-09-30'],
    };
    return [...new Set(gets)].flatMap((path) =>
      (ways[path] ?? ['']).map((way) => {
        const address = way.startsWith('/') ? way : path + way;
        return address.replace(':childId', 'SISTER').replace(/:(id)/, 'september');
      }),
    );
  };

  it('is named in no answer of the API to whoever it does not open for', async () => {
    const manager = await site.apiOf('SM');
    const asked = questions();
    const named: string[] = [];
    for (const path of asked) {
      const { status, text } = await manager.get(path);
      expect([path, status]).toEqual([path, 200]);
      const isAsked = path.includes(NAME);
      const at = text.indexOf(SECRET);
      if (at >= 0 || (!isAsked && text.includes(NAME)))
        named.push(`${path}: ${text.slice(Math.max(0, at - 200), at + 30)}`);
    }
    expect(named).toEqual([]);
    expect(asked.length).toBeGreaterThan(150);
  }, 120_000);

  it('is counted all the same, as a marker on each list', async () => {
    const manager = await site.apiOf('SM');
    const queue = (await manager.get('/api/v1/queue')).body as { count: number; waiting: readonly object[] };
    expect([queue.count, queue.waiting.length]).toEqual([2, 2]);
    expect(queue.waiting).toContainEqual(expect.objectContaining({ restricted: true, area: 'SOUTH' }));
    const { body } = await manager.get('/api/v1/measures/RF-01?from=2026-08-01&to=2026-08-31&list=true');
    expect([body['numerator'], (body['rows'] as unknown[]).length]).toEqual([2, 2]);
  });

  it('is named to the worker whom the restriction names, and opens for them', async () => {
    const named = await site.apiOf('TM', { workerId: 'W-NAMED' });
    expect((await named.get('/api/v1/queue')).text).toContain(SECRET);
    expect((await named.get('/api/v1/children/SISTER')).text).toContain(SECRET);
    const { status, body } = await named.get(`/api/v1/children/${SECRET}`);
    expect([status, body['restriction'], body['personal']]).toEqual([
      200,
      'NAMED_WORKERS',
      expect.objectContaining({ givenName: NAME }),
    ]);
  });

  it('opens for an hour to whoever gives a reason, and each look is on the record', async () => {
    const browser = await site.browserOf('TM', { workerId: 'W-REASON' });
    const refused = await browser.get(`/children/${SECRET}`);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain(NAME);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(refused.text)![1]!;
    const short = await browser.send('/open-for-a-reason', { _csrf: csrf, childId: SECRET, reason: 'why' });
    expect([short.status, (await browser.get(`/children/${SECRET}`)).status]).toEqual([400, 403]);
    const reason = 'The police called about tonight';
    const given = await browser.send('/open-for-a-reason', { _csrf: csrf, childId: SECRET, reason });
    expect(given).toMatchObject({ status: 303, location: `/children/${SECRET}` });
    expect((await browser.get(`/children/${SECRET}`)).status).toBe(200);
    expect((await (await site.apiOf('TM', { workerId: 'W-REASON' })).get('/api/v1/queue')).text).toContain(SECRET);
    await site.database.query(`update access.opened set ends_at = now()`);
    expect((await browser.get(`/children/${SECRET}`)).status).toBe(403);

    const looks = (await site.store.readStream(childStream(SECRET))).filter(
      ({ type }) => type === 'RestrictedRecordAccessed',
    );
    const ofThem = looks.filter(({ data }) => data['accessedBy'] === 'W-REASON');
    expect(ofThem.map(({ data }) => data['granted']).sort()).toEqual(expect.arrayContaining([false, true]));
    const { lines } = await site.program.around.audit.search({ childId: SECRET, action: 'BREAK_GLASS', limit: 9 });
    expect(lines).toMatchObject([{ outcome: 'DONE', reason }]);
  });

  it('is not closed to a decision by somebody else’s look, and is to somebody else’s change', async () => {
    const worker = await site.apiOf('TM', { workerId: 'W-NAMED' });
    const version = (await worker.get(`/api/v1/children/${SECRET}`)).headers.get('etag')!;
    const others = Array.from({ length: 6 }, (_, i) => site.apiOf('TM', { workerId: `W-${i}` }));
    const looks = await Promise.all(
      others.map(async (one) => (await (await one).get(`/api/v1/children/${SECRET}`)).status),
    );
    expect(looks).toEqual([403, 403, 403, 403, 403, 403]);
    const allocate = (workerId: string) =>
      worker.post(
        '/api/v1/commands/AllocateCase',
        { childId: SECRET, workerId, teamId: 'T-SOUTH', role: 'LEAD_SW', from: '2026-09-03' },
        { 'If-Match': version },
      );
    const [first, second] = [await allocate('W1'), await allocate('W2')];
    expect([first.status, first.body['detail']]).toEqual([201, undefined]);
    expect([second.status, second.body['type']]).toEqual([409, '/problems/conflict']);
  });
});

describe('the audit of looking', () => {
  let site: ServedApp & { readonly program: WebProgram };
  beforeAll(async () => {
    site = await servedApp(model, (stores, how) => webProgram(stores, { ...how, logger: silent }));
    const identity = {
      childId: 'C1',
      laChildId: 'LA1',
      dob: '2017-05-03',
      sex: 'F',
      ethnicity: 'WBRI',
      givenName: NAME,
    };
    const { body } = await site.command('RegisterChild', identity);
    await site.projector.reached(body['position'] as number, 20_000);
  });
  afterAll(() => site.close());

  const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };

  it('has a line for each look and each refusal, with who, as what, and which child', async () => {
    const [manager, analyst] = [await site.apiOf('TM'), await site.apiOf('PERF')];
    await manager.get('/api/v1/children/C1/chronology');
    expect((await analyst.get('/api/v1/children/C1/chronology')).status).toBe(403);
    const { lines } = await site.program.around.audit.search({ childId: 'C1', action: 'VIEW', limit: 9 });
    const detail = 'GET /api/v1/children/C1/chronology';
    expect(lines).toMatchObject([
      { role: 'PERF', outcome: 'REFUSED', detail },
      { role: 'TM', outcome: 'DONE', detail },
    ]);
  });

  it('that cannot be written leaves nothing to be seen or recorded, on pages and for programs', async () => {
    const [manager, screener, browser] = [await site.apiOf('TM'), await site.apiOf('QP'), await site.browserOf('TM')];
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await browser.get('/account')).text)![1]!;
    await site.database.query('alter table access.audit rename to audit_elsewhere');
    try {
      for (const path of [
        '/api/v1/children/C1',
        '/api/v1/children/C1/chronology',
        '/api/v1/queue',
        '/api/v1/forecast',
      ]) {
        const { status, text } = await manager.get(path);
        expect([path, status, text.includes(NAME)]).toEqual([path, 500, false]);
      }
      for (const path of ['/children/C1', '/children?words=Zebedee', '/queue']) {
        const { status, text } = await browser.get(path);
        expect([path, status, text.includes('LA1')]).toEqual([path, 500, false]);
      }
      const before = await site.store.lastPosition();
      const referral = { childId: 'C1', referredOn: '2026-09-02', source: '6' };
      expect((await screener.post('/api/v1/commands/ReceiveReferral', referral)).status).toBe(500);
      expect((await site.nobody.browser().signIn(await site.usernameOf('TM'), 'not it')).status).toBe(500);
      expect((await browser.send('/sign-out', { _csrf: csrf })).status).toBe(500);
      expect(await site.store.lastPosition()).toBe(before);
    } finally {
      await site.database.query('alter table access.audit_elsewhere rename to audit');
    }
    expect((await manager.get('/api/v1/children/C1')).status).toBe(200);
  });
});
