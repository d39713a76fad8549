import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Takes the database away, whoever is still connected. */
  drop(): Promise<void>;
}

/** A fresh, empty database of its own for a spec, on the PostgreSQL that `test/global-setup.mjs` started. */
export const testDatabase = (): Promise<TestDatabase> => made('template1');

/**
 * A database of its own that begins as a copy of one that was filled once in this test run: whoever asks for it first fills
 * it, in whichever process, and others wait. What `fill` opens it must close: a database in use cannot be copied.
 */
export async function copiedDatabase(what: string, fill: (url: string) => Promise<void>): Promise<TestDatabase> {
  const template = `template_${process.env['WAYMARK_TEST_RUN'] ?? process.pid}_${what}`;
  await onServer(async (client) => {
    // Held by this connection, and so let go of should its process die while it fills.
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 1) return;
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    await fill(urlOf(unfinished));
    await client.query(`alter database ${unfinished} rename to ${template}`);
  });
  return made(template);
}

async function made(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  const drop = () => onServer((client) => client.query(`drop database ${name} with (force)`));
  return { url: urlOf(name), drop: async () => void (await drop()) };
}

function urlOf(name: string): string {
  const url = new URL(server());
  url.pathname = name;
  return url.href;
}

function server(): string {
  const url = process.env['WAYMARK_TEST_DATABASE_URL'];
  if (url) return url;
  throw new Error('WAYMARK_TEST_DATABASE_URL is not set: specs with a database run under Jest, "npm test".');
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
