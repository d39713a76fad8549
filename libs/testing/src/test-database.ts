import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Takes the database away, whoever is still connected. */
  drop(): Promise<void>;
}

/** A fresh, empty database of its own for a spec, on the PostgreSQL that `test/global-setup.mjs` started. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env['WAYMARK_TEST_DATABASE_URL'];
  if (!server)
    throw new Error('WAYMARK_TEST_DATABASE_URL is not set: specs with a database run under Jest, "npm test".');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
