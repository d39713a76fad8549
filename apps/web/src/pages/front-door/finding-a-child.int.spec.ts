import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram, type WebProgram } from '../../web-program.ts';

const SLOW = 120_000;
const textOf = (html: string): string =>
  html
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<\/main>[\s\S]*$/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('finding a child', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let officer: PageClient;
  let position = 0;
  const command = async (name: string, body: object) => {
    const { status, body: answer } = await waymark.command(name, body);
    expect([name, status, answer['detail']]).toEqual([name, 201, undefined]);
    position = answer['position'] as number;
    const { program } = waymark;
    expect(await program.around.finding.reached(position, 5000)).toBe(true);
    expect(await program.waymark.reached(position, 5000)).toBe(true);
  };
  const register = (childId: string, name: string, dob: string, homePostcode: string) => {
    const [givenName, familyName] = name.split(' ');
    return command('RegisterChild', {
      childId,
      laChildId: `LA${childId}`,
      dob,
      sex: 'F',
      givenName,
      familyName,
      homePostcode,
    });
  };
  const find = async (query: string, browser = officer) => {
    const page = await browser.get(`/children?${query}`);
    return { ...page, says: textOf(page.text) };
  };

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    officer = await waymark.browserOf('FDO');
    await register('CAT', 'Catherine Clarke', '2015-03-07', 'XX1 2AB');
    await register('KAT', 'Kathryn Clark', '2015-07-03', 'XX1 2AB');
    await register('MIA', 'Mia Khan', '2016-01-02', 'XX2 3CD');
    await register('OMAR', 'Omar Khan', '2016-01-02', 'XX2 3CD');
    await register('HIDDEN', 'Sealed Secretname', '2016-01-02', 'XX9 9ZZ');
    await command('RestrictRecord', {
      childId: 'HIDDEN',
      level: 'TEAM_ONLY',
      allowed: ['W99'],
      authorisedBy: 'TM-1',
      reason: 'Threats',
    });
  }, SLOW);
  afterAll(() => waymark.close());

  it('begins with a form', async () => {
    const { status, says } = await find('');
    expect([status, says.includes('Find a child')]).toEqual([200, true]);
    expect(says).not.toMatch(/records? found|No record|Why it is here/);
  });

  it('shows the likeliest first, each with why, and keeps what was typed', async () => {
    const { text, says } = await find('givenName=Catherine&familyName=Clarke&dob-day=7&dob-month=3&dob-year=2015');
    expect(says).toContain('2 records found');
    expect(says).toMatch(/Catherine Clarke Very likely the same .* Kathryn Clark Likely/);
    expect(says).toContain(
      'Why it is here: family name differs by one letter, sounds-like given name, birth date with day and month exchanged.',
    );
    expect(text).toContain('href="/children/CAT"');
    expect(text).toMatch(/name="givenName"[^>]*value="Catherine"/);
  });

  it('keeps twins apart', async () => {
    const { says } = await find('givenName=Mia&familyName=Khan&dob-day=2&dob-month=1&dob-year=2016');
    expect(says).toMatch(/Mia Khan Very likely the same .* Omar Khan Possible May be a twin or sibling/);
  });

  it('says in a sentence that nobody was found', async () => {
    const { says } = await find('identifier=NOBODY');
    expect(says).toContain('No record found');
  });

  it('says what is wrong with a date or an age, and leads to it', async () => {
    const { status, text } = await find('dob-day=31&dob-month=2&dob-year=2016&age=old&familyName=Clarke');
    expect(status).toBe(400);
    expect(text).toContain('<title>Error: ');
    for (const id of ['dob-day', 'age']) {
      expect(text).toContain(`href="#${id}"`);
      expect(text).toContain(`id="${id}"`);
    }
    expect(text).toMatch(/name="familyName"[^>]*value="Clarke"/);
  });

  it('shows that a restricted record matches, and nothing that says whose', async () => {
    const { text, says } = await find('familyName=Secretname');
    expect(says).toContain('1 record found');
    expect(says).toContain('Restricted record');
    expect(text.replaceAll('value="Secretname"', '')).not.toMatch(/HIDDEN|Sealed|Secretname/);
  });

  it('is not for roles that search for no children', async () => {
    expect((await find('familyName=Clarke', await waymark.browserOf('PERF'))).status).toBe(403);
    expect((await find('familyName=Clarke', waymark.nobody.browser())).location).toBe('/sign-in');
  });

  it('is the same in the API', async () => {
    const api = await waymark.apiOf('FDO');
    const { status, body } = await api.get(
      `/api/v1/children?givenName=cath&familyName=clark&afterPosition=${position}`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ count: 1, found: [{ childId: 'CAT', restricted: false, strength: 'POSSIBLE' }] });
    expect((await api.get('/api/v1/children?identifier=LAHIDDEN')).body).toEqual({
      count: 1,
      found: [{ restricted: true, strength: 'SAME' }],
    });
    expect((await api.get('/api/v1/children')).status).toBe(400);
    expect((await api.get('/api/v1/children?surname=Clarke')).status).toBe(400);
    expect((await (await waymark.apiOf('PERF')).get('/api/v1/children?familyName=Clarke')).status).toBe(403);
  });

  it('leaves a line in the audit', async () => {
    await find('familyName=Audited');
    const lines = await waymark.database.query<{ action: string; outcome: string }>(
      `select action, outcome from access.audit where detail like '%familyName=Audited%'`,
    );
    expect(lines).toEqual([{ action: 'SEARCH', outcome: 'DONE' }]);
  });
});

describe('possible duplicates', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let officer: PageClient;
  const register = async (childId: string, givenName: string, dob = '2015-03-07') => {
    const body = { childId, laChildId: `LA${childId}`, dob, sex: 'F', givenName, familyName: 'Clarke' };
    const { status, body: answer } = await waymark.command('RegisterChild', body);
    expect(status).toBe(201);
    await waymark.program.around.finding.reached(answer['position'] as number, 5000);
  };
  const decide = (childId: string, otherChildId: string, fields: Record<string, string>) =>
    officer.submit(
      `/children/${childId}/duplicates`,
      { otherChildId, ...fields },
      { from: `/children/${childId}/duplicates?with=${otherChildId}` },
    );
  const listOf = async (childId: string) => textOf((await officer.get(`/children/${childId}/duplicates`)).text);

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    officer = await waymark.browserOf('FDO');
    await register('ONE', 'Catherine');
    await register('TWO', 'Kathryn');
    await register('TWIN', 'Omar');
  }, SLOW);
  afterAll(() => waymark.close());

  it('stand side by side with the record', async () => {
    expect(await listOf('ONE')).toMatch(
      /Possible duplicates \(2\).*Kathryn Clarke Likely.*Omar Clarke Possible May be a twin/,
    );
    const beside = textOf((await officer.get('/children/ONE/duplicates?with=TWO')).text);
    expect(beside).toMatch(/Given name Differs Catherine Kathryn/);
    const wrong = await officer.get('/children/ONE/duplicates?with=NOBODY');
    expect([wrong.status, wrong.text.includes('There is no other record NOBODY')]).toEqual([400, true]);
  });

  it('want a decision and a reason, and keep what was typed', async () => {
    const none = await decide('ONE', 'TWIN', {});
    expect(none.status).toBe(400);
    for (const id of ['decision', 'reason']) {
      expect(none.text).toContain(`href="#${id}"`);
      expect(none.text).toContain(`id="${id}"`);
    }
    const typed = await decide('ONE', 'TWIN', { reason: 'They are twins' });
    expect([typed.status, typed.text.includes('They are twins')]).toEqual([400, true]);
  });

  it('are not suggested again once they are told apart, from either side, until it is withdrawn', async () => {
    const done = await decide('ONE', 'TWIN', { decision: 'not-same', reason: 'They are twins' });
    expect(done.location).toBe('/children/ONE/duplicates');
    expect(await listOf('ONE')).toMatch(/two children.*Possible duplicates \(1\).*Known to be other children \(1\)/);
    expect(await listOf('TWIN')).toMatch(/Known to be other children \(1\) Catherine Clarke/);
    await decide('TWIN', 'ONE', { decision: 'withdraw', reason: 'Entered for the wrong pair' });
    expect(await listOf('ONE')).toContain('Possible duplicates (2)');
  });

  it('can be asked to be merged, which the records manager sees', async () => {
    await decide('TWO', 'ONE', { decision: 'merge', reason: 'Same mother and address' });
    const manager = await waymark.browserOf('RM');
    const list = await manager.get('/merge-requests');
    expect(textOf(list.text)).toContain('Merges asked for (1)');
    expect(list.text).toContain('href="/children/ONE/merge?with=TWO"');
    expect(textOf((await manager.get('/children')).text)).toContain('Merges asked for (1)');
    expect((await officer.get('/merge-requests')).status).toBe(403);
  });
});
