import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { may } from '#access/person';
import compression from 'compression';
import { urlencoded, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import multer from 'multer';
import { AppModule } from './app.module.ts';
import { assets } from './assets.ts';
import { Limits } from './limits.ts';
import { dressed } from './pages/draw.ts';
import { LiveLists } from './live/live-lists.ts';
import { serveLive } from './live/serve-live.ts';
import { pages } from './pages/index.ts';
import { servePages, serveProblems, type SignedIn } from './pages/serve-pages.ts';
import { Service } from './pages/service.ts';
import { onlyJson, onlyKnownHosts, onlyOurPages, securityHeaders } from './security.ts';
import type { Surroundings } from './surroundings.ts';
import type { Waymark } from './waymark.ts';
import { knowing, sessions } from './web-session.ts';

const LARGEST_BODY = '256kb';
const LARGEST_FORM = '1mb';
const LARGEST_FILE_BYTES = 250 * 1024 * 1024;
const MOST_FILES = 12; // the looked-after children return has eleven
const MOST_FIELDS = 5_000; // five hundred cases ticked at once, and what belongs to each

/** The web program, ready to listen. A connection that stays open does not keep it from closing. */
export async function createApp(
  waymark: Waymark,
  around: Surroundings,
  logger?: LoggerService,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.around(waymark, around), {
    bodyParser: false,
    forceCloseConnections: true,
    logger: logger ?? ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  const { accounts, brand } = around;
  const { handler, close } = sessions(around.session);
  app.disable('x-powered-by');
  app.disable('etag'); // the entity tags there are say a child's version
  app.set('query parser', 'simple');
  app.set('trust proxy', 'loopback'); // who a proxy on this machine says the request is from, and whether it came by https
  const { at, router } = assets(brand);
  dressed(brand, at);
  const targets = () => around.provider?.formTargets() ?? [];
  app.use(
    nonce,
    securityHeaders(targets),
    onlyKnownHosts(around.session.hosts ?? []),
    onlyOurPages,
    compression({ filter: isCompressible }),
    router,
  );
  app.use(exceptHealth(handler), exceptHealth(knowing(accounts)));
  const limits = new Limits();
  app.use('/api', limits.api, onlyJson);
  app.useBodyParser('json', { limit: LARGEST_BODY, strict: true });
  const service = app.get(Service);
  app.use(ofPages(urlencoded({ extended: false, limit: LARGEST_FORM, parameterLimit: MOST_FIELDS })));
  app.use(
    ofPages(ofThoseWhoImport(multer({ limits: { fileSize: LARGEST_FILE_BYTES, files: MOST_FILES } }).array('file'))),
  );
  const lists = new LiveLists(waymark, around.session.databaseUrl);
  const live = serveLive({ waymark, audit: around.audit, lists });
  app.use(live.router);
  app.use(servePages(pages, service, limits));
  app.use(serveProblems(service));
  // Nest hands out a proxy, on which another close would be put in vain.
  app.getHttpServer().once('close', () => void Promise.all([live.close(), close()]).catch(() => undefined));
  return app;
}

/** Whether it lives and is ready this process says to anybody, and also while nobody's account can be read. */
const exceptHealth =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    request.path.startsWith('/health/') ? next() : handler(request, response, next);

/** Forms are the pages' alone: the API takes JSON. */
const ofPages =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    request.path.startsWith('/api/') ? next() : handler(request, response, next);

/** A file is large and is held in memory: only those who import files may send one. */
const ofThoseWhoImport =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const { person } = request as SignedIn;
    const imports = person !== undefined && (may(person, 'operate') || may(person, 'manage-reference'));
    return imports ? handler(request, response, next) : next();
  };

/** A word for this answer alone, which the one script that stands in the page itself repeats. */
function nonce(_request: Request, response: Response, next: NextFunction): void {
  response.locals['nonce'] = randomBytes(16).toString('base64');
  next();
}

/** A stream of events must not wait until there is enough of it to compress. */
const isCompressible = (request: Request, response: Response): boolean =>
  !String(response.getHeader('Content-Type')).startsWith('text/event-stream') && compression.filter(request, response);
