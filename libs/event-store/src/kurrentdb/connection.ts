import { EventStoreDBClient } from '@eventstore/db-client';

const SCHEMES = /^(?:esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\//;

/** Whether an address is one of KurrentDB (or of EventStoreDB, as it was called). */
export const isKurrentUrl = (url: string): boolean => SCHEMES.test(url);

/**
 * The connection string as this client reads it: it knows `esdb://` and `esdb+discover://` only. TLS, certificates, user
 * and cluster are said in it. Refuses what is no address of KurrentDB, and a setting under which the client would
 * report a wrong version after a conflict.
 */
export function connectionString(url: string): string {
  if (!isKurrentUrl(url)) {
    throw new Error(
      `"${withoutPassword(url)}" is not an address of KurrentDB: it begins with kurrentdb://, kurrentdb+discover://, ` +
        'esdb:// or esdb+discover://, as in esdb://user:password@host:2113?tls=true.',
    );
  }
  if (/[?&]throw[_-]?on[_-]?append[_-]?failure=false/i.test(url)) {
    throw new Error('Take throwOnAppendFailure=false out of the address of KurrentDB: conflicts would go unnoticed.');
  }
  return url.replace(SCHEMES, (_scheme, discover: string | undefined) => `esdb${discover ?? ''}://`);
}

/** The address as it may be shown. */
export const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

/** A client; no connection is made before it is needed. */
export function connect(url: string): EventStoreDBClient {
  return EventStoreDBClient.connectionString(connectionString(url));
}

/** Ends what the client has under way, and closes its channel, which `dispose` alone leaves open. */
export async function disconnect(client: EventStoreDBClient): Promise<void> {
  await client.dispose();
  const channel = await client['getChannel']().catch(() => undefined); // no member to be found: there is none to close
  channel?.close();
}
