import { EventStoreDBClient } from '@eventstore/db-client';
import { connectionString } from './address.ts';

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
