import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { pageClient, type PageClient } from '#testing/page-client';
import { PASSWORD, servedApp, type ServedApp } from '#testing/served-app';
import { webProgram, type WebProgram } from '../../web-program.ts';

describe('accounts and audit, for administrators', () => {
  let site: ServedApp & { readonly program: WebProgram };
  let admin: PageClient;
  let at = '';

  beforeAll(async () => {
    site = await servedApp(readingModel(projections, measures), webProgram);
    for (const [teamId, area] of [
      ['T-SOUTH', 'SOUTH'],
      ['T-EAST', 'EAST'],
    ] as const)
      await sent('CreateTeam', { teamId, type: 'ASSESSMENT', area, from: '2020-01-01' });
    await sent('RegisterWorker', { workerId: 'W1', teamId: 'T-SOUTH', from: '2020-01-01', qualified: true });
    for (const childId of ['MINE', 'THEIRS']) {
      const identity = { childId, laChildId: `LA${childId}`, dob: '2017-05-03', sex: 'F', ethnicity: 'WBRI' };
      await sent('RegisterChild', identity);
      await sent('ReceiveReferral', {
        childId,
        referredOn: '2026-01-12',
        source: '6',
        teamId: 'T-SOUTH',
        areaId: 'SOUTH',
      });
    }
    const lead = {
      childId: 'MINE',
      workerId: 'W1',
      teamId: 'T-SOUTH',
      areaId: 'SOUTH',
      role: 'LEAD_SW',
      from: '2026-01-13',
    };
    const position = await sent('AllocateCase', lead);
    await site.projector.reached(position, 20_000);
    admin = await site.browserOf('ADMIN');
  });
  afterAll(() => site.close());

  async function sent(name: string, body: object): Promise<number> {
    const answer = await site.command(name, body);
    expect([name, answer.status, answer.body['detail']]).toEqual([name, 201, undefined]);
    return answer.body['position'] as number;
  }
  const said = async () => (await site.program.around.audit.search({ action: 'CHANGE', limit: 1 })).lines[0]!.detail;
  const sam = {
    username: 'sam',
    displayName: 'Sam Hill',
    role: 'SW',
    areas: ['SOUTH'],
    teams: ['T-SOUTH'],
    workerId: 'W1',
  };

  it('open an account with role, area, team and worker of the register, and it can sign in at once', async () => {
    const form = await admin.get('/administration/accounts/new');
    for (const offered of ['Conference chair', 'value="T-EAST"', 'value="SOUTH"']) expect(form.text).toContain(offered);
    const opened = await admin.submit('/administration/accounts/new', { ...sam, password: 'a long enough one' });
    expect(opened).toMatchObject({
      status: 303,
      location: expect.stringMatching(/^\/administration\/accounts\/[0-9a-f-]{36}$/),
    });
    at = opened.location!;
    expect((await admin.get(at)).text).toContain('The account sam is open.');
    expect((await site.nobody.browser().signIn('sam', 'a long enough one')).status).toBe(303);
    expect(await said()).toBe('account sam opened: SW, SOUTH, T-SOUTH, W1');
    expect((await admin.get('/administration/accounts?words=hill')).text).toContain('1 account<');
  });

  it('say what is wrong with a form at each field, keep what was typed, and open nothing', async () => {
    const wrong = { ...sam, displayName: 'Kept as typed', role: '', workerId: 'W9', password: 'short' };
    const { status, text } = await admin.submit('/administration/accounts/new', wrong);
    expect(status).toBe(400);
    for (const words of [
      'Error: Open an account',
      'There is an account of this username already',
      'Choose a role',
      'There is no worker W9 in the register',
      'Enter a password of 10 characters or more',
      'value="Kept as typed"',
    ])
      expect(text).toContain(words);
    expect((await site.accounts.all()).filter(({ displayName }) => displayName === 'Kept as typed')).toEqual([]);
  });

  it('change, close and open again, and what they do counts from the person’s next page', async () => {
    const person = pageClient(site.address);
    await person.signIn('sam', 'a long enough one');
    expect((await person.get('/queue')).status).toBe(403);
    const change = { displayName: 'Sam Hill', role: 'TM', areas: ['EAST'] };
    expect(await admin.submit(at, change, { from: at })).toMatchObject({ status: 303, location: at });
    expect((await person.get('/queue')).status).toBe(200);
    expect(await said()).toBe('account sam changed: TM, EAST');
    expect((await admin.submit(`${at}/close`, {}, { from: at })).status).toBe(303);
    expect((await person.get('/queue')).location).toBe('/sign-in');
    expect((await admin.get('/administration/accounts?state=closed')).text).toContain('Sam Hill');
    await admin.submit(`${at}/reopen`, {}, { from: at });
    expect((await pageClient(site.address).signIn('sam', 'a long enough one')).status).toBe(303);
  });

  it('unlock, set a password, and sign somebody out everywhere', async () => {
    for (let i = 0; i < 6; i++) await site.accounts.signIn('sam', 'wrong and wrong');
    expect((await admin.get(at)).text).toContain('Locked');
    await admin.submit(`${at}/unlock`, {}, { from: at });
    const person = pageClient(site.address);
    expect((await person.signIn('sam', 'a long enough one')).status).toBe(303);
    expect((await admin.submit(`${at}/password`, { password: 'sam' }, { from: at })).status).toBe(400);
    await admin.submit(`${at}/password`, { password: 'quite another one' }, { from: at });
    expect((await person.get('/account')).location).toBe('/sign-in');
    expect((await person.signIn('sam', 'quite another one')).status).toBe(303);
    await admin.submit(`${at}/sign-out`, {}, { from: at });
    expect((await person.get('/account')).location).toBe('/sign-in');
  });

  it('make a token that is shown once, and end it', async () => {
    const { text } = await admin.submit(`${at}/tokens`, { tokenName: 'Nightly' }, { from: at });
    const [, token] = /<code class="waymark-wrap">([\w-]{43})<\/code>/.exec(text)!;
    expect((await admin.get(at)).text).not.toContain(token);
    const asked = async () =>
      (await site.nobody.api.get('/api/v1/queue', { Authorization: `Bearer ${token!}` })).status;
    expect(await asked()).toBe(200);
    const [end] = new RegExp(`${at}/tokens/[0-9a-f]{16}/end`).exec((await admin.get(at)).text)!;
    await admin.submit(end, {}, { from: at });
    expect(await asked()).toBe(401);
  });

  it('do not lock the door behind themselves: the last administrator stays one', async () => {
    const { accountId } = (await site.accounts.named(await site.usernameOf('ADMIN')))!;
    const own = `/administration/accounts/${accountId}`;
    const closed = await admin.submit(`${own}/close`, {}, { from: own });
    expect([closed.status, closed.text.includes('the last open account of an administrator')]).toEqual([400, true]);
    const changed = await admin.submit(own, { displayName: 'No more', role: 'TM' }, { from: own });
    expect(changed.status).toBe(400);
    expect((await admin.get('/administration/accounts/none')).status).toBe(404);
  });

  it('search the audit by child, person, action, outcome and day, and are in it themselves', async () => {
    const person = pageClient(site.address);
    await person.signIn('sam', 'quite another one'); // a team manager of EAST
    await person.get('/children/MINE');
    const found = (await admin.get('/administration/audit?child=MINE&person=sam&outcome=REFUSED')).text;
    expect(found).toContain('1 line<');
    expect(found).toContain('ELSEWHERE');
    expect((await admin.get('/administration/audit?person=nobody-here')).text).toContain('Nothing fits.');
    expect((await admin.get('/administration/audit?from=2020-01-01&to=2020-01-02')).text).toContain('Nothing fits.');
    const wrong = await admin.get('/administration/audit?from=soon');
    expect([wrong.status, wrong.text.includes('Enter a day written like')]).toEqual([400, true]);
    const { lines } = await site.program.around.audit.search({ action: 'SEARCH', limit: 1 });
    expect(lines).toMatchObject([{ role: 'ADMIN', detail: 'GET /administration/audit?from=soon' }]);
  });

  it('find records opened without an allocation, those opened for a reason, and accounts that nobody uses', async () => {
    const worker = await site.browserOf('SW', { workerId: 'W1' });
    for (const childId of ['MINE', 'THEIRS', 'THEIRS'])
      expect((await worker.get(`/children/${childId}`)).status).toBe(200);
    const records = await site.browserOf('RM');
    const patterns = async () => (await records.get('/administration/audit/patterns')).text;
    const unallocated = /Opened without an allocation: 1[^]*?<\/table>/.exec(await patterns())![0];
    expect(unallocated).toContain('?child=THEIRS');
    expect(unallocated).not.toContain('?child=MINE');

    const person = pageClient(site.address);
    await person.signIn('sam', 'quite another one');
    const refused = (await person.get('/children/MINE')).text;
    const csrf = /name="_csrf" value="([^"]+)"/.exec(refused)![1]!;
    const reason = 'Duty call from the hospital';
    await person.send('/open-for-a-reason', { _csrf: csrf, childId: 'MINE', reason });
    expect(await patterns()).toMatch(/Opened for a reason: 1[^]*Duty call from the hospital/);

    expect(await patterns()).toContain('Accounts that nobody uses: 0');
    await site.accounts.open({ username: 'long-gone', displayName: 'Long gone', role: 'SW', password: PASSWORD });
    await site.database.query(
      `update access.accounts set created_at = now() - interval '91 days' where username = 'long-gone'`,
    );
    expect(await patterns()).toMatch(/Accounts that nobody uses: 1[^]*Long gone/);
  });

  it('change their own password, and sign out everywhere else', async () => {
    const [here, there] = [await site.browserOf('QP'), await site.browserOf('QP')];
    const fields = { present: 'not mine', fresh: 'a third long one', again: 'a third long one' };
    expect((await here.submit('/account/password', fields, { from: '/account' })).status).toBe(400);
    expect(
      (await here.submit('/account/password', { ...fields, again: 'other' }, { from: '/account' })).text,
    ).toContain('Enter the same new password twice');
    expect(
      (await here.submit('/account/password', { ...fields, present: PASSWORD }, { from: '/account' })).status,
    ).toBe(303);
    expect([(await here.get('/account')).status, (await there.get('/account')).location]).toEqual([200, '/sign-in']);
    await there.signIn(await site.usernameOf('QP'), 'a third long one');
    expect((await here.get('/account')).text).toContain('and in 1 other:');
    await here.submit('/account/sessions', {}, { from: '/account' });
    expect((await there.get('/account')).location).toBe('/sign-in');
  });
});
