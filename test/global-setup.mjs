import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { chromium, redisServer } from './installed.mjs';

const PREFIX = 'waymark-test-';
const HOUR = 3_600_000;

/**
 * One PostgreSQL for the whole test run, quick because nothing in it has to survive a crash. A run of nothing but pure
 * specs (`jest libs/calendar`) goes without.
 */
export default async function globalSetup(config, project) {
  if (config.watch || config.watchAll)
    throw new Error('Watching would test what was loaded at first, again and again: run the tests anew instead.');
  process.env.WAYMARK_TEST_RUN = `${process.pid}_${Date.now().toString(36)}`; // in the names of databases that specs copy
  if (process.env.WAYMARK_TEST_DATABASE_URL || !needsDatabase(config, project)) return;
  const { ensurePostgres, stopPostgres } = await tsImport(
    '../libs/event-store/src/embedded-postgres/server.ts',
    import.meta.url,
  );
  await removeLeftovers(stopPostgres);
  process.env.WAYMARK_TEST_CHROMIUM ??= chromium() ?? '';
  process.env.WAYMARK_TEST_REDIS ??= redisServer() ?? '';
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o755); // as root, the server runs under another account, which has to pass through
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const postgres = await ensurePostgres({ dataDir: join(folder, 'postgres'), settings });
  process.env.WAYMARK_TEST_DATABASE_URL = postgres.url;
  globalThis.waymarkTestPostgres = { folder, stop: postgres.stop };
}

/** Whether a spec of the kinds that use a database is among those asked for by name. */
function needsDatabase(config, project) {
  const patterns = config?.testPathPatterns?.patterns ?? [];
  if (patterns.length === 0) return true;
  const files = project.roots.flatMap((root) => readdirSync(root, { recursive: true }).map((file) => join(root, file)));
  const asked = patterns.map((pattern) => new RegExp(pattern, 'i'));
  return files
    .filter((file) => /\.(int|e2e)\.spec\.ts$/.test(file))
    .some((file) => asked.some((regex) => regex.test(file) || regex.test(relative(config.rootDir, file))));
}

/** A run that was killed leaves its server behind: a later one takes it away. */
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
