import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ensurePostgres, stopPostgres, type EmbeddedPostgres } from './server.ts';

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let dataDir: string;
  const settings = { fsync: 'off' };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-embedded-'));
    chmodSync(folder, 0o755);
    dataDir = join(folder, 'it is here', 'postgres'); // made when needed, and a space is nothing special
  });
  afterAll(async () => {
    await stopPostgres(dataDir);
    rmSync(folder, { recursive: true });
  });

  const ensure = (port?: number) => ensurePostgres({ dataDir, settings, ...(port !== undefined && { port }) });
  const postmaster = () => Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);

  async function ask<T>({ url }: EmbeddedPostgres, sql: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<[T]>({ text: sql, rowMode: 'array' });
    await client.end();
    return rows.map(([value]) => value);
  }

  async function kill(pid: number, signal: NodeJS.Signals): Promise<void> {
    process.kill(pid, signal);
    for (;;) {
      try {
        process.kill(pid, 0);
      } catch {
        return;
      }
      await new Promise((pause) => setTimeout(pause, 10));
    }
  }

  it('starts once, whoever asks and however many at a time', async () => {
    const all = await Promise.all([ensure(), ensure(), ensure()]);
    expect(all.filter(({ started }) => started)).toHaveLength(1);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect(await ask(all[0], 'select current_database()')).toEqual(['waymark']);
  });

  it('takes connections from this machine only, with a password that only its owner can read', async () => {
    const server = await ensure();
    expect(await ask(server, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(await ask(server, 'show unix_socket_directories')).toEqual(['']);
    expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
    const url = new URL(server.url);
    expect(url.password.length).toBeGreaterThan(20);
    url.password = 'wrong';
    await expect(ask({ ...server, url: url.href }, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps what it was given over a stop and a start, on the same port if that is free', async () => {
    const before = await ensure();
    await ask(before, 'create table kept as select 42 as answer');
    await before.stop();
    await expect(ask(before, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    const after = await ensure(before.port);
    expect(after).toMatchObject({ started: true, port: before.port });
    expect(await ask(after, 'select answer from kept')).toEqual([42]);
  });

  it('recovers after its postmaster was killed', async () => {
    await ask(await ensure(), 'insert into kept values (43)');
    await kill(postmaster(), 'SIGKILL');
    const after = await ensure();
    expect(after.started).toBe(true);
    expect(await ask(after, 'select answer from kept order by 1')).toEqual([42, 43]);
  });

  it('comes back on the port where programs look for it, whether it was stopped or killed', async () => {
    const { port } = await ensure();
    await kill(postmaster(), 'SIGKILL');
    expect(await ensure()).toMatchObject({ port, started: true });
    await stopPostgres(dataDir);
    expect(await ensure()).toMatchObject({ port, started: true });
  });

  it('recovers when the number of the killed postmaster went to another process', async () => {
    const server = await ensure();
    const killed = postmaster();
    await kill(killed, 'SIGKILL');
    const file = join(dataDir, 'postmaster.pid');
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(killed), String(stranger.pid)));
    const after = await ensure();
    expect(after.started).toBe(true);
    expect(await ask(after, 'select count(*)::int from kept')).toEqual([2]);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
    expect(server.url.split('@')[0]).toBe(after.url.split('@')[0]);
  });

  it('moves to a free port when the wanted one is taken, and says which', async () => {
    await stopPostgres(dataDir);
    const squatter = createServer();
    await new Promise<void>((listening) => squatter.listen(0, '127.0.0.1', listening));
    const { port } = squatter.address() as AddressInfo;
    const server = await ensure(port);
    expect(server.port).not.toBe(port);
    expect(await ask(server, 'show port')).toEqual([String(server.port)]);
    squatter.close();
  });

  it('gets a new password when the file with the old one was lost', async () => {
    await stopPostgres(dataDir);
    rmSync(`${dataDir}.password`);
    expect(await ask(await ensure(), 'select count(*)::int from kept')).toEqual([2]);
  });

  it('takes over the lock of a process that was killed while it held it', async () => {
    mkdirSync(`${dataDir}.lock`);
    writeFileSync(join(`${dataDir}.lock`, 'pid'), '999999999');
    expect((await ensure()).started).toBe(false);
  });

  it('says what, where and how to mend it when the folder cannot be made', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const refused = ensurePostgres({ dataDir: join(file, 'postgres') });
    await expect(refused).rejects.toThrow(`PostgreSQL in ${file}/postgres cannot be used`);
    await expect(refused).rejects.toThrow(/choose another folder/);
  });

  it('does not touch a folder that has something else in it', async () => {
    const full = join(folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'diary'), 'Dear diary');
    await expect(ensurePostgres({ dataDir: full })).rejects.toThrow(/not empty/);
    expect(readFileSync(join(full, 'diary'), 'utf8')).toBe('Dear diary');
  });

  it("gives the server's own words when it refuses to start", async () => {
    await stopPostgres(dataDir);
    const refused = ensurePostgres({ dataDir, settings: { max_connections: "many'; exit" } });
    await expect(refused).rejects.toThrow(/did not start.*invalid value for parameter "max_connections".*server\.log/s);
  });

  it('runs for an ordinary account as well', async () => {
    if (process.getuid?.() !== 0) return; // then all of the above has shown it
    const home = mkdtempSync(join(tmpdir(), 'waymark-nobody-'));
    chmodSync(home, 0o777);
    const script = `
      import { tsImport } from 'tsx/esm/api';
      const { ensurePostgres } = await tsImport('./libs/event-store/src/embedded-postgres/server.ts', import.meta.url);
      const server = await ensurePostgres({ dataDir: ${JSON.stringify(join(home, 'postgres'))}, settings: { fsync: 'off' } });
      await server.stop();
      console.log(server.started);`;
    const nobody = { uid: 65_534, gid: 65_534, env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home } };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], nobody);
    expect(stdout.trim()).toBe('true');
    rmSync(home, { recursive: true });
  });
});
