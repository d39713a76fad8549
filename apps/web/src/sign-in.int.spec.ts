import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { localIdentityProvider, type LocalIdentityProvider } from '#testing/local-identity-provider';
import { pageClient, type PageAnswer, type PageClient } from '#testing/page-client';
import { PASSWORD, servedApp, type ServedApp } from '#testing/served-app';
import { IdentityProvider, providerFrom } from './identity-provider.ts';
import { webProgram, type WebProgram } from './web-program.ts';

const model = readingModel(projections, measures);
const lines = async ({ program }: { readonly program: WebProgram }, action: string) =>
  (await program.around.audit.search({ action, limit: 50 })).lines;

describe('signing in with a password', () => {
  let site: ServedApp & { readonly program: WebProgram };
  beforeAll(async () => (site = await servedApp(model, webProgram)));
  afterAll(() => site.close());

  it('leads on to the page that was asked for, and is in the audit', async () => {
    const username = await site.usernameOf('TM');
    const browser = site.nobody.browser();
    expect(await browser.get('/account?from=here')).toMatchObject({ status: 303, location: '/sign-in' });
    expect(await browser.signIn(username, PASSWORD)).toMatchObject({ status: 303, location: '/account?from=here' });
    expect((await browser.get('/account')).text).toContain('Team manager');
    expect(await lines(site, 'SIGN_IN')).toMatchObject([{ username, outcome: 'DONE', detail: 'password' }]);
  });

  it('takes another session than the one before, so that nobody who planted that is signed in', async () => {
    const browser = site.nobody.browser();
    const before = (await browser.get('/sign-in')).headers.getSetCookie()[0];
    const after = (await browser.signIn(await site.usernameOf('TM'), PASSWORD)).headers.getSetCookie()[0];
    expect(before).toMatch(/^waymark=.*HttpOnly; SameSite=Lax/);
    expect(after!.split(';')[0]).not.toBe(before!.split(';')[0]);
  });

  it('says nothing of which names there are, and writes every attempt down', async () => {
    const known = await site.nobody.browser().signIn(await site.usernameOf('SW'), 'not it at all');
    const unknown = await site.nobody.browser().signIn('nobody-of-that-name', 'not it at all');
    expect([known.status, unknown.status]).toEqual([401, 401]);
    const said = ({ text }: PageAnswer) =>
      /<ul class="govuk-list govuk-error-summary__list">[^]*?<\/ul>/.exec(text)![0];
    expect(said(known)).toBe(said(unknown));
    const [latest] = await lines(site, 'SIGN_IN');
    expect(latest).toMatchObject({ username: 'nobody-of-that-name', outcome: 'REFUSED', role: null });
  });

  it('is refused after ten failures in a minute under one name, with when to try again, and for no other name', async () => {
    const browser = site.nobody.browser();
    for (let i = 0; i < 10; i++) expect((await browser.signIn('stormed', 'wrong and wrong')).status).toBe(401);
    const eleventh = await browser.signIn('Stormed', 'wrong and wrong');
    expect(eleventh.status).toBe(429);
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(eleventh.text).toContain('more than 10 attempts to sign in under this name');
    expect((await browser.signIn(await site.usernameOf('TM'), PASSWORD)).status).toBe(303);
  });

  it('is refused to a form of another site', async () => {
    const browser = site.nobody.browser();
    const answer = await browser.send('/sign-in', { username: await site.usernameOf('TM'), password: PASSWORD });
    expect(answer.status).toBe(403);
    expect((await browser.get('/account')).location).toBe('/sign-in');
  });

  it('ends after twelve hours, however busy one was; and when the account is closed, on the next request', async () => {
    const [longDay, closed] = [await site.browserOf('TM', { workerId: 'W12' }), await site.browserOf('QP')];
    expect([(await longDay.get('/account')).status, (await closed.get('/account')).status]).toEqual([200, 200]);
    const { accountId } = (await site.accounts.named(await site.usernameOf('TM', { workerId: 'W12' })))!;
    await site.database.query(
      `update access.sessions set sess = (sess::jsonb || jsonb_build_object('begunAt', $2::text))::json where sess ->> 'accountId' = $1`,
      [accountId, new Date(Date.now() - 12 * 3600_000 - 1000).toISOString()],
    );
    expect(await longDay.get('/account')).toMatchObject({ status: 303, location: '/sign-in' });

    const account = (await site.accounts.named(await site.usernameOf('QP')))!;
    await site.accounts.setClosed(account.accountId, true);
    expect(await closed.get('/account')).toMatchObject({ status: 303, location: '/sign-in' });
    expect((await site.nobody.browser().signIn(account.username, PASSWORD)).status).toBe(401);
  });

  it('gives another role from the next request on', async () => {
    const browser = await site.browserOf('SW', { workerId: 'W13' });
    expect((await browser.get('/administration/teams')).status).toBe(403);
    const account = (await site.accounts.named(await site.usernameOf('SW', { workerId: 'W13' })))!;
    await site.accounts.change(account.accountId, { displayName: 'Changed', role: 'ADMIN' });
    expect((await browser.get('/administration/teams')).status).toBe(200);
  });

  it('is kept alive by a script, and by nobody else', async () => {
    const browser = await site.browserOf('TM');
    const csrf = /data-csrf="([^"]+)"/.exec((await browser.get('/account')).text)![1]!;
    expect((await browser.send('/keep-alive', { _csrf: csrf })).text).toBe('{"idleMinutes":60}');
    expect((await browser.send('/keep-alive', {})).status).toBe(403);
    expect((await site.nobody.browser().send('/keep-alive', {})).status).toBe(401);
  });
});

describe('a session that ends in the middle of a form', () => {
  let site: ServedApp & { readonly program: WebProgram };
  beforeAll(async () => (site = await servedApp(model, webProgram)));
  afterAll(() => site.close());

  const form = { childId: 'C<1>', reason: 'The police called', tick: ['one', 'two'] };
  const keys = async (browser: PageClient) =>
    /name="_by" value="([^"]+)"/.exec((await browser.get('/account')).text)![1]!;
  const typedFields = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="(_wanted|typed\.[^"]+)" value="([^"]*)">/g)].map(
        ([, name, value]) => [name!, value!.replaceAll('&lt;', '<').replaceAll('&gt;', '>')],
      ),
    );

  it('gives back what was typed after signing in, to the person who typed it, and nothing was recorded', async () => {
    const browser = await site.browserOf('RM');
    const by = await keys(browser);
    browser.forget();
    const met = await browser.send('/open-for-a-reason', { ...form, _by: by, _csrf: 'gone', _once: 'gone-gone-gone' });
    expect(met.status).toBe(401);
    expect(met.text).toContain('what you typed is there to send again');
    const along = typedFields(met.text);
    expect(along).toMatchObject({ _wanted: '/open-for-a-reason', 'typed.childId': 'C<1>', 'typed.tick': 'two' });
    const signInWith = async (username: string) => {
      const own = pageClient(site.address);
      return own.submit('/sign-in', { ...along, username, password: PASSWORD });
    };
    const back = await signInWith(await site.usernameOf('RM'));
    expect(back.status).toBe(200);
    expect(back.text).toContain('value="The police called"');
    expect(back.text).toMatch(/<form method="post" action="\/open-for-a-reason">/);
    const another = await signInWith(await site.usernameOf('SW'));
    expect(another.status).toBe(303);
    expect(another.text).not.toContain('The police called');
    expect(await lines(site, 'BREAK_GLASS')).toEqual([]);
  });

  it('gives back a form that was drawn before signing in anew in another tab', async () => {
    const browser = await site.browserOf('RM');
    const by = await keys(browser);
    browser.forget();
    await browser.signIn(await site.usernameOf('RM'), PASSWORD);
    const back = await browser.send('/open-for-a-reason', { ...form, _by: by, _csrf: 'of the old session' });
    expect(back.text).toContain('You are signed in again');
    expect(back.text).toContain('value="The police called"');
    const foreign = await browser.send('/open-for-a-reason', { ...form, _csrf: 'of another site' });
    expect([foreign.status, foreign.text.includes('The police called')]).toEqual([403, false]);
  });

  it('leads to no other site', async () => {
    const browser = site.nobody.browser();
    const username = await site.usernameOf('RM');
    for (const _wanted of ['//evil.example/', 'https://evil.example/', '/\\evil.example']) {
      const { accountId } = (await site.accounts.named(username))!;
      const answer = await browser.submit('/sign-in', {
        _wanted,
        'typed._by': accountId,
        username,
        password: PASSWORD,
      });
      expect(answer.text).not.toContain('evil.example');
      await browser.submit('/sign-out', {}, { from: '/account' });
    }
  });
});

describe('signing in with a council account', () => {
  const client = {
    clientId: 'waymark',
    clientSecret: 'a secret of the provider and us',
    redirectUri: 'https://waymark.example/sign-in/answer',
    signedOutUri: 'https://waymark.example/sign-in',
  };
  let provider: LocalIdentityProvider;
  let site: ServedApp & { readonly program: WebProgram };
  beforeAll(async () => {
    provider = await localIdentityProvider(client);
    site = await servedApp(model, (stores, how) => webProgram(stores, { ...how, provider: ours(provider.issuer) }));
  });
  afterAll(async () => {
    await site.close();
    await provider.close();
  });

  const ours = (issuer: string, more: NodeJS.ProcessEnv = {}) =>
    providerFrom({
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.clientId,
      OIDC_CLIENT_SECRET: client.clientSecret,
      OIDC_REDIRECT_URI: client.redirectUri,
      ...more,
    });

  /** Goes through the provider's own pages as somebody, and answers with the address it sends the browser back to. */
  async function vouchedAt(url: string, login: string): Promise<string> {
    const there = pageClient(provider.issuer);
    let at = url;
    for (let step = 0; step < 12; step++) {
      const shown = await there.get(at);
      if (shown.location?.startsWith('https://waymark.example/'))
        return shown.location.slice('https://waymark.example'.length);
      if (shown.location !== undefined) at = new URL(shown.location, provider.issuer).href;
      else {
        const prompt = /name="prompt" value="(\w+)"/.exec(shown.text)![1]!;
        const sent = await there.send(at, { prompt, ...(prompt === 'login' ? { login, password: 'x' } : {}) });
        at = new URL(sent.location!, provider.issuer).href;
      }
    }
    throw new Error('The provider sent the browser nowhere.');
  }

  const begun = async (browser: PageClient) =>
    (await browser.submit('/sign-in/provider', {}, { from: '/sign-in' })).location!;

  it('takes whoever the provider vouches for and has an account here, and signs out there too', async () => {
    const username = await site.usernameOf('TM');
    const browser = site.nobody.browser();
    await browser.get('/account');
    const answer = await vouchedAt(await begun(browser), username);
    expect(await browser.get(answer)).toMatchObject({ status: 303, location: '/account' });
    expect((await browser.get('/account')).text).toContain(username);
    const [line] = await lines(site, 'SIGN_IN');
    expect(line).toMatchObject({ username, role: 'TM', outcome: 'DONE', detail: 'identity provider' });
    expect(await browser.get(answer)).toMatchObject({ status: 303, location: '/sign-in' }); // once alone

    const out = await browser.submit('/sign-out', {}, { from: '/account' });
    const { origin, searchParams } = new URL(out.location!);
    expect([origin, searchParams.get('post_logout_redirect_uri')]).toEqual([provider.issuer, client.signedOutUri]);
    expect((await fetch(out.location!)).status).toBe(200);
    expect((await browser.get('/account')).location).toBe('/sign-in');
  });

  it('refuses clearly whom it knows no open account of, and writes it down', async () => {
    const closed = await site.usernameOf('SW');
    await site.accounts.setClosed((await site.accounts.named(closed))!.accountId, true);
    for (const username of ['stranger', closed]) {
      const browser = site.nobody.browser();
      const refused = await browser.get(await vouchedAt(await begun(browser), username));
      expect(refused.status).toBe(403);
      expect(refused.text).toContain(`as ${username}, and no account of that name is open here`);
      expect((await browser.get('/account')).location).toBe('/sign-in');
      const [line] = await lines(site, 'SIGN_IN');
      expect(line).toMatchObject({ username, outcome: 'REFUSED', reason: 'no open account' });
    }
  });

  it('refuses an answer that is not the one to what this browser asked', async () => {
    const username = await site.usernameOf('TM');
    const [browser, other] = [site.nobody.browser(), site.nobody.browser()];
    await begun(other);
    const answer = await vouchedAt(await begun(browser), username);
    expect((await other.get(answer)).status).toBe(403); // another state, nonce and verifier
    const denied = site.nobody.browser();
    const { searchParams } = new URL(await begun(denied));
    const said = await denied.get(`/sign-in/answer?error=access_denied&state=${searchParams.get('state')}`);
    expect(said.status).toBe(403);
    expect(said.text).toContain('The identity provider did not sign you in');
  });

  it('asks with PKCE, state and nonce, and lets forms lead to the provider and nowhere else', async () => {
    const browser = site.nobody.browser();
    const asked = new URL(await begun(browser)).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(20);
    const policy = (await browser.get('/sign-in')).headers.get('content-security-policy');
    expect(policy).toContain(`form-action 'self' ${provider.issuer};`);
  });

  it('hides passwords, and takes none, unless they are a way in too', async () => {
    const browser = site.nobody.browser();
    expect((await browser.get('/sign-in')).text).not.toContain('name="password"');
    const refused = await browser.submit('/sign-in', { username: await site.usernameOf('TM'), password: PASSWORD });
    expect(refused.status).toBe(403);
    expect(ours(provider.issuer, { OIDC_PASSWORDS: 'on' })!.options.alsoPasswords).toBe(true);
  });

  it('gives back what was typed before, after the way to the provider and back', async () => {
    const username = await site.usernameOf('TM');
    const { accountId } = (await site.accounts.named(username))!;
    const browser = site.nobody.browser();
    const typed = { _wanted: '/open-for-a-reason', 'typed._by': accountId, 'typed.reason': 'The police called' };
    const { location } = await browser.submit('/sign-in/provider', typed, { from: '/sign-in' });
    const [kept] = await site.database.query<{ sealed: Buffer }>('select sealed from access.drafts');
    expect(kept!.sealed.toString('latin1')).not.toContain('police');
    expect((await browser.get(await vouchedAt(location!, username))).text).toContain('value="The police called"');
    expect(await site.database.query('select 1 from access.drafts')).toEqual([]);
  });

  it('says so when the provider cannot be reached, and starts all the same', async () => {
    const away = new IdentityProvider({ ...ours(provider.issuer)!.options, issuer: new URL('http://127.0.0.1:1') });
    await expect(away.begin()).rejects.toThrow(/cannot be reached/);
    expect(await away.signOutUrl(undefined)).toBeUndefined();
  });

  it('does not start with half of its settings, or without https to another machine', () => {
    expect(providerFrom({})).toBeUndefined();
    expect(() => providerFrom({ OIDC_ISSUER: 'https://a.example' })).toThrow('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
    expect(() => ours('http://identity.example')).toThrow('must begin with https://');
    expect(() => ours('identity')).toThrow('give a whole address');
  });
});
