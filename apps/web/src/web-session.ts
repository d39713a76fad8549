import { randomBytes, randomUUID } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import pg from 'pg';
import { ACCESS } from '#access/access-schema';
import type { Accounts } from '#access/accounts';
import type { KeptInSession, PageSession } from './pages/session.ts';
import type { SignedIn } from './pages/serve-pages.ts';

/** A day's work: then one signs in again, however busy one was. */
export const LONGEST_SESSION_MINUTES = 12 * 60;

/** How a session is kept. */
export interface SessionOptions {
  readonly databaseUrl: string;
  /** Signs the cookie; the same in every process of an installation. */
  readonly secret: string;
  /** After so many minutes without a request a session ends. */
  readonly idleMinutes: number;
  /** Whether browsers reach us by https alone, so that the cookie may say so. */
  readonly isSecure: boolean;
  /** The names that browsers reach us by, beside this machine's own. */
  readonly hosts?: readonly string[];
}

/** Sessions in PostgreSQL. `close` lets go of its connections. */
export function sessions({ databaseUrl, secret, idleMinutes, isSecure }: SessionOptions): {
  handler: RequestHandler;
  close(): Promise<void>;
} {
  // Of our own, because the store ends no pool: a connection left open keeps the embedded PostgreSQL running.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3, application_name: 'waymark sessions' });
  pool.on('error', () => undefined); // the next query connects anew, or says what is wrong
  const store = new AttendedStore({
    pool,
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
  const close = async () => {
    store.close(); // stops its pruning; the pool is ours
    await pool.end();
  };
  return { handler, close };
}

/** What a page asks for by itself, with nobody at the keyboard. It does not keep a session alive. */
const isUnattended = ({ path, headers }: Pick<Request, 'path' | 'headers'>): boolean =>
  path === '/live' || headers['waymark-live'] !== undefined;

/** Lets a session end that nobody uses, however long a list on the screen keeps itself up to date. */
class AttendedStore extends connectPgSimple(session) {
  override touch(sid: string, kept: session.SessionData, done?: () => void): void {
    const { req } = kept as { readonly req?: Request };
    if (req !== undefined && isUnattended(req)) return done?.();
    super.touch(sid, kept, done);
  }
}

/** The session as pages use it. */
export function pageSession(request: Request): PageSession {
  const kept: PageSession = {
    keep: <Name extends keyof KeptInSession>(name: Name, value: KeptInSession[Name]) =>
      void Object.assign(request.session, { [name]: value }),
    id: request.session.id,
    idleMinutes: idleMinutesOf(request),
    begin: () =>
      new Promise((resolve, reject) =>
        request.session.regenerate((error?: Error) => (error ? reject(error) : resolve())),
      ),
  };
  const names: readonly (keyof KeptInSession)[] = [
    'accountId',
    'begunAt',
    'says',
    'wanted',
    'chosen',
    'provider',
    'identityToken',
  ];
  for (const name of names) Object.defineProperty(kept, name, { get: () => request.session[name] });
  return kept;
}

/** After so many minutes without a request the session of this browser ends. */
export const idleMinutesOf = ({ session: { cookie } }: Request): number =>
  Math.round((cookie.originalMaxAge ?? 0) / 60_000);

/** The minutes until a session ends whatever is done; undefined for nobody's. */
export function minutesLeft({ begunAt }: Pick<KeptInSession, 'begunAt'>): number | undefined {
  if (begunAt === undefined) return undefined;
  return LONGEST_SESSION_MINUTES - (Date.now() - Date.parse(begunAt)) / 60_000;
}

/** Whose a session is, unless it is older than twelve hours: then it is nobody's from now on. */
function stillOpen(kept: Request['session'] | undefined): string | undefined {
  if (kept?.accountId === undefined) return undefined;
  if ((minutesLeft(kept) ?? 0) > 0) return kept.accountId;
  delete kept.accountId;
  return undefined;
}

/** Who asks, as their account says now: by the session of a browser, or by a token (`Authorization: Bearer`). */
export const knowing =
  (accounts: Accounts) =>
  async (plain: Request, _response: Response, next: NextFunction): Promise<void> => {
    const request = plain as SignedIn;
    request.requestId = randomUUID();
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const accountId = stillOpen(request.session);
    const person =
      token !== undefined
        ? await accounts.tokens.person(token)
        : accountId !== undefined
          ? await accounts.person(accountId)
          : undefined;
    if (person) request.person = person;
    next();
  };
