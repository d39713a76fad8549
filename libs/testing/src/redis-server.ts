import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a spec's own. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Why no spec can use a Redis on this machine; undefined where one can. */
export async function whyNoRedis(): Promise<string | undefined> {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
  } catch {
    return 'redis-server is not on the path';
  }
  const driver = 'ioredis';
  const found = await import(driver).then(
    () => true,
    () => false,
  );
  return found ? undefined : 'the driver ioredis is not installed';
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Starts a Redis that keeps nothing, on this machine alone: on a free port, or on one where another was before. */
export async function testRedis(on?: number): Promise<TestRedis> {
  const port = on ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'waymark-redis-'));
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  for await (const part of server.stdout) {
    said += String(part);
    if (said.includes('Ready to accept connections')) break;
  }
  if (!said.includes('Ready')) throw new Error(`redis-server did not start: ${said}`);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
