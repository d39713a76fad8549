import { isKurrentUrl } from '#event-store/kurrentdb/address';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { nameOfStore } from '#event-store/shown-address';
import type { LogSide } from './copy-log.ts';

/** Where a log is, and the key its personal details are sealed under. */
export interface LogAddress {
  readonly url: string;
  readonly masterKey: Buffer;
  /** The PostgreSQL that keeps children's keys beside a KurrentDB. */
  readonly databaseUrl: () => Promise<string>;
}

/** Opens a log by its address. Refuses an address of no store that there is. */
export async function openLog({ url, masterKey, databaseUrl }: LogAddress): Promise<LogSide> {
  const name = nameOfStore(url);
  if (isPostgresUrl(url)) {
    return { store: await PostgresEventStore.open({ url, masterKey }), name, appendsInOrder: true };
  }
  if (!isKurrentUrl(url))
    throw new Error(
      `"${name}" is no event store: give postgres://user:password@host:5432/database, or esdb://host:2113?tls=true ` +
        '(kurrentdb://, esdb+discover:// and kurrentdb+discover:// likewise).',
    );
  // Its client is only loaded where it is wanted.
  const { openBesidePostgres } = await import('#event-store/kurrentdb/beside-the-log');
  const store = await openBesidePostgres({ url, masterKey, databaseUrl: await databaseUrl() });
  return { store, name, appendsInOrder: false };
}

export const isPostgresUrl = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);
