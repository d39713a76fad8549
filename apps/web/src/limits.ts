import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { ProblemFound } from './problem.ts';
import type { AuditedAs, Page } from './pages/page.ts';
import type { SignedIn } from './pages/serve-pages.ts';

const MINUTE = 60_000;

interface Limit {
  readonly perMinute: number;
  /** Whose requests are counted together. */
  readonly whose: (request: Request) => string;
  /** What came too often, as the beginning of a sentence. */
  readonly what: string;
  /** Where doing it right any number of times is no harm. */
  readonly failuresAlone?: boolean;
}

/** So many a minute, counted in this process; more are a problem (429) that says when to try again. */
const limited = ({ perMinute, whose, what, failuresAlone = false }: Limit): RequestHandler =>
  rateLimit({
    windowMs: MINUTE,
    limit: perMinute,
    keyGenerator: whose,
    skipSuccessfulRequests: failuresAlone,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => next(tooMany(`${what} within a minute. Wait a minute, then go on.`)),
  });

const tooMany = (detail: string): ProblemFound =>
  new ProblemFound({ type: '/problems/too-many-requests', title: 'Too many requests', status: 429, detail });

/** Where a request is from; of an address of version 6 its network, which is one household's or one office's. */
export const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');
const accountOf = (request: Request): string => (request as SignedIn).person?.accountId ?? addressOf(request);
const nameTried = ({ body }: Request): string => {
  const name = (body as { readonly username?: unknown } | undefined)?.username;
  return typeof name === 'string' ? name.trim().toLowerCase().slice(0, 100) : '';
};

/** The limits of one program: made anew for each, so that what is counted in one is not counted in another. */
export class Limits {
  /** The API: 600 a minute for each token, or each account where a browser asks. */
  readonly api = limited({
    perMinute: 600,
    whose: (request) => tokenOf(request) ?? accountOf(request),
    what: 'More than 600 requests came with this token',
  });

  private readonly signIn = limited({
    perMinute: 10,
    whose: (request) => `${addressOf(request)}/${nameTried(request)}`,
    what: 'There were more than 10 attempts to sign in under this name',
    failuresAlone: true,
  });
  private readonly search = limited({ perMinute: 60, whose: accountOf, what: 'You searched more than 60 times' });
  private readonly exports = limited({ perMinute: 60, whose: accountOf, what: 'You asked for more than 60 exports' });

  /** The limit on a page, by what the audit calls its use. */
  of({ audit, method }: Pick<Page, 'audit' | 'method'>): RequestHandler {
    const byAudit: Partial<Record<AuditedAs, RequestHandler>> = { SEARCH: this.search, EXPORT: this.exports };
    if (audit === 'SIGN_IN') return method === 'post' ? this.signIn : unlimited;
    return byAudit[audit] ?? unlimited;
  }
}

const unlimited: RequestHandler = (_request, _response, next) => next();

const tokenOf = ({ headers }: Request): string | undefined =>
  headers.authorization === undefined ? undefined : createHash('sha256').update(headers.authorization).digest('hex');
