import { randomUUID } from 'node:crypto';
import {
  Router,
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { may, type Person } from '#access/person';
import type { AskedPage, AuditedAs, Page, Shown } from './page.ts';
import { drawn, type Drawing } from './draw.ts';
import { addressOf, type Limits } from '../limits.ts';
import { notFound } from '../problem.ts';
import { RETRY_AFTER_SECONDS } from '../problem-filter.ts';
import { problemPage } from './problem-page.ts';
import { idleMinutesOf, minutesLeft, pageSession } from '../web-session.ts';
import type { Service } from './service.ts';
import { csrfToken, csrfRefused } from './csrf.ts';
import { typedEarlier } from './account/given-back.ts';
import { signInAgain } from './account/sign-in-view.ts';

/** What the middleware before has found out about a request. */
export interface SignedIn extends Request {
  /** The person of the session or the token, as the account says now. */
  person?: Person;
  requestId: string;
}

/** Serves every page of the list: sign-in, right, record, audit and form keys first, and only then what the page shows. */
export function servePages(pages: readonly Page[], service: Service, limits: Limits): Router {
  const router = Router({ caseSensitive: true });
  for (const one of pages) router[one.method ?? 'get'](one.path, limits.of(one), handlerOf(one, service));
  router.use((request, _response, next) => next(isPage(request) ? noSuchPage : undefined));
  return router;
}

/**
 * Answers whatever went wrong at a page's address as a page, also what went wrong before a page was reached, such as a form
 * that is too large.
 */
export const serveProblems =
  (service: Service): ErrorRequestHandler =>
  async (error: unknown, request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (response.headersSent || !isPage(request)) return next(error);
    await answer(problemPage(error, `${request.method} ${request.path}`), request as SignedIn, response, service);
  };

const handlerOf =
  (one: Page, service: Service): RequestHandler =>
  async (plain, response) => {
    const request = plain as SignedIn;
    const { person } = request;
    if (one.right !== 'anybody' && person === undefined) return askedToSignIn(request, response, service);
    if (one.method === 'post' && csrfRefused(request)) return refusedForm(request, response, service);
    const isHeld = one.right === 'anybody' || one.right === 'signed-in' || may(person!, one.right);
    if (!isHeld) {
      await written(service, request, one.audit === 'NOTHING' ? 'VIEW' : one.audit, 'REFUSED');
      return answer(problemPage(notForRole), request, response, service);
    }
    const asked = askedFrom(request);
    const { childId } = asked.params;
    const child = childId === undefined ? undefined : await service.child(person!, childId, request.requestId);
    await written(service, request, one.audit, 'DONE');
    const shown = await one.show(child === undefined ? asked : { ...asked, child }, service);
    await answer(shown, request, response, service);
  };

/** Programs ask under /api and /health, and get their answers there. */
const isPage = ({ path }: Request): boolean => !/^\/(api|health)(\/|$)/.test(path);

const noSuchPage = notFound(
  'There is no page at this address. If you typed it, check it; if you followed a link, tell whoever looks after Waymark.',
);

const notForRole = Object.assign(new Error('Your role does not give you this page.'), { status: 403 });

function askedFrom(request: SignedIn): AskedPage {
  const { person, params, query, requestId, path } = request;
  const body = (request.body ?? {}) as AskedPage['body'];
  const commandId =
    typeof body['_once'] === 'string' && /^[\w-]{10,80}$/.test(body['_once']) ? body['_once'] : randomUUID();
  return {
    get person(): Person {
      if (person === undefined) throw new Error('This page is for anybody, and nobody is signed in.');
      return person;
    },
    isSignedIn: person !== undefined,
    address: addressOf(request),
    path,
    params: params as Readonly<Record<string, string>>,
    query: query as AskedPage['query'],
    body,
    session: pageSession(request),
    commandId,
    requestId,
    files: (Array.isArray(request.files) ? request.files : []).map((file) => ({
      name: file.originalname,
      content: file.buffer,
    })),
  };
}

/** The line of the audit that a use of a page leaves; nothing is shown when it cannot be written. */
async function written(
  service: Service,
  request: SignedIn,
  action: AuditedAs,
  outcome: 'DONE' | 'REFUSED',
): Promise<void> {
  if (action === 'NOTHING' || action === 'SIGN_IN') return;
  const { person, requestId, method, originalUrl } = request;
  const childId = request.params['childId'];
  await service.audit.write({
    ...(person === undefined ? {} : { person }),
    action,
    outcome,
    ...(typeof childId === 'string' ? { childId } : {}),
    detail: `${method} ${originalUrl}`,
    requestId,
  });
}

/** Remembers where somebody wanted to go; what they had typed goes with them through the sign-in page, unread. */
async function askedToSignIn(request: SignedIn, response: Response, service: Service): Promise<void> {
  const isForm = request.method === 'POST';
  if (!isForm) {
    request.session.wanted = request.originalUrl;
    return response.redirect(303, '/sign-in');
  }
  const shown = signInAgain(request.originalUrl, askedFrom(request).body, service);
  await answer(shown, request, response, service);
}

/**
 * A form without the token of this session: drawn in an earlier one. Whoever typed it gets it back to look at and send again;
 * from anybody else nothing is taken.
 */
async function refusedForm(request: SignedIn, response: Response, service: Service): Promise<void> {
  const again = request.person && typedEarlier(request.originalUrl, askedFrom(request).body, request.person);
  if (again) return answer(again, request, response, service);
  const shown = {
    view: 'layout/problem.njk',
    title: 'Send the form again',
    model: {
      lead: 'The page was open in an earlier session. Nothing was recorded. Go back, reload the page, and send the form again.',
    },
    status: 403,
  };
  await answer(shown, request, response, service);
}

/** Sends what a page shows. */
async function answer(shown: Shown, request: SignedIn, response: Response, service: Service): Promise<void> {
  if ('file' in shown) {
    const { name, type, content } = shown.file;
    response.status(200).setHeader('Content-Type', type);
    response.setHeader('Content-Disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`);
    return void response.send(content);
  }
  if ('redirect' in shown) {
    if (shown.says) request.session.says = shown.says;
    await saved(request); // or the next page is asked for before the session is stored
    return response.redirect(303, shown.redirect);
  }
  // A list that is drawn anew by itself must not take away what somebody is to read on the next page.
  // While the sessions cannot be read there is none, and the page that says so is drawn without.
  const session = request.session as typeof request.session | undefined;
  const says = request.get('Waymark-Live') === undefined ? session?.says : undefined;
  if (says) delete session?.says;
  const left = request.person && session ? minutesLeft(session) : undefined;
  const drawing: Drawing = {
    path: request.path,
    person: request.person,
    ...(says ? { says } : {}),
    csrf: csrfToken(request),
    nonce: String(response.locals['nonce']),
    ...(left === undefined ? {} : { ends: { idleMinutes: idleMinutesOf(request), minutesLeft: left } }),
    counts: request.person ? { ...(await service.counts(request.person)), ...shown.counts } : {},
  };
  if (shown.status === 503) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
  response.status(shown.status ?? 200).setHeader('Content-Type', 'text/html; charset=utf-8');
  response.send(await drawn(shown, drawing));
}

const saved = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => request.session.save((error?: Error) => (error ? reject(error) : resolve())));
