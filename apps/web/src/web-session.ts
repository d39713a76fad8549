import { randomBytes, randomUUID } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { ACCESS } from '#access/access-schema';
import type { Accounts } from '#access/accounts';
import type { KeptInSession, PageSession } from './pages/session.ts';
import type { SignedIn } from './pages/serve-pages.ts';

/** How a session is kept. */
export interface SessionOptions {
  readonly databaseUrl: string;
  /** Signs the cookie; the same in every process of an installation. */
  readonly secret: string;
  /** After so many minutes without a request a session ends. */
  readonly idleMinutes: number;
  /** Whether browsers reach us by https alone, so that the cookie may say so. */
  readonly isSecure: boolean;
}

/** Sessions in PostgreSQL. `close` lets go of its connections. */
export function sessions({ databaseUrl, secret, idleMinutes, isSecure }: SessionOptions): {
  handler: RequestHandler;
  close(): Promise<void>;
} {
  const Store = connectPgSimple(session);
  const store = new Store({
    conObject: { connectionString: databaseUrl, max: 3, application_name: 'waymark sessions' },
    schemaName: ACCESS,
    tableName: 'sessions',
    pruneSessionInterval: 15 * 60,
    errorLog: () => undefined, // a session that cannot be read is a request that fails, and says so itself
  });
  const handler = session({
    store,
    secret,
    name: 'waymark',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    genid: () => randomBytes(24).toString('base64url'),
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure, maxAge: idleMinutes * 60_000 },
  });
  return { handler, close: async () => void (await store.close()) };
}

/** The session as pages use it. */
export function pageSession(request: Request): PageSession {
  const kept: PageSession = {
    keep: <Name extends keyof KeptInSession>(name: Name, value: KeptInSession[Name]) =>
      void Object.assign(request.session, { [name]: value }),
    begin: () =>
      new Promise((resolve, reject) =>
        request.session.regenerate((error?: Error) => (error ? reject(error) : resolve())),
      ),
  };
  const names: readonly (keyof KeptInSession)[] = ['accountId', 'says', 'wanted', 'chosen', 'provider'];
  for (const name of names) Object.defineProperty(kept, name, { get: () => request.session[name] });
  return kept;
}

/** Who asks, as their account says now: by the session of a browser, or by a token (`Authorization: Bearer`). */
export const knowing =
  (accounts: Accounts) =>
  async (plain: Request, _response: Response, next: NextFunction): Promise<void> => {
    const request = plain as SignedIn;
    request.requestId = randomUUID();
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const accountId = request.session?.accountId;
    const person =
      token !== undefined
        ? await accounts.byToken(token)
        : accountId !== undefined
          ? await accounts.person(accountId)
          : undefined;
    if (person) request.person = person;
    next();
  };
