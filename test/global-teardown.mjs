import { rmSync } from 'node:fs';
import pg from 'pg';

export default async function globalTeardown() {
  const postgres = globalThis.waymarkTestPostgres;
  if (postgres === undefined) return removeTemplates(process.env.WAYMARK_TEST_DATABASE_URL);
  await postgres.stop();
  rmSync(postgres.folder, { recursive: true, force: true });
}

/** On somebody else's server, given by WAYMARK_TEST_DATABASE_URL, nothing is left: specs drop their own, but for what they copied. */
async function removeTemplates(connectionString) {
  if (!connectionString) return;
  const client = new pg.Client({ connectionString });
  await client.connect();
  const prefix = `template_${process.env.WAYMARK_TEST_RUN}_`;
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  await client.end();
}
