import { instantFromEpochMilliseconds } from '#calendar/instant';
import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram, type WebProgram } from '../../web-program.ts';

const minutesAgo = (minutes: number) => instantFromEpochMilliseconds(Date.now() - minutes * 60_000);

describe('screening and deciding on contacts', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let screener: PageClient;
  let other: PageClient;
  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    screener = await waymark.browserOf('QP');
    other = await waymark.browserOf('QP', { areas: ['EAST'] });
  }, 60_000);
  afterAll(() => waymark.close());

  let position = 0;
  const command = async (name: string, body: object) => {
    const answer = await waymark.command(name, body);
    expect([name, answer.status, answer.body['detail']]).toEqual([name, 201, undefined]);
    position = answer.body['position'] as number;
    await waymark.program.waymark.reached(position, 5000);
    return answer.body;
  };
  /** A contact about children who are registered first, received half an hour ago. */
  const contact = async (contactId: string, children: readonly string[], more: object = {}) => {
    for (const childId of children) {
      const name = { givenName: `Child${childId}`, familyName: 'Caseson' };
      await command('RegisterChild', { childId, laChildId: childId, dob: '2016-05-03', sex: 'F', ...name });
    }
    const received = {
      source: '6',
      method: 'PHONE',
      hub: 'MASH',
      receivedAt: minutesAgo(30),
      narrative: `About ${contactId}`,
    };
    await command('ReceiveContact', { contactId, children, ...received, ...more });
  };
  const eventsOf = (childId: string) => waymark.store.readStream(childStream(childId));
  const typesOf = async (childId: string) => (await eventsOf(childId)).map(({ type }) => type);
  const screen = (contactId: string, rag: string, browser = screener) =>
    browser.submit(`/contacts/${contactId}/screen`, { ragThreshold: rag });
  const countsOf = (text: string) =>
    [...text.matchAll(/data-live-part="tab-\d">[^(]*\((\d+)\)/g)].map((found) => Number(found[1]));
  const lines = (text: string) =>
    [...text.matchAll(/<a class="[^"]*" href="\/contacts\/([^"/?]+)">/g)].map((found) => found[1]);

  it('leads a contact from one list to the next, each as long as its number says', async () => {
    await contact('BOARD-1', ['B1', 'B2']);
    await contact('BOARD-2', ['B3'], { receivedAt: minutesAgo(10), reasonCodes: ['POLICE_HIGH'] });
    const waiting = (await screener.get('/screening')).text;
    expect(lines(waiting)).toEqual(['BOARD-2', 'BOARD-1']); // what the police rated high goes first
    expect(countsOf(waiting)).toEqual([2, 0, 0]);
    expect(waiting).toContain('data-count-of="screening"><span class="govuk-visually-hidden">(</span>2<');
    await screen('BOARD-1', 'A');
    const screened = (await screener.get('/screening?list=screened')).text;
    expect([lines(screened), countsOf(screened)]).toEqual([['BOARD-1'], [1, 1, 0]]);
    const decide = { child: ['B1', 'B2'], outcome: 'INFO_ADVICE', rationale: 'Advice was given' };
    expect((await screener.submit('/contacts/BOARD-1/decide', decide)).status).toBe(303);
    const decided = (await screener.get('/screening?list=decided')).text;
    expect([lines(decided), countsOf(decided)]).toEqual([['BOARD-1'], [1, 0, 1]]);
    expect(countsOf((await screener.get('/screening?hub=EDT')).text)).toEqual([0, 0, 0]);
    const measured = await (await waymark.apiOf('PERF')).get('/api/v1/measures/FD-07');
    expect(measured.body['value']).toBe(1);
  });

  it('as a referral opens a case for each child at once, under one correlation, and new information where one is open', async () => {
    await contact('REF-1', ['R1', 'R2', 'R3']);
    const today = waymark.program.waymark.today();
    await command('ReceiveReferral', {
      childId: 'R3',
      referredOn: today,
      source: '6',
      teamId: 'ASSESSMENT-SOUTH',
      areaId: 'SOUTH',
    });
    await screen('REF-1', 'R', other);
    const form = (await other.get('/contacts/REF-1/decide')).text;
    expect(form).toContain('has an open case held by ASSESSMENT-SOUTH, SOUTH');
    const decide = {
      child: ['R1', 'R2', 'R3'],
      outcome: 'REFERRAL',
      rationale: 'Harm is likely',
      teamId: 'ASSESSMENT-EAST',
      areaId: 'EAST',
    };
    const { location } = await other.submit('/contacts/REF-1/decide', decide);
    expect((await other.get(location!)).text).toContain('2 cases opened');
    const referrals = (await waymark.store.readTypes(['ReferralReceived'])).filter(
      ({ data }) => data['contactId'] === 'REF-1',
    );
    expect(referrals.map(({ childId, data }) => [childId, data['source'], data['teamId'], data['areaId']])).toEqual([
      ['R1', '6', 'ASSESSMENT-EAST', 'EAST'],
      ['R2', '6', 'ASSESSMENT-EAST', 'EAST'],
    ]);
    expect(new Set(referrals.map(({ correlationId }) => correlationId)).size).toBe(1);
    expect((await typesOf('R3')).slice(-2)).toEqual(['ContactDecided', 'NewInformationRecorded']);
  });

  it('asks for a rationale, a decision and a child, and keeps what was typed', async () => {
    await contact('ASK-1', ['A1', 'A2']);
    expect((await screen('ASK-1', '')).status).toBe(400);
    await screen('ASK-1', 'G');
    const wrong = await screener.submit('/contacts/ASK-1/decide', { outcome: 'NFA', child: [] });
    expect([wrong.status, wrong.text.includes('<title>Error: ')]).toEqual([400, true]);
    for (const href of ['#child', '#rationale']) expect(wrong.text).toContain(`href="${href}"`);
    for (const id of ['child', 'rationale']) expect(wrong.text).toContain(`id="${id}"`);
    expect(wrong.text).toMatch(/value="NFA" checked/);
    const linked = await screener.submit('/contacts/ASK-1/decide', {
      child: ['A1'],
      outcome: 'LINKED_TO_OPEN_CASE',
      rationale: 'Kept words',
    });
    expect([linked.status, linked.text.includes('Kept words')]).toEqual([409, true]);
  });

  it('the same form twice records one screening; somebody else’s comes to a page that says who was first', async () => {
    await contact('RACE-1', ['C1']);
    const [mine, theirs] = await Promise.all([
      screener.get('/contacts/RACE-1/screen'),
      other.get('/contacts/RACE-1/screen'),
    ]);
    const keys = (html: string) =>
      Object.fromEntries(
        [...html.matchAll(/name="(_csrf|_once|_by)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
      );
    const first = { ...keys(mine.text), ragThreshold: 'A' };
    const twice = [
      await screener.send('/contacts/RACE-1/screen', first),
      await screener.send('/contacts/RACE-1/screen', first),
    ];
    expect(twice.map(({ status, location }) => [status, location])).toEqual([
      [303, '/contacts/RACE-1'],
      [303, '/contacts/RACE-1'],
    ]);
    const late = await other.send('/contacts/RACE-1/screen', { ...keys(theirs.text), ragThreshold: 'R' });
    expect([late.status, late.text.includes('This contact was screened already')]).toEqual([409, true]);
    expect(late.text).toContain('QP of a spec screened it');
    expect((await typesOf('C1')).filter((type) => type === 'ContactScreened')).toHaveLength(1);
    const decide = { child: ['C1'], rationale: 'My own words' };
    const decisions = await Promise.all([
      screener.submit('/contacts/RACE-1/decide', { ...decide, outcome: 'NFA' }),
      other.submit('/contacts/RACE-1/decide', { ...decide, outcome: 'SIGNPOST' }),
    ]);
    expect(decisions.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(decisions.find(({ status }) => status === 409)!.text).toContain('My own words');
  });

  it('another rating leaves the former one to be seen, with its clock', async () => {
    await contact('RATE-1', ['D1']);
    await screen('RATE-1', 'G');
    expect((await screener.submit('/contacts/RATE-1/rating', { ragThreshold: 'R' })).status).toBe(400);
    await screener.submit('/contacts/RATE-1/rating', { ragThreshold: 'R', reason: 'A second caller saw bruises' });
    const page = (await screener.get('/contacts/RATE-1')).text;
    const table = page.slice(page.indexOf('Every rating of this contact'));
    expect(table.indexOf('Red')).toBeLessThan(table.indexOf('Green'));
    for (const text of ['Counts now', 'Rated again since', '4 hours', '72 hours', 'A second caller saw bruises'])
      expect(table).toContain(text);
  });

  it('agencies are asked and answer, by the front-door officer', async () => {
    await contact('CHECK-1', ['E1']);
    await screen('CHECK-1', 'A');
    const officer = await waymark.browserOf('FDO');
    await officer.submit('/contacts/CHECK-1/checks', { what: 'request', agency: 'Health visiting' });
    expect((await screener.get('/contacts/CHECK-1/decide')).text).toContain('1 agency has not answered yet.');
    await officer.submit('/contacts/CHECK-1/checks', {
      what: 'answer',
      answered: 'Health visiting',
      findings: 'Seen last week',
    });
    expect((await screener.get('/contacts/CHECK-1')).text).toContain('Seen last week');
    const reviewing = await waymark.browserOf('IRO');
    expect((await reviewing.get('/contacts/CHECK-1')).status).toBe(403);
  });

  it('shows a marker for the child whose record does not open, and screens the others', async () => {
    await contact('MIX-1', ['F1', 'F2']);
    await command('RestrictRecord', {
      childId: 'F1',
      level: 'NAMED_WORKERS',
      allowed: ['W7'],
      authorisedBy: 'W2',
      reason: 'Known to staff',
    });
    const page = (await screener.get('/contacts/MIX-1')).text;
    expect(page).not.toContain('ChildF1');
    expect(page).toContain('ChildF2');
    await screen('MIX-1', 'A');
    expect([await typesOf('F1'), await typesOf('F2')].map((types) => types.includes('ContactScreened'))).toEqual([
      false,
      true,
    ]);
    expect(
      (await screener.submit('/contacts/MIX-1/decide', { child: ['F1'], outcome: 'NFA', rationale: 'x' })).status,
    ).toBe(400);
    const named = await waymark.browserOf('QP', { workerId: 'W7' });
    expect((await named.get('/contacts/MIX-1')).text).toContain('ChildF1');
    await named.submit('/contacts/MIX-1/screen', { ragThreshold: 'A' });
    expect(await typesOf('F1')).toContain('ContactScreened');
    const way = await screener.get('/contacts/MIX-1/children/0');
    expect([way.status, way.text.includes('Open it for a reason')]).toEqual([403, true]);
  });

  it('is screened by those who may, and a decided one is reopened by a team manager', async () => {
    await contact('WHO-1', ['G1']);
    const officer = await waymark.browserOf('FDO');
    expect((await officer.get('/contacts/WHO-1/screen')).status).toBe(403);
    expect((await officer.get('/contacts/NONE-SUCH')).status).toBe(404);
    await screen('WHO-1', 'G');
    const manager = await waymark.browserOf('TM', { areas: ['SOUTH'] });
    await manager.submit('/contacts/WHO-1/decide', { child: ['G1'], outcome: 'NFA', rationale: 'No concern' });
    expect((await screener.get('/contacts/WHO-1/decide')).status).toBe(409);
    await manager.submit('/contacts/WHO-1/reopen', { reason: 'The school called again' });
    expect((await manager.get('/contacts/WHO-1')).text).toContain('Reopened');
    expect(lines((await manager.get('/screening?list=screened')).text)).toContain('WHO-1');
  });

  it('leaves a line of the audit for every child that was shown', async () => {
    await contact('SEEN-1', ['H1', 'H2']);
    const username = await waymark.usernameOf('QP');
    await screener.get('/contacts/SEEN-1');
    const { lines: seen } = await waymark.program.around.audit.search({ username, action: 'VIEW', limit: 10 });
    expect(
      seen
        .slice(0, 2)
        .map(({ childId, detail }) => [childId, detail])
        .sort(),
    ).toEqual([
      ['H1', 'front door /contacts/SEEN-1'],
      ['H2', 'front door /contacts/SEEN-1'],
    ]);
  });
});
