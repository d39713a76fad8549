import { Accounts } from '#access/accounts';
import { prepareAccess } from '#access/access-schema';
import { Audit } from '#access/audit';
import { BreakGlass } from '#access/break-glass';
import { Drafts } from '#access/drafts';
import type { EventStore } from '#event-store/event-store';
import { Finding } from '#finding/finding';
import type { JobsOptions } from '#jobs/asking';
import { Jobs } from '#jobs/jobs';
import { producers } from '#jobs/producers';
import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import type { ReadingDatabase } from '#projecting/reading-database';
import type { IdentityProvider } from './identity-provider.ts';
import type { Brand } from './pages/brand.ts';
import type { SessionOptions } from './web-session.ts';

/** What the web program has beside the log and the read model: who may come in, the search index, and how it looks. */
export interface Surroundings {
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly breakGlass: BreakGlass;
  readonly drafts: Drafts;
  readonly finding: Finding;
  /** Work in the background: asked for here, and done here too once it is started. */
  readonly jobs: Jobs;
  readonly brand: Brand;
  readonly session: SessionOptions;
  /** The council's identity provider, where one is set. */
  readonly provider: IdentityProvider | undefined;
  close(): Promise<void>;
}

/** Makes the tables that are missing, and begins to follow the log for the search index. */
export async function surroundings(
  store: EventStore,
  database: ReadingDatabase,
  brand: Brand,
  session: SessionOptions,
  work: Omit<JobsOptions, 'producers'> = {},
  provider?: IdentityProvider,
): Promise<Surroundings> {
  await prepareAccess(database);
  const finding = await Finding.open(database, store);
  finding.start();
  const { databaseUrl } = session;
  const stores = { store, database, model: readingModel(projections, measures), databaseUrl };
  const jobs = await Jobs.open(stores, { ...work, producers });
  return {
    accounts: new Accounts(database),
    audit: new Audit(database),
    breakGlass: new BreakGlass(database),
    drafts: new Drafts(database, store.keyFor('drafts')),
    finding,
    jobs,
    brand,
    session,
    provider,
    close: async () => {
      await jobs.stop();
      await finding.stop();
    },
  };
}
