import { setTimeout as pause } from 'node:timers/promises';
import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { ApiClient } from '#testing/api-client';
import type { Stores } from '#testing/served';
import { servedApp, type HowTested, type ServedApp } from '#testing/served-app';
import * as answers from './openapi/answers.ts';
import { webProgram } from './web-program.ts';

const received = { source: '2A', method: 'PHONE', receivedAt: '2026-01-12T09:20:00.000Z', hub: 'MASH' };
const registered = { dob: '2017-05-03', sex: 'F', ethnicity: 'WBRI' };

describe('the API', () => {
  let waymark: ServedApp;
  let manager: ApiClient;
  const logged: string[] = [];
  beforeAll(async () => {
    const logger = {
      log: () => undefined,
      warn: () => undefined,
      error: (message: string) => logged.push(message),
    };
    const start = (stores: Stores, how: HowTested) => webProgram(stores, { ...how, logger });
    waymark = await servedApp(readingModel(projections, measures), start, { isCuttable: true });
    manager = await waymark.apiOf('TM');
  });
  afterAll(() => waymark.close());

  const send = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    waymark.command(name, body, headers);
  const get = (path: string) => manager.get(path);
  const fieldsOf = (body: Readonly<Record<string, unknown>>) =>
    (body['errors'] as readonly { readonly field: string }[]).map(({ field }) => field);
  const registeredChild = async (childId: string, laChildId: string, more: object = {}) => {
    const answer = await send('RegisterChild', { childId, laChildId, ...registered, ...more });
    expect(answer.status).toBe(201);
    return answer;
  };
  const referredChild = async (childId: string, laChildId: string) => {
    await registeredChild(childId, laChildId);
    return send('ReceiveReferral', { childId, referredOn: '2026-01-12', source: '6', teamId: 'T1', areaId: 'EAST' });
  };

  describe('carries out a command', () => {
    it('once, however often it is sent under one key', async () => {
      const body = { children: ['ONCE'], ...received };
      const first = await send('ReceiveContact', body, { 'Idempotency-Key': 'once' });
      const again = await send('ReceiveContact', body, { 'Idempotency-Key': 'once' });
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(answers.carriedOut.parse(first.body)).toMatchObject({ commandId: 'once', version: 1, repeated: false });
      expect(again.body).toEqual({ ...first.body, repeated: true });
      expect(await waymark.store.readStream(childStream('ONCE'))).toHaveLength(1);
    });

    it('once, when it is sent twice at the same moment', async () => {
      const body = { children: ['TWICE'], ...received };
      const both = await Promise.all([1, 2].map(() => send('ReceiveContact', body, { 'Idempotency-Key': 'twice' })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
      expect(await waymark.store.readStream(childStream('TWICE'))).toHaveLength(1);
    });

    it('on the streams of all children it is about, under one contact', async () => {
      const answer = await send('ReceiveContact', { children: ['SIB-1', 'SIB-2'], ...received });
      const { events } = answers.carriedOut.parse(answer.body);
      expect(events.map(({ childId }) => childId)).toEqual(['SIB-1', 'SIB-2']);
      expect(new Set(events.map(({ data }) => data['contactId'])).size).toBe(1);
    });

    it('as the account that asks, whatever else a header says, and makes up a key that is returned', async () => {
      const scope = { teams: ['MASH', 'MASH-NIGHT'], workerId: 'W1' };
      const frontDoor = await waymark.apiOf('FDO', scope);
      const headers = { 'X-Recorded-By': 'W9', 'X-Acting-Role': 'TM' };
      const path = '/api/v1/commands/ReceiveContact';
      const answer = await frontDoor.post(path, { children: ['WHO'], ...received }, headers);
      expect(answer.body['commandId']).toMatch(/^[0-9a-f-]{36}$/);
      expect(await waymark.store.readStream(childStream('WHO'))).toMatchObject([
        { recordedBy: 'W1', actingRole: 'FDO', actingTeam: 'MASH' },
      ]);
      const night = await frontDoor.post(path, { children: ['WHO-2'], ...received }, { 'X-Acting-Team': 'MASH-NIGHT' });
      expect(night.status).toBe(201);
      expect(await waymark.store.readStream(childStream('WHO-2'))).toMatchObject([{ actingTeam: 'MASH-NIGHT' }]);
      const foreign = await frontDoor.post(path, { children: ['WHO-3'], ...received }, { 'X-Acting-Team': 'T9' });
      expect([foreign.status, fieldsOf(foreign.body)]).toEqual([400, ['X-Acting-Team']]);
    });

    it('of the register, on the stream of the worker, once under one key', async () => {
      const body = { workerId: 'ALEX', teamId: 'T1', from: '2026-01-05', qualified: true };
      const first = await send('RegisterWorker', body, { 'Idempotency-Key': 'worker' });
      const again = await send('RegisterWorker', body, { 'Idempotency-Key': 'worker' });
      expect([first.status, again.status]).toEqual([201, 200]);
      const { events } = answers.carriedOut.parse(first.body);
      expect(events).toMatchObject([{ type: 'WorkerRegistered', stream: 'worker-ALEX' }]);
      expect(again.body).toEqual({ ...first.body, repeated: true });
      const twice = await send('RegisterWorker', { ...body, from: '2026-02-02' });
      expect([twice.status, twice.body['rule']]).toEqual([409, 'a-worker-is-registered-once']);
      const other = await send('RegisterWorker', { ...body, fte: 0.5 }, { 'Idempotency-Key': 'worker' });
      expect(other.status).toBe(422);
    });

    it('never answers with personal details', async () => {
      const answer = await registeredChild('QUIET', 'LA0001', { givenName: 'Mallory' });
      expect(answer.text).not.toContain('Mallory');
    });
  });

  describe('says no', () => {
    it('422 to a key that was used for another command', async () => {
      await send('ReceiveContact', { children: ['KEY'], ...received }, { 'Idempotency-Key': 'reused' });
      const other = await send(
        'ReceiveContact',
        { children: ['KEY'], ...received, source: '6' },
        { 'Idempotency-Key': 'reused' },
      );
      expect(other.status).toBe(422);
      expect(other.body).toMatchObject({ type: '/problems/idempotency-key-reused' });
    });

    it('409 to a version that is not there, and says which is', async () => {
      await registeredChild('VERSION', 'LA0002');
      const body = { childId: 'VERSION', referredOn: '2026-01-12', source: '6' };
      const stale = await send('ReceiveReferral', body, { 'Expected-Version': '7' });
      expect(stale.status).toBe(409);
      expect(stale.headers.get('content-type')).toContain('application/problem+json');
      expect(stale.body).toMatchObject({ type: '/problems/conflict', expected: 7, actual: 1 });
      expect((await send('ReceiveReferral', body, { 'If-Match': '"1"' })).status).toBe(201);
    });

    it('400 to headers that cannot be meant', async () => {
      const body = { children: ['HEADERS'], ...received };
      const both = await send('ReceiveContact', body, { 'Expected-Version': '1', 'If-Match': '"2"' });
      expect([both.status, fieldsOf(both.body)]).toEqual([400, ['If-Match']]);
      const spaces = await send('ReceiveContact', body, { 'X-Acting-Team': 'a b' });
      expect([spaces.status, fieldsOf(spaces.body)]).toEqual([400, ['X-Acting-Team']]);
    });

    it('409 with the rule, its number and its sentence, and stores nothing', async () => {
      await referredChild('RULE', 'LA0003');
      const answer = await send('DecideReferral', {
        childId: 'RULE',
        decision: 'ACCEPT_ASSESS',
        decidedOn: '2026-01-13',
      });
      expect(answer.status).toBe(409);
      expect(answers.problem.parse(answer.body)).toEqual({
        type: '/problems/an-accepted-referral-has-a-primary-need',
        title: 'Refused by a rule',
        status: 409,
        detail: 'Choose the primary need before accepting the referral.',
        rule: 'an-accepted-referral-has-a-primary-need',
        dfe: '8530',
      });
      expect(await waymark.store.readStream(childStream('RULE'))).toHaveLength(2);
    });

    it('400 with each field that is wrong, missing or unknown', async () => {
      const answer = await send('ReceiveReferral', {
        childId: 'C 1',
        referredOn: '2026-02-30',
        source: '6',
        colour: 'red',
      });
      expect([answer.status, fieldsOf(answer.body).sort()]).toEqual([400, ['childId', 'colour', 'referredOn']]);
      expect(fieldsOf((await send('ReceiveReferral', {})).body)).toContain('childId');
    });

    it('400 to a broken body, 413 to a huge one, 415 to one that is no JSON', async () => {
      expect((await send('ReceiveContact', '{"children":')).status).toBe(400);
      expect((await send('ReceiveContact', '[]')).status).toBe(400);
      expect((await send('ReceiveContact', { children: ['X'], narrative: 'x'.repeat(300_000) })).status).toBe(413);
      const form = await send('ReceiveContact', 'children=X', { 'Content-Type': 'application/x-www-form-urlencoded' });
      expect([form.status, form.body['type']]).toEqual([415, '/problems/unsupported-media-type']);
    });

    it('404 to commands, children, measures and addresses there are not, with the nearest name', async () => {
      const command = await send('ReceiveContct', {});
      expect([command.status, command.body['detail']]).toEqual([
        404,
        'There is no command ReceiveContct. Did you mean ReceiveContact?',
      ]);
      expect((await send('constructor', {})).status).toBe(404);
      expect((await get('/api/v1/children/NOBODY')).status).toBe(404);
      expect((await get('/api/v1/reports/no-such-report')).status).toBe(404);
      expect((await get('/api/v1/children/NOBODY/chronology')).status).toBe(404);
      const measure = await get('/api/v1/measures/RF-5');
      expect([measure.status, measure.body['detail']]).toEqual([404, expect.stringContaining('Did you mean RF-05?')]);
      expect(await get('/api/no/such/address')).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    });

    it.each([
      ['/api/v1/measures/RF-05?asAt=2015-02-30', 'asAt'],
      ['/api/v1/measures/RF-05?from=2016-01-02&to=2016-01-01', 'from'],
      ['/api/v1/measures/RF-05?from=2016-01-02', 'to'],
      ['/api/v1/measures/RF-05?asAt=2016-01-02&asKnownAt=soon', 'asKnownAt'],
      ['/api/v1/measures/RF-05?asAt=2016-01-02&by=moon', 'by'],
      ['/api/v1/measures/RF-05?asAt=2016-01-02&by=area&team=T1', 'by'],
      ['/api/v1/measures/RF-05?asAt=2016-01-02&area=EAST&team=T1', 'team'],
      ['/api/v1/measures/RF-05/explain?limit=none', 'limit'],
      ['/api/v1/measures/RF-05?asat=2016-01-02', 'asat'],
      ['/api/v1/measures/RF-05?asAt=2016-01-02&asAt=2016-01-03', 'asAt'],
      ['/api/v1/scorecard?asAt=x', 'asAt'],
      ['/api/v1/reports/monthly-scorecard?format=pdf', 'format'],
      ['/api/v1/queue?asAt=x', 'asAt'],
      ['/api/v1/queue?afterPosition=-1', 'afterPosition'],
      ['/api/v1/children/ONCE/chronology?order=random', 'order'],
    ])('400 to %s, naming %s', async (path, field) => {
      const answer = await get(path);
      expect([answer.status, fieldsOf(answer.body)]).toEqual([400, [field]]);
    });

    it('503 with Retry-After when the read model does not reach a position in two seconds', async () => {
      const began = performance.now();
      const answer = await get('/api/v1/queue?afterPosition=999999');
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(Number(answer.headers.get('waymark-position'))).toBeGreaterThan(0);
      expect(performance.now() - began).toBeLessThan(4000);
    });

    it('421 to another name than this machine’s, which is what DNS rebinding looks like', async () => {
      const { hostname, port } = new URL(waymark.address);
      const { request } = await import('node:http');
      const status = await new Promise((resolve) =>
        request({ hostname, port, path: '/', headers: { Host: 'waymark.evil.example' } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end(),
      );
      expect(status).toBe(421);
    });
  });

  describe('keeps to itself', () => {
    it('a restricted child on the records of others: no sibling, contact or explanation names it', async () => {
      await registeredChild('SEALED', 'LA9001');
      await registeredChild('SISTER', 'LA9002');
      expect((await send('LinkSibling', { childId: 'SISTER', otherChildId: 'SEALED', relation: 'FULL' })).status).toBe(
        201,
      );
      expect((await send('ReceiveContact', { children: ['SISTER', 'SEALED'], ...received })).status).toBe(201);
      const named = await get('/api/v1/children/SISTER/chronology');
      expect(JSON.stringify(named.body)).toContain('SEALED');
      const { body } = await send('RestrictRecord', {
        childId: 'SEALED',
        level: 'ADOPTION_SEALED',
        allowed: [],
        reason: 'Adopted',
        authorisedBy: 'W1',
      });
      const after = `afterPosition=${String(body['position'])}`;
      for (const path of [
        `children/SISTER?${after}`,
        `children/SISTER/chronology?${after}`,
        `measures/FD-01/explain?asAt=2026-01-31&limit=500&${after}`,
      ]) {
        const shown = await get(`/api/v1/${path}`);
        expect(shown.status).toBe(200);
        expect(JSON.stringify(shown.body)).not.toContain('SEALED"');
      }
    });

    it('a child whose id cannot be one is not found, and is no fault of ours', async () => {
      expect((await get('/api/v1/children/%00')).status).toBe(404);
      expect((await get('/api/v1/children/%00/chronology')).status).toBe(404);
    });

    it('the child of a restricted record: every list shows a marker, and every figure still counts it', async () => {
      await referredChild('HIDDEN', 'LA0004');
      const { body } = await send('RestrictRecord', {
        childId: 'HIDDEN',
        level: 'TEAM_ONLY',
        authorisedBy: 'RM1',
        reason: 'Staff family',
      });
      const after = `afterPosition=${String(body['position'])}`;
      const shown = await Promise.all([
        get(`/api/v1/queue?${after}`),
        get(`/api/v1/measures/RF-01?from=2026-01-01&to=2026-01-31&list=true&${after}`),
        get(`/api/v1/measures/RF-01/explain?from=2026-01-01&to=2026-01-31&${after}`),
        get('/api/v1/children/HIDDEN/chronology'),
      ]);
      for (const { body: said } of shown.slice(0, 3)) expect(JSON.stringify(said)).not.toContain('HIDDEN');
      expect(shown[0].body['waiting']).toContainEqual(expect.objectContaining({ restricted: true, area: 'EAST' }));
      expect(shown[0].body['count']).toBe((shown[0].body['waiting'] as unknown[]).length);
      expect(shown[1].body['numerator']).toBe((shown[1].body['rows'] as unknown[]).length);
      for (const refused of [shown[3], await get('/api/v1/children/HIDDEN')])
        expect([refused.status, refused.body['type'], refused.body['why']]).toEqual([
          403,
          '/problems/not-yours',
          'RESTRICTED',
        ]);
    });

    it('the name of a child that was erased', async () => {
      await registeredChild('ERASED', 'LA0005', { givenName: 'Robin' });
      expect((await get('/api/v1/children/ERASED')).body['personal']).toEqual({ givenName: 'Robin' });
      await waymark.store.erase('ERASED');
      expect((await get('/api/v1/children/ERASED')).body['personal']).toBeNull();
    });

    it('what a browser must not do, in headers', async () => {
      const { headers } = await get('/');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
    });
  });

  it('says of a merged record where it went, and gives its chronology to the survivor', async () => {
    await registeredChild('KEPT', 'LA0006');
    await registeredChild('DOUBLE', 'LA0007', { givenName: 'Robin' });
    expect(
      (await send('MergeDuplicateRecords', { childId: 'KEPT', mergedId: 'DOUBLE', reason: 'One child' })).status,
    ).toBe(201);
    expect((await get('/api/v1/children/DOUBLE')).body).toMatchObject({ childId: 'DOUBLE', mergedInto: 'KEPT' });
    const chronology = answers.chronology.parse((await get('/api/v1/children/KEPT/chronology')).body);
    expect(chronology.events).toContainEqual(
      expect.objectContaining({ type: 'ChildRegistered', mergedFrom: 'DOUBLE' }),
    );
    expect((await get('/api/v1/children/KEPT')).body).toMatchObject({ personal: { givenName: 'Robin' } });
  });

  it('marks in a chronology what was corrected and voided, and what was believed before', async () => {
    const referred = await referredChild('REPAIRED', 'LA0008');
    const [event] = answers.carriedOut.parse(referred.body).events;
    const before = new Date().toISOString();
    await pause(5);
    const correction = {
      childId: 'REPAIRED',
      targetEventId: event!.eventId,
      field: 'referredOn',
      to: '2026-01-09',
      reason: 'Typing',
    };
    expect((await send('CorrectEventDate', correction)).body['detail']).toBeUndefined();
    const now = answers.chronology.parse((await get('/api/v1/children/REPAIRED/chronology')).body);
    expect(now.events.find(({ eventId }) => eventId === event!.eventId)).toMatchObject({
      on: '2026-01-09',
      recordedAs: '2026-01-12',
      corrected: [{ field: 'referredOn', to: '2026-01-09' }],
    });
    const then = answers.chronology.parse((await get(`/api/v1/children/REPAIRED/chronology?asKnownAt=${before}`)).body);
    expect(then.events.find(({ eventId }) => eventId === event!.eventId)).toMatchObject({ on: '2026-01-12' });

    expect(
      (await send('VoidEvent', { childId: 'REPAIRED', targetEventId: event!.eventId, reason: 'NOT_HAPPENED' })).body[
        'detail'
      ],
    ).toBeUndefined();
    const voided = answers.chronology.parse((await get('/api/v1/children/REPAIRED/chronology')).body);
    expect(voided.events.find(({ eventId }) => eventId === event!.eventId)).toHaveProperty('voided');
  });

  it('answers as its description says', async () => {
    const said = async (path: string) => (await get(path)).body;
    answers.queue.parse(await said('/api/v1/queue'));
    answers.catalogue.parse(await said('/api/v1/measures'));
    answers.child.parse(await said('/api/v1/children/ONCE'));
    answers.scorecard.parse(await said('/api/v1/scorecard?asKnownAt=2026-01-31'));
    const page = answers.report.parse(await said('/api/v1/reports/monthly-scorecard?asAt=2026-01-31'));
    expect(page.cards.map(({ measure }) => measure)).toContain('RF-05');
    const hidden = answers.report.parse(await said('/api/v1/reports/activity-report?asAt=2026-01-31&public=true'));
    expect(hidden.isPublic).toBe(true);
    answers.measureAnswer.parse(await said('/api/v1/measures/RF-01?from=2026-01-01&to=2026-01-31&by=team&list=true'));
    answers.explanation.parse(await said('/api/v1/measures/RF-01/explain?from=2026-01-01&to=2026-01-31'));
    answers.live.parse(await said('/health/live'));
    expect(answers.ready.parse(await said('/health/ready'))).toMatchObject({
      database: 'reachable',
      projector: 'running',
    });
  });

  it('asked about a time before any event, answers nothing, and divides by nothing', async () => {
    expect((await get('/api/v1/measures/RF-05?from=1999-01-01&to=1999-12-31')).body).toMatchObject({
      numerator: 0,
      denominator: 0,
      value: null,
    });
  });

  it('tells nothing of a fault of its own, and writes it to its log', async () => {
    await waymark.database.query('alter table reading.unallocated_cases rename to elsewhere');
    const answer = await get('/api/v1/queue');
    await waymark.database.query('alter table reading.elsewhere rename to unallocated_cases');
    expect([answer.status, answer.body['type']]).toEqual([500, '/problems/unexpected']);
    expect(answer.text).not.toMatch(/unallocated_cases|select|at .*\.ts/);
    expect(logged).toEqual([expect.stringContaining('GET /api/v1/queue: QueryFailedError')]);
  });

  it('is not ready while its database is away, and works again when it is back', async () => {
    await waymark.tokenOf('FDO'); // an account cannot be opened while the database is away
    waymark.line!.cut();
    const ready = await get('/health/ready');
    expect([ready.status, ready.body['database']]).toEqual([503, 'not reachable']);
    expect((await get('/health/live')).status).toBe(200);
    const send503 = await send('ReceiveContact', { children: ['AWAY'], ...received }, { 'Idempotency-Key': 'away' });
    const get503 = await get('/api/v1/scorecard');
    for (const answer of [send503, get503])
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);

    waymark.line!.mend();
    const again = await send('ReceiveContact', { children: ['AWAY'], ...received }, { 'Idempotency-Key': 'away' });
    expect(again.status).toBe(201);
    const position = String(again.body['position']);
    let seen = await get(`/api/v1/queue?afterPosition=${position}`);
    for (let i = 0; i < 5 && seen.status === 503; i++) seen = await get(`/api/v1/queue?afterPosition=${position}`);
    expect(seen.status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
  });
});
