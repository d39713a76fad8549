import { Accounts } from '#access/accounts';
import { prepareAccess } from '#access/access-schema';
import { Audit } from '#access/audit';
import { BreakGlass } from '#access/break-glass';
import type { EventStore } from '#event-store/event-store';
import { Finding } from '#finding/finding';
import type { ReadingDatabase } from '#projecting/reading-database';
import type { Brand } from './pages/brand.ts';
import type { SessionOptions } from './web-session.ts';

/** What the web program has beside the log and the read model: who may come in, the search index, and how it looks. */
export interface Surroundings {
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly breakGlass: BreakGlass;
  readonly finding: Finding;
  readonly brand: Brand;
  readonly session: SessionOptions;
  close(): Promise<void>;
}

/** Makes the tables that are missing, and begins to follow the log for the search index. */
export async function surroundings(
  store: EventStore,
  database: ReadingDatabase,
  brand: Brand,
  session: SessionOptions,
): Promise<Surroundings> {
  await prepareAccess(database);
  const finding = await Finding.open(database, store);
  finding.start();
  return {
    accounts: new Accounts(database),
    audit: new Audit(database),
    breakGlass: new BreakGlass(database),
    finding,
    brand,
    session,
    close: () => finding.stop(),
  };
}
