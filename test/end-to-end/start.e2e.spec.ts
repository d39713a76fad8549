import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive } from '#event-store/embedded-postgres/lock';
import { stopPostgres } from '#event-store/embedded-postgres/server';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { fillDemo } from '#simulation/fill-store';
import { apiClient, type ApiClient } from '#testing/api-client';
import { pageClient } from '#testing/page-client';
import { testDatabase } from '#testing/test-database';

const contact = {
  children: ['E2E-1'],
  source: '2A',
  method: 'PHONE',
  receivedAt: '2026-01-12T09:20:00.000Z',
  hub: 'MASH',
};

/** What each account of a store may ask the API by; made by the command line, which takes a second each time. */
const tokens = new Map<string, string>();

/** The program as `npm start` runs it, in a process of its own. */
class Program {
  output = '';
  readonly exit: Promise<number | NodeJS.Signals | null>;
  private readonly child: ChildProcess;
  private readonly env: NodeJS.ProcessEnv;

  constructor(env: Record<string, string>, command: string, words: readonly string[]) {
    const { DATABASE_URL: _, PORT: _port, ...inherited } = process.env;
    this.env = { ...inherited, WAYMARK_DEMO_CHILDREN: '8', ...env };
    this.child = spawn(command, words, {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (text: Buffer) => void (this.output += text.toString()));
    this.exit = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(code ?? signal)));
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** The address it prints once requests are answered. */
  async address(): Promise<string> {
    return (await this.says(/runs at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  }

  /** The API as one of the demo accounts, by a token that the command line makes. */
  async apiAs(username: string): Promise<ApiClient> {
    const whose = `${username} in ${this.env['WAYMARK_DATA']}`;
    const token = tokens.get(whose) ?? (await this.tokenFor(username));
    tokens.set(whose, token);
    return apiClient(await this.address(), { Authorization: `Bearer ${token}` });
  }

  /** The process of the PostgreSQL that it has started for itself. */
  postgres(): number {
    const file = join(this.env['WAYMARK_DATA']!, 'postgres', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  }

  /** This process goes on meanwhile: else it would not see that the service closes a connection which nobody uses. */
  private async tokenFor(username: string): Promise<string> {
    const words = ['dist/apps/cli/src/main.js', 'account', 'token', username];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, words, { env: this.env });
    expect(stderr).toContain('has a token');
    return stdout.trim();
  }

  async says(what: RegExp): Promise<RegExpExecArray> {
    let hasEnded = false;
    void this.exit.then(() => (hasEnded = true));
    for (;;) {
      const found = what.exec(this.output);
      if (found) return found;
      if (hasEnded) throw new Error(`It ended before it answered:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function taken(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

describe('npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-start-'));
  chmodSync(folder, 0o755); // as root the database runs under another account, which must reach its files here
  const data = join(folder, 'data');
  const programs: Program[] = [];
  const servers: Server[] = [];
  const start = (env: Record<string, string> = {}, command = process.execPath, words = ['apps/web/start.mjs']) => {
    const program = new Program({ WAYMARK_DATA: data, ...env }, command, words);
    programs.push(program);
    return program;
  };

  beforeAll(async () => {
    // A checkout that has just changed is built first, once.
    spawnSync(process.execPath, ['apps/cli/prepare.mjs', 'install', 'build']);
    await taken(3000).then(
      (server) => servers.push(server),
      () => undefined, // somebody else's will do as well
    );
  }, 300_000);
  afterAll(async () => {
    for (const program of programs) program.kill('SIGKILL');
    for (const each of ['data', 'cut-short']) await stopPostgres(join(folder, each, 'postgres'));
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    rmSync(folder, { recursive: true, force: true });
  });

  it('fills an empty store, answers, and stops cleanly within five seconds, its database too', async () => {
    const program = start();
    const address = await program.address();
    const postgres = program.postgres();
    expect((await apiClient(address).get('/health/ready')).body).toMatchObject({ status: 'ready', lagEvents: 0 });
    const [analyst, frontDoor] = [await program.apiAs('performance'), await program.apiAs('front-door')];
    const contacts = await analyst.get('/api/v1/measures/FD-01?from=2020-01-01&to=2030-01-01');
    expect(contacts.body['numerator']).toBeGreaterThan(0);
    expect((await frontDoor.post('/api/v1/commands/ReceiveContact', contact)).status).toBe(201);
    const [, password] = /with the password "([^"]+)"/.exec(program.output)!;
    const told = [...program.output.matchAll(/^ {2}([a-z-]+) {2,}[A-Z]/gm)].map(([, username]) => username!);
    expect(told.length).toBeGreaterThanOrEqual(10);
    for (const username of ['manager-south', 'front-door', 'performance']) {
      expect(told).toContain(username);
      const browser = pageClient(address);
      const { status, location } = await browser.signIn(username, password!);
      expect([username, status, (await browser.get(location!)).status]).toEqual([username, 303, 200]);
    }

    const began = performance.now();
    program.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(isAlive(postgres)).toBe(false);
  }, 120_000);

  it('takes the next free port where none is asked for, and says so', async () => {
    const [first] = programs;
    expect(await first!.address()).not.toBe('http://127.0.0.1:3000');
    expect(first!.output).toContain('Port 3000 is taken');
  });

  it('starts again with all it knew, also after it was killed outright', async () => {
    const killed = start();
    await killed.address();
    const before = await killed.apiAs('front-door');
    expect((await before.get('/api/v1/children/E2E-1')).body['version']).toBe(1);
    const second = await before.post('/api/v1/commands/ReceiveContact', {
      ...contact,
      receivedAt: '2026-01-13T09:20:00.000Z',
    });
    expect(second.status).toBe(201);
    killed.kill('SIGKILL');
    expect(await killed.exit).toBe('SIGKILL');

    const again = start();
    await again.address();
    const postgres = again.postgres();
    const [after, manager] = [await again.apiAs('front-door'), await again.apiAs('service-manager')];
    expect((await after.get('/api/v1/children/E2E-1')).body['version']).toBe(2);
    const seen = await manager.get(
      `/api/v1/measures/FD-01?from=2026-01-12&to=2026-01-13&list=true&afterPosition=${String(second.body['position'])}`,
    );
    const rows = seen.body['rows'] as readonly { readonly childId: string }[];
    expect(rows.filter(({ childId }) => childId === 'E2E-1')).toHaveLength(2);
    again.kill('SIGINT');
    again.kill('SIGINT'); // as Ctrl+C under npm does
    expect(await again.exit).toBe(0);
    expect(isAlive(postgres)).toBe(false);
  }, 120_000);

  it('stops under npm too, when npm is told to', async () => {
    const npm = start({}, 'npm', ['start']);
    expect((await pageClient(await npm.address()).get('/sign-in')).status).toBe(200);
    const postgres = npm.postgres();
    const began = performance.now();
    npm.kill('SIGTERM');
    await npm.exit; // of everything that holds its output, the program included
    expect(performance.now() - began).toBeLessThan(5000);
    expect(isAlive(postgres)).toBe(false);
  }, 120_000);

  it('finishes a demo that was cut short while it was filled', async () => {
    // Without background jobs: what has waited too long is escalated as soon as they run, which is an event more.
    const children = 90;
    const data = { WAYMARK_DATA: join(folder, 'cut-short'), WAYMARK_DEMO_CHILDREN: String(children) };
    const env = { ...data, WAYMARK_JOBS: 'off' };
    const killed = start(env);
    await killed.says(/goes in/);
    await new Promise((resolve) => setTimeout(resolve, 700));
    killed.kill('SIGKILL');
    await killed.exit;
    const again = start(env);
    const api = apiClient(await again.address());
    const { lastPosition } = (await api.get('/health/ready')).body;
    again.kill('SIGTERM');
    await again.exit;

    const whole = new InMemoryEventStore();
    await fillDemo({ store: whole }, { children });
    expect(lastPosition).toBe(await whole.lastPosition());
  }, 180_000);

  it('answers beside a projector that is a program of its own', async () => {
    const { url, drop } = await testDatabase();
    const env = { DATABASE_URL: url, WAYMARK_DATA: join(folder, 'apart') };
    const web = start({ ...env, WAYMARK_PROJECTOR: 'off' });
    expect((await apiClient(await web.address()).get('/health/ready')).body).toMatchObject({
      projector: 'runs elsewhere',
      lagEvents: 0,
    });
    const { body } = await (await web.apiAs('front-door')).post('/api/v1/commands/ReceiveContact', contact);
    const api = await web.apiAs('performance');
    const question = `/api/v1/measures/FD-01?asAt=2026-01-31&afterPosition=${String(body['position'])}`;
    expect((await api.get(question)).status).toBe(503);

    const projector = start(env, process.execPath, ['dist/apps/projector/src/main.js']);
    await projector.says(/follows the log/);
    expect(await api.get(question)).toMatchObject({ status: 200, body: { measure: 'FD-01' } });
    for (const program of [web, projector]) {
      program.kill('SIGTERM');
      expect(await program.exit).toBe(0);
    }
    await drop();
  }, 120_000);

  it.each([
    ['PORT is taken', 'PORT', 'taken', 'is taken by another program'],
    ['PORT is no port', 'PORT', 'eighty', 'which is no port'],
    [
      'DATABASE_URL answers nothing',
      'DATABASE_URL',
      'postgres://u:secret@127.0.0.1:1/waymark',
      '127.0.0.1:1/waymark cannot be used',
    ],
    ['WAYMARK_DATA is a file', 'WAYMARK_DATA', 'file', 'cannot be made or written'],
    ['WAYMARK_DATA lies in a device', 'WAYMARK_DATA', '/dev/null/waymark', '/dev/null/waymark'],
    ['WAYMARK_DEMO_CHILDREN is no number', 'WAYMARK_DEMO_CHILDREN', 'many', 'whole number'],
  ])(
    'with one clear message and exit 1 when %s',
    async (_, name, value, message) => {
      const held = await taken(0);
      servers.push(held);
      writeFileSync(join(folder, 'file'), '');
      const port = String((held.address() as AddressInfo).port);
      const values: Readonly<Record<string, string>> = { taken: port, file: join(folder, 'file') };
      const program = start({ [name]: values[value] ?? value });
      expect([await program.exit, program.output]).toEqual([1, expect.stringContaining(message)]);
      expect(program.output).not.toMatch(/^\s+at /m);
      expect(program.output).not.toContain('secret');
      expect(program.output.trim().split('\n').length).toBeLessThanOrEqual(4);
    },
    60_000,
  );
});
