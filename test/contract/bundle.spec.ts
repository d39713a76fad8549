import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const NAME = 'eventstore-contract.mjs';

describe('the contract suite in one file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-contract-'));
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const make = `import('./test/contract/bundle.mjs').then((one) => one.bundleContract(${JSON.stringify(join(folder, NAME))}))`;
    const made = spawnSync(process.execPath, ['-e', make], { cwd: root, encoding: 'utf8' });
    expect([made.status, made.stderr]).toEqual([0, '']);
    const program = ['--conditions=source', '--import', 'tsx', 'test/kurrentdb/serve.ts'];
    server = spawn(process.execPath, program, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    const [said] = (await once(server.stdout!, 'data')) as [Buffer];
    url = said.toString().trim();
  });
  afterAll(async () => {
    const ended = server === undefined || server.exitCode !== null ? undefined : once(server, 'exit');
    server?.stdin!.end();
    await ended;
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [NAME, ...args], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] } });

  it('runs by plain Node from a folder that holds nothing else, against a server in another process', () => {
    expect(readdirSync(folder)).toEqual([NAME]);
    const { status, stdout, stderr } = run(url);
    const failed = stdout.split('\n').filter((line) => line.startsWith('not ok'));
    expect({ status, failed, stderr }).toEqual({ status: 0, failed: [], stderr: '' });
    const [, passed, all] = /^(\d+) of (\d+) ok$/m.exec(stdout)!;
    expect(passed).toBe(all);
    expect(Number(all)).toBeGreaterThan(40);
    expect(stdout.match(/^ok \d+ - .+/gm)).toHaveLength(Number(all));
  });

  it('says how it is used when it is given no address, or none of KurrentDB', () => {
    expect(run()).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('node eventstore-contract.mjs esdb://'),
    });
    expect(run('postgres://me:secret@host/db')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^"postgres:\/\/host\/db" is not an address/),
    });
  });

  it('says in one sentence that nobody answers, and ends with 2', () => {
    const { status, stdout, stderr } = run('esdb://me:se%2Fcret@127.0.0.1:9?tls=false&maxDiscoverAttempts=1');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^KurrentDB at esdb:\/\/127\.0\.0\.1:9[^ ]* cannot be used: .+\n$/);
  });
});
