import { instantFromEpochMilliseconds } from '#calendar/instant';
import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { boxesOfMoment } from '../../forms/posted-days.ts';
import { webProgram, type WebProgram } from '../../web-program.ts';

/** A quarter of an hour ago, as the form has it. */
const received = boxesOfMoment(
  'receivedAt',
  instantFromEpochMilliseconds(Math.floor(Date.now() / 60_000) * 60_000 - 900_000),
);
const details = { ...received, source: '6', method: 'POLICE_NOTIFICATION', hub: 'MASH', policeRating: 'POLICE_HIGH' };
const concern = { narrative: 'Shouting heard <at> night', danger: 'no' };
const stepOf = (location: string | undefined) => location?.replace(/^.*\//, '');

describe('logging a contact', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let officer: PageClient;
  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    officer = await waymark.browserOf('FDO');
  }, 60_000);
  afterAll(() => waymark.close());

  const begin = async (browser = officer) =>
    (await browser.submit('/contacts/new', {})).location!.replace(/\/find$/, '');
  const search = (draft: string, typed: Record<string, string>, browser = officer) =>
    browser.submit(`${draft}/find`, typed);
  const finish = async (draft: string, more: object = {}, browser = officer) => {
    await browser.submit(`${draft}/details`, { ...details, ...more });
    await browser.submit(`${draft}/concern`, { ...concern, ...more });
    return browser.submit(`${draft}/check`, {});
  };
  const registered = async (childId: string, more: object = {}) => {
    const body = {
      childId,
      laChildId: childId,
      dob: '2017-05-03',
      sex: 'F',
      givenName: 'Robin',
      familyName: 'Exampleson',
      ...more,
    };
    const { status, body: answer } = await waymark.command('RegisterChild', body);
    expect(status).toBe(201);
    await waymark.program.around.finding.reached(answer['position'] as number, 5000);
    await waymark.program.waymark.reached(answer['position'] as number, 5000);
  };
  const eventsOf = async (childId: string) =>
    waymark.store.readStreams([childStream(childId)], undefined, { withPersonal: true });

  it('about a child nobody knows registers the child and puts the contact on the record', async () => {
    const draft = await begin();
    expect(stepOf((await search(draft, { givenName: 'Nobody', familyName: 'Known' })).location)).toBe('match');
    expect((await officer.get(`${draft}/match`)).text).toContain('No record found');
    expect(stepOf((await officer.submit(`${draft}/match`, { choice: 'none' })).location)).toBe('register');
    expect((await officer.get(`${draft}/register`)).text).toContain('value="Known"');
    const child = {
      givenName: 'Nobody',
      familyName: 'Known',
      'dob-day': '3',
      'dob-month': '5',
      'dob-year': '2019',
      sex: 'F',
    };
    expect(stepOf((await officer.submit(`${draft}/register`, child)).location)).toBe('children');
    const sent = await finish(draft);
    expect(sent.location).toMatch(/^\/contacts\/CT-[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}\/logged$/);
    const logged = await officer.get(sent.location!);
    expect(logged.text).toContain('Nobody Known');
    expect(logged.text).toContain(sent.location!.split('/')[2]);
    const { childId } = (await waymark.store.readTypes(['ContactReceived']))[0]!;
    expect((await eventsOf(childId)).map(({ type, data, personal }) => [type, data['reasonCodes'], personal])).toEqual([
      ['ChildRegistered', undefined, { givenName: 'Nobody', familyName: 'Known' }],
      ['ContactReceived', ['POLICE_HIGH'], { narrative: 'Shouting heard <at> night' }],
    ]);
    // The same form again: the draft is gone, and the contact is there once.
    expect((await officer.get(`${draft}/check`)).status).toBe(404);
  });

  it('sent twice at the same moment is logged once', async () => {
    await registered('TWICE', { familyName: 'Doublet' });
    const draft = await begin();
    await search(draft, { familyName: 'Doublet' });
    await officer.submit(`${draft}/match`, { choice: '0' });
    await officer.submit(`${draft}/details`, details);
    await officer.submit(`${draft}/concern`, concern);
    const form = await officer.get(`${draft}/check`);
    expect(form.text).toContain('Shouting heard &lt;at&gt; night');
    const both = await Promise.all([officer.submit(`${draft}/check`, {}), officer.submit(`${draft}/check`, {})]);
    expect(new Set(both.map(({ location }) => location)).size).toBe(1);
    expect((await eventsOf('TWICE')).filter(({ type }) => type === 'ContactReceived')).toHaveLength(1);
  });

  it('asks again for what is missing, and keeps what was typed', async () => {
    const draft = await begin();
    const empty = await search(draft, {});
    expect([empty.status, empty.text.includes('<title>Error: ')]).toEqual([400, true]);
    await search(draft, { familyName: 'Unheardof' });
    expect((await officer.submit(`${draft}/match`, { choice: '7' })).status).toBe(400);
    const unnamed = await officer.submit(
      `${draft}/register`,
      { 'dob-day': '3', 'dob-month': '5', 'dob-year': '2019' },
      { from: `${draft}/register` },
    );
    expect(unnamed.text).toContain('Enter a given name or a family name');
    expect(unnamed.text).toMatch(/name="dob-year"[^>]*value="2019"|value="2019"[^>]*name="dob-year"/);
    const both = {
      familyName: 'A',
      'dob-day': '3',
      'dob-month': '5',
      'dob-year': '2019',
      'expectedDob-day': '3',
      'expectedDob-month': '5',
      'expectedDob-year': '2027',
    };
    expect((await officer.submit(`${draft}/register`, both)).status).toBe(409);
    const long = await officer.submit(`${draft}/concern`, { danger: 'no', narrative: 'x'.repeat(4001) });
    expect([
      long.status,
      long.text.includes('4,000 characters or fewer'),
      long.text.includes('x'.repeat(4001)),
    ]).toEqual([400, true, true]);
  });

  it('about two siblings in one go registers both, links them and logs one contact for both', async () => {
    const draft = await begin();
    await search(draft, { familyName: 'Siblingson' });
    await officer.submit(`${draft}/match`, { choice: 'none' });
    const first = {
      givenName: 'Ada',
      familyName: 'Siblingson',
      'dob-day': '1',
      'dob-month': '2',
      'dob-year': '2015',
      homePostcode: 'B1 1AA',
    };
    expect(stepOf((await officer.submit(`${draft}/register`, { ...first, another: 'yes' })).location)).toBe('register');
    const form = (await officer.get(`${draft}/register`)).text;
    expect(form).toContain('value="B1 1AA"');
    const [, other] = /name="siblingOf"[^>]*value="(N[^"]+)"/.exec(form)!;
    await officer.submit(`${draft}/register`, { ...first, givenName: 'Bea', siblingOf: other!, relation: 'FULL' });
    expect((await officer.get(`${draft}/children`)).text).toContain('2 children on this contact');
    const { location } = await finish(draft);
    const contactId = location!.split('/')[2];
    const contacts = (await waymark.store.readTypes(['ContactReceived'])).filter(
      ({ data }) => data['contactId'] === contactId,
    );
    expect(contacts).toHaveLength(2);
    expect(new Set(contacts.map(({ correlationId }) => correlationId)).size).toBe(1);
    expect((await eventsOf(other!)).map(({ type }) => type)).toEqual([
      'ChildRegistered',
      'SiblingLinked',
      'ContactReceived',
    ]);
  });

  it('shows at entry that the child has had contacts and has an open case, and who holds it', async () => {
    await registered('KNOWN', { givenName: 'Kim', familyName: 'Wellknown' });
    const at = instantFromEpochMilliseconds(Date.now() - 40 * 86_400_000);
    await waymark.command('ReceiveContact', {
      children: ['KNOWN'],
      source: '2A',
      method: 'PHONE',
      hub: 'MASH',
      receivedAt: at,
    });
    const { body } = await waymark.command('ReceiveReferral', {
      childId: 'KNOWN',
      referredOn: at.slice(0, 10),
      source: '2A',
      teamId: 'ASSESSMENT-EAST',
      areaId: 'EAST',
    });
    await waymark.program.waymark.reached(body['position'] as number, 5000);
    const south = await waymark.browserOf('FDO', { areas: ['SOUTH'] });
    const draft = await begin(south);
    await search(draft, { familyName: 'Wellknown' }, south);
    expect((await south.get(`${draft}/match`)).text).toContain('same family name');
    await south.submit(`${draft}/match`, { choice: '0' });
    const page = (await south.get(`${draft}/children`)).text;
    expect(page).toContain('This child has an open case held by ASSESSMENT-EAST, EAST');
    expect(page).toContain('1 contact in the 12 months before');
    expect((await finish(draft, {}, south)).status).toBe(303);
  });

  it('for a restricted record goes on it, and tells nothing of whose it is', async () => {
    await registered('SECRET9', { givenName: 'Hidden', familyName: 'Verysecret', homePostcode: 'ZZ9 9ZZ' });
    const { status, body } = await waymark.command('RestrictRecord', {
      childId: 'SECRET9',
      level: 'NAMED_WORKERS',
      allowed: ['W1'],
      authorisedBy: 'W2',
      reason: 'Family known to staff',
    });
    expect(status).toBe(201);
    await waymark.program.around.finding.reached(body['position'] as number, 5000);
    await waymark.program.waymark.reached(body['position'] as number, 5000);
    const draft = await begin();
    await search(draft, { familyName: 'Verysecret' });
    const pages = [await officer.get(`${draft}/match`)];
    expect(pages[0]!.text).toContain('A restricted record matches');
    await officer.submit(`${draft}/match`, { choice: '0' });
    for (const step of ['children', 'details', 'concern']) pages.push(await officer.get(`${draft}/${step}`));
    const { location } = await finish(draft);
    pages.push(
      await officer.get(location!),
      await officer.get(location!.replace('/logged', '')),
      await officer.get('/screening'),
      await officer.get('/contacts/new'),
    );
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    // What the person typed themselves stands in the search alone.
    for (const { text } of pages) expect(text).not.toMatch(/SECRET9|Hidden|Verysecret|ZZ9/);
    expect((await eventsOf('SECRET9')).at(-1)?.type).toBe('ContactReceived');
  });

  it('tells somebody whose child is in danger what to do at once', async () => {
    await registered('DANGER', { familyName: 'Urgentson' });
    const draft = await begin();
    await search(draft, { familyName: 'Urgentson' });
    await officer.submit(`${draft}/match`, { choice: '0' });
    await officer.submit(`${draft}/details`, details);
    expect(stepOf((await officer.submit(`${draft}/concern`, { ...concern, danger: 'yes' })).location)).toBe('danger');
    expect((await officer.get(`${draft}/danger`)).text).toContain('999');
    const { location } = await officer.submit(`${draft}/check`, {});
    const board = (await officer.get('/screening')).text;
    expect(board.indexOf('Immediate danger')).toBeLessThan(board.indexOf('Police: high'));
    expect(board).toContain(location!.split('/')[2]);
  });

  it('keeps a draft for whoever began it, encrypted, until it is deleted', async () => {
    const draft = await begin();
    await search(draft, { familyName: 'Draftperson' });
    await officer.submit(`${draft}/match`, { choice: 'none' });
    await officer.submit(`${draft}/register`, {
      familyName: 'Draftperson',
      'dob-day': '3',
      'dob-month': '5',
      'dob-year': '2019',
    });
    expect((await officer.get('/contacts/new')).text).toContain('Draftperson (new)');
    const other = await waymark.browserOf('FDO', { areas: ['EAST'] });
    expect((await other.get(`${draft}/children`)).status).toBe(404);
    expect((await other.get('/contacts/new')).text).not.toContain('Draftperson');
    const rows = await waymark.database.query<{ sealed: Buffer }>('select sealed from access.drafts');
    expect(rows.some(({ sealed }) => sealed.includes('Draftperson'))).toBe(false);
    await officer.submit(`${draft}/delete`, {}, { from: '/contacts/new' });
    expect((await officer.get(`${draft}/children`)).status).toBe(404);
  });

  it('is for those who hold the right, and the form of one person is not sent by another', async () => {
    const screener = await waymark.browserOf('QP');
    const draft = await begin(screener);
    expect((await officer.submit(`${draft}/details`, details, { from: '/contacts/new' })).status).toBe(404);
    for (const role of ['PERF', 'SW'] as const) {
      const browser = await waymark.browserOf(role);
      for (const path of ['/contacts/new', '/screening', `${draft}/find`])
        expect((await browser.get(path)).status).toBe(403);
    }
  });
});
