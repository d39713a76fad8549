import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { sendProblem } from './problem-filter.ts';

/** What a page of ours may load: its own style sheets, pictures and scripts, and the one script that bears the answer's nonce. */
const contentSecurityPolicy = (nonce: string, formTargets: readonly string[]): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `script-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
  ].join('; ');

const headers: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // What is answered is about children: no browser and no proxy keeps it.
  'Cache-Control': 'no-store',
};

/**
 * Sets the headers that keep a browser from doing with an answer what it must not. `formTargets` are the origins beside our
 * own that a form may lead to: those of the identity provider, at which signing in and out end.
 */
export const securityHeaders =
  (formTargets: () => readonly string[]): RequestHandler =>
  (_request, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const policy = contentSecurityPolicy(String(response.locals['nonce']), formTargets());
    response.setHeader('Content-Security-Policy', policy);
    next();
  };

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses a request that names another host than this machine, or than one of `hosts`, the names a reverse proxy before us
 * is reached by. A page on the internet may let its own name point here and then read our answers as its own (DNS
 * rebinding); the name it uses gives it away.
 */
export const onlyKnownHosts =
  (hosts: readonly string[]) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const host = request.headers.host ?? '';
    if (LOOPBACK.test(host) || hosts.includes(host.toLowerCase().replace(/:\d{1,5}$/, ''))) return next();
    sendProblem(response, {
      type: '/problems/misdirected',
      title: 'Not this host',
      status: 421,
      detail: 'Waymark answers to localhost, 127.0.0.1 and the names that WAYMARK_HOSTS gives.',
    });
  };

/**
 * Refuses an address that holds a null byte, which no store of ours can hold, and a change that another site's page asks for:
 * the browser says so in Origin, and programs leave it out.
 */
export function onlyOurPages(request: Request, response: Response, next: NextFunction): void {
  const { origin, host } = request.headers;
  const isChange = !/^(GET|HEAD)$/.test(request.method);
  if (isChange && origin !== undefined && hostOf(origin) !== host)
    return sendProblem(response, {
      type: '/problems/foreign-origin',
      title: 'From another site',
      status: 403,
      detail: 'A page of another site asked for this. Nothing was recorded.',
    });
  if (!request.originalUrl.includes('%00')) return next();
  const detail = 'No address of ours holds a null byte.';
  sendProblem(response, { type: '/problems/not-found', title: 'Not found', status: 404, detail });
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** A body that is not declared as JSON is refused: so no form of another site can send one without being asked first. */
export function onlyJson(request: Request, response: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const hasBody = encoding !== undefined || (length !== undefined && length !== '0');
  if (!hasBody || request.is('application/json')) return next();
  sendProblem(response, {
    type: '/problems/unsupported-media-type',
    title: 'Not JSON',
    status: 415,
    detail: 'Send the body as application/json.',
  });
}
