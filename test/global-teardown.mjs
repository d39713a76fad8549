import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const postgres = globalThis.waymarkTestPostgres;
  if (postgres === undefined) return; // somebody else's server, given by WAYMARK_TEST_DATABASE_URL
  await postgres.stop();
  rmSync(postgres.folder, { recursive: true, force: true });
}
