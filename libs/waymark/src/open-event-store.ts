import type { EventStore } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { withoutPassword } from '#event-store/shown-address';
import type { ReadingDatabase } from '#projecting/reading-database';

/** Where the log is kept: in KurrentDB when it has an address, else in the PostgreSQL of the read models. */
export interface LogPlace {
  readonly databaseUrl: string;
  readonly eventStoreUrl?: string;
  readonly masterKey: Buffer;
}

/** Opens the log where it is kept. Throws an Error that says what could not be reached, where, and how to mend it. */
export async function openEventStore({ databaseUrl, eventStoreUrl, masterKey }: LogPlace): Promise<EventStore> {
  if (eventStoreUrl === undefined) return PostgresEventStore.open({ url: databaseUrl, masterKey });
  try {
    // Its client is only loaded where it is wanted.
    const { openBesidePostgres } = await import('#event-store/kurrentdb/beside-the-log');
    return await openBesidePostgres({ url: eventStoreUrl, databaseUrl, masterKey });
  } catch (error) {
    const { message, name } = error as Error;
    if (name === 'WrongAddress') throw new Error(`EVENTSTORE_URL: ${message}`, { cause: error });
    if (!message.startsWith('KurrentDB at ')) throw error;
    throw new Error(
      `${message}\nEVENTSTORE_URL names it (${withoutPassword(eventStoreUrl)}). ${adviceOn(message)} ` +
        'Or take EVENTSTORE_URL away to keep the log in PostgreSQL.',
      { cause: error },
    );
  }
}

const adviceOn = (message: string): string =>
  /certificate|self.signed|unable to (get|verify)|issuer/i.test(message)
    ? 'The certificate that the server showed is not trusted here: tlsCaFile in the address names the file with the certificate of ' +
      'whoever signed it, and the host is to be written as the certificate has it.'
    : 'See that the server runs and can be reached from here, that the address says tls=false if it serves without certificates ' +
      '(else that tlsCaFile names the certificate of whoever signed its own), and that user and password are right.';

/**
 * Refuses an empty log in KurrentDB beside a PostgreSQL that holds one: it was meant to be moved and was not, and whoever
 * began a new one would seem to have lost everything.
 */
export async function refuseForgottenLog(store: EventStore, database: ReadingDatabase): Promise<void> {
  if ((await store.lastPosition()) > 0) return;
  const [head] = await database.query<{ position: string }>('select position::text from log.head');
  if (head === undefined || Number(head.position) === 0) return;
  await database.close();
  const events = Number(head.position).toLocaleString('en-GB');
  throw new Error(
    `EVENTSTORE_URL names an empty event store, and PostgreSQL holds ${events} events. Move them first: ` +
      'npm run waymark -- migrate-store --from <the address of PostgreSQL> --to <EVENTSTORE_URL>. Or take EVENTSTORE_URL away.',
  );
}
