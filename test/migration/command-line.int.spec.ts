import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { simulate } from '#simulation/simulate';
import { openLog } from '#waymark/migration/open-log';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import { migrateStore } from '../../apps/cli/src/migrate-store.ts';
import { record } from '../time-travel/authority.ts';

const root = resolve(import.meta.dirname, '../..');
const masterKey = Buffer.alloc(32, 7);
const words = ['--conditions=source', '--import', 'tsx', 'apps/cli/src/main.ts', 'migrate-store'];

describe('waymark migrate-store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-migrate-'));
  let [source, target]: TestDatabase[] = [];
  let [here, there]: PostgresEventStore[] = [];
  const env = () => ({
    ...process.env,
    WAYMARK_DATA: folder,
    WAYMARK_MASTER_KEY: masterKey.toString('hex'),
    DATABASE_URL: source!.url,
  });
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [...words, ...args], { cwd: root, encoding: 'utf8', env: env() });

  beforeAll(async () => {
    [source, target] = [await testDatabase(), await testDatabase()];
    [here, there] = [
      await PostgresEventStore.open({ url: source.url, masterKey }),
      await PostgresEventStore.open({ url: target.url, masterKey }),
    ];
    await record(here, [...simulate({ children: 40, seed: 4 })], true);
  }, 60_000);
  afterAll(async () => {
    for (const store of [here, there]) await store?.close();
    for (const database of [source, target]) await database?.drop();
    rmSync(folder, { recursive: true });
  });

  it('killed on the way, goes on when it is asked again, and prints count and hash of both', async () => {
    const first = spawn(process.execPath, [...words, '--to', target!.url], { cwd: root, env: env(), stdio: 'ignore' });
    while ((await there!.lastPosition()) === 0 && first.exitCode === null) await pause(5);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const [all, copied] = [await here!.lastPosition(), await there!.lastPosition()];
    expect(copied).toBeGreaterThan(0);
    expect(copied).toBeLessThan(all);

    const { status, stdout } = run('--from', source!.url, '--to', target!.url);
    expect(status).toBe(0);
    const events = all.toLocaleString('en-GB');
    expect(stdout).toContain(`${(all - copied).toLocaleString('en-GB')} events were copied by this run`);
    const rows = [...stdout.matchAll(/^postgres:\/\/\S+\s+(\S+)\s+(\S+)\s+([0-9a-f]{64})\s+([0-9a-f]{64})$/gm)];
    expect(rows.map(([, count]) => count)).toEqual([events, events]);
    expect(rows[0]!.slice(1)).toEqual(rows[1]!.slice(1));
    expect(stdout).toContain('The same, to the last event and position.');
    expect(stdout).not.toContain(new URL(source!.url).password);
  });

  it('refuses what makes no sense before it opens anything', async () => {
    await expect(migrateStore({})).rejects.toThrow('--from URL --to URL');
    await expect(migrateStore({ from: target!.url, to: target!.url })).rejects.toThrow('name the same store');
    const both = migrateStore({ from: 'esdb://one:2113', to: 'kurrentdb://two:2113' });
    await expect(both).rejects.toThrow('its own backup and restore');
    const address = { url: 'mysql://me:secret@host/log', masterKey, databaseUrl: async () => source!.url };
    await expect(openLog(address)).rejects.toThrow(/^"mysql:\/\/host\/log" is no event store: give postgres/);
  });
});
