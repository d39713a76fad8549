import * as client from 'openid-client';
import { CannotStart } from './listen.ts';
import { isSwitchedOn } from './switched.ts';

/** How the council's identity provider is reached (OpenID Connect). */
export interface ProviderOptions {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Our own `/sign-in/answer`, as browsers reach it. */
  readonly redirectUri: URL;
  /** Which claim is the username of an account. */
  readonly usernameClaim: string;
  readonly scope: string;
  /** Whether passwords of our own open the door as well. */
  readonly alsoPasswords: boolean;
}

/** What a browser that was sent to the provider must come back with. */
export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider vouches for. */
export interface Vouched {
  readonly username: string;
  readonly identityToken: string | undefined;
}

/** The provider did not vouch for anybody: it refused, could not be reached, or what came back is not what was asked for. */
export class NotVouched extends Error {
  override readonly name = 'NotVouched';
}

/**
 * The council's identity provider: authorization code flow with PKCE, state and nonce. It says who somebody is; what they may
 * do here is their account's to say. Looked up when somebody first signs in, so that we start while it is away.
 */
export class IdentityProvider {
  private found: Promise<client.Configuration> | undefined;
  private readonly origins: Set<string>;

  constructor(readonly options: ProviderOptions) {
    this.origins = new Set([options.issuer.origin]);
  }

  /** Where a form of ours may lead in the end: browsers hold redirects against the page's policy too. */
  formTargets(): readonly string[] {
    return [...this.origins];
  }

  /** Where to send a browser, and what it must come back with. Throws NotVouched when the provider cannot be reached. */
  async begin(): Promise<{ readonly url: string; readonly expected: Expected }> {
    const { redirectUri, scope } = this.options;
    const verifier = client.randomPKCECodeVerifier();
    const expected = { state: client.randomState(), nonce: client.randomNonce(), verifier };
    const url = client.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: redirectUri.href,
      scope,
      state: expected.state,
      nonce: expected.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, expected };
  }

  /** Whom the answer vouches for. Throws NotVouched for whatever is not the answer to what was asked. */
  async vouched(query: string, { state, nonce, verifier }: Expected): Promise<Vouched> {
    const { redirectUri, usernameClaim } = this.options;
    const configuration = await this.configuration();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(`${redirectUri.href}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const username = claims[usernameClaim] ?? (await this.asked(configuration, tokens.access_token, claims.sub));
      if (typeof username !== 'string' || username === '')
        throw new NotVouched(`It gave no claim ${usernameClaim}, which names the account.`);
      return { username, identityToken: tokens.id_token };
    } catch (error) {
      throw error instanceof NotVouched ? error : new NotVouched((error as Error).message, { cause: error });
    }
  }

  /** Where to send a browser to sign out at the provider too; undefined where it offers no such address. */
  async signOutUrl(identityToken: string | undefined): Promise<string | undefined> {
    const configuration = await this.configuration().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    return client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: new URL('/sign-in', this.options.redirectUri).href,
      ...(identityToken === undefined ? {} : { id_token_hint: identityToken }),
    }).href;
  }

  private async asked(configuration: client.Configuration, accessToken: string, subject: string): Promise<unknown> {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return undefined;
    return (await client.fetchUserInfo(configuration, accessToken, subject))[this.options.usernameClaim];
  }

  /** A failure is not kept: the next one who signs in tries again. */
  private configuration(): Promise<client.Configuration> {
    return (this.found ??= this.discovered().catch((error: unknown) => {
      this.found = undefined;
      throw new NotVouched(`It cannot be reached: ${(error as Error).message}`, { cause: error });
    }));
  }

  private async discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    const insecure = issuer.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {};
    const configuration = await client.discovery(issuer, clientId, clientSecret, undefined, insecure);
    const { authorization_endpoint, end_session_endpoint } = configuration.serverMetadata();
    for (const address of [authorization_endpoint, end_session_endpoint])
      if (address !== undefined) this.origins.add(new URL(address).origin);
    return configuration;
  }
}

/**
 * The identity provider from the environment: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_REDIRECT_URI together;
 * OIDC_USERNAME_CLAIM, OIDC_SCOPE and OIDC_PASSWORDS if wanted. Undefined where none is set. Refuses (CannotStart) some
 * without the others, and an issuer without https on another machine than this one.
 */
export function providerFrom(env: NodeJS.ProcessEnv): IdentityProvider | undefined {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT_URI'] as const;
  const missing = names.filter((name) => !env[name]);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0)
    throw new CannotStart(`${missing.join(' and ')} must be set beside the other OIDC_ settings.`);
  const issuer = addressIn(env, 'OIDC_ISSUER');
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  if (issuer.protocol !== 'https:' && !isHere) throw new CannotStart('OIDC_ISSUER must begin with https://.');
  return new IdentityProvider({
    issuer,
    clientId: env['OIDC_CLIENT_ID']!,
    clientSecret: env['OIDC_CLIENT_SECRET']!,
    redirectUri: addressIn(env, 'OIDC_REDIRECT_URI'),
    usernameClaim: env['OIDC_USERNAME_CLAIM'] || 'preferred_username',
    scope: env['OIDC_SCOPE'] || 'openid profile email',
    alsoPasswords: isSwitchedOn(env, 'OIDC_PASSWORDS', false),
  });
}

function addressIn(env: NodeJS.ProcessEnv, name: string): URL {
  if (URL.canParse(env[name]!)) return new URL(env[name]!);
  throw new CannotStart(`${name} is "${env[name]}": give a whole address, such as https://identity.example.gov.uk.`);
}
