import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stopPostgres } from '#event-store/embedded-postgres/server';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { open } from './open.ts';

describe('the embedded PostgreSQL under a program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-kept-'));
  const postgres = join(folder, 'postgres');
  chmodSync(folder, 0o755);

  afterAll(async () => {
    await stopPostgres(postgres);
    rmSync(folder, { recursive: true, force: true });
  });

  it('that is killed is started again, and the program finds it by itself', async () => {
    const said: string[] = [];
    const opened = await open({ dataDir: folder }, readingModel(projections, measures), (words) => said.push(words));
    try {
      process.kill(Number(readFileSync(join(postgres, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      await pause(500); // connections notice
      let position: number | undefined;
      for (let look = 0; position === undefined && look < 100; look++) {
        position = await opened.store.lastPosition().catch(() => undefined);
        await pause(200);
      }
      expect(position).toBe(0);
      expect(said.at(-1)).toMatch(/had ended\. It runs again, on port \d+\.$/);
    } finally {
      await opened.close({ stopPostgres: true });
    }
    await pause(2_500);
    await expect(open({ dataDir: folder, databaseUrl: opened.databaseUrl }, opened.model)).rejects.toThrow();
  }, 60_000);
});
