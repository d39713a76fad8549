import 'reflect-metadata';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.ts';
import { onlyJson, onlyThisMachine, securityHeaders } from './security.ts';
import type { Waymark } from './waymark.ts';

const LARGEST_BODY = '256kb';

/** The web program, ready to listen. A connection that stays open does not keep it from closing. */
export async function createApp(waymark: Waymark, logger?: LoggerService): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.around(waymark), {
    bodyParser: false,
    forceCloseConnections: true,
    logger: logger ?? ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.disable('etag'); // the entity tags there are say a child's version
  app.use(securityHeaders, onlyThisMachine, onlyJson);
  app.useBodyParser('json', { limit: LARGEST_BODY, strict: true });
  return app;
}
