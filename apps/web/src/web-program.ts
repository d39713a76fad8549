import type { LoggerService } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Instant } from '#calendar/instant';
import type { EventStore } from '#event-store/event-store';
import type { Projector } from '#projecting/projector';
import type { ReadingDatabase } from '#projecting/reading-database';
import { createApp } from './create-app.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { Brand } from './pages/brand.ts';
import { surroundings, type Surroundings } from './surroundings.ts';
import { Waymark } from './waymark.ts';
import type { SessionOptions } from './web-session.ts';

/** What the web program stands on: stores that are open already, and the projector where it runs in this process. */
export interface Grounds {
  readonly store: EventStore;
  readonly database: ReadingDatabase;
  readonly projector: Projector | undefined;
}

export interface HowServed {
  readonly brand: Brand;
  readonly session: SessionOptions;
  readonly now?: () => Instant;
  readonly logger?: LoggerService;
  /** The council's identity provider; passwords of our own where it is left out. */
  readonly provider?: IdentityProvider | undefined;
  /** How work in the background is done; in PostgreSQL, without saying anything, when left out. */
  readonly work?: Parameters<typeof surroundings>[4];
}

/** The web program, put together and ready to listen. `close` ends it; the stores below it stay open. */
export interface WebProgram {
  readonly app: NestExpressApplication;
  readonly waymark: Waymark;
  readonly around: Surroundings;
  close(): Promise<void>;
}

/** Puts the web program together around open stores: the tables of accounts and audit, the search index, pages and API. */
export async function webProgram(
  { store, database, projector }: Grounds,
  { brand, session, now, logger, provider, work = {} }: HowServed,
): Promise<WebProgram> {
  const waymark = new Waymark(store, database, projector, now);
  const around = await surroundings(store, database, brand, session, { ...work, ...(now ? { now } : {}) }, provider);
  const app = await createApp(waymark, around, logger);
  const close = async () => {
    await app.close();
    await around.close();
  };
  return { app, waymark, around, close };
}
