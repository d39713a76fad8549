import { mkdtempSync, chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

const PREFIX = 'waymark-test-';
const HOUR = 3_600_000;

/** One PostgreSQL for the whole test run, quick because nothing in it has to survive a crash. */
export default async function globalSetup() {
  if (process.env.WAYMARK_TEST_DATABASE_URL) return;
  const { ensurePostgres, stopPostgres } = await tsImport(
    '../libs/event-store/src/embedded-postgres/server.ts',
    import.meta.url,
  );
  await removeLeftovers(stopPostgres);
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o755); // the server's account, when this runs as root, has to pass through
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const postgres = await ensurePostgres({ dataDir: join(folder, 'postgres'), settings });
  process.env.WAYMARK_TEST_DATABASE_URL = postgres.url;
  globalThis.waymarkTestPostgres = { folder, stop: postgres.stop };
}

/** A run that was killed leaves its server behind: the next one takes it away. */
async function removeLeftovers(stopPostgres) {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (isAlive(pid) || Date.now() - made < HOUR) continue;
    await stopPostgres(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
