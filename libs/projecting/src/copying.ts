import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { clientConfig } from '#event-store/postgres-pools';

/** Writes lines as COPY reads them into a table and its columns: all of them or none. */
export type Copy = (into: string, lines: string | Buffer) => Promise<void>;

/** Lends a connection for COPY, which needs one that waits for each answer before the next statement. */
export async function copying<T>(url: string, work: (copy: Copy) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...clientConfig(url), pipeline: false, application_name: 'waymark rebuild' });
  client.on('error', () => undefined); // the statement under way says so
  await client.connect();
  try {
    return await work((into, lines) => pipeline([lines], client.query(copyFrom(`copy ${into} from stdin`))));
  } finally {
    await client.end();
  }
}
