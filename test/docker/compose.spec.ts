import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeFiles, ours, root } from './compose-file.ts';

const files = composeFiles();
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = ['apps', 'libs']
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('libs/testing/'));
const program = sources.map(textOf).join('\n');
const dockerfile = textOf('docker/Dockerfile');

describe.each(files.map((file) => [file.path, file] as const))('%s', (_path, file) => {
  const services = Object.entries(file.services);

  it('starts programs that the build makes', () => {
    const commands = ours(file).flatMap(([, { command }]) => (command === undefined ? [] : [command.at(-1)!]));
    expect(commands).toContain('dist/apps/worker/src/main.js');
    for (const path of commands) expect(sources).toContain(path.replace('dist/', '').replace('.js', '.ts'));
    for (const [, { build }] of ours(file)) {
      expect(existsSync(join(root, 'docker', build!.context, build!.dockerfile))).toBe(true);
    }
  });

  it('sets nothing that the program does not read', () => {
    const unread = ours(file).flatMap(([name, { environment = {} }]) =>
      Object.keys(environment)
        .filter((key) => !new RegExp(`\\b${key}\\b`).test(program))
        .map((key) => `${name}: ${key}`),
    );
    expect(unread).toEqual([]);
    expect(ours(file).every(([, { environment }]) => environment?.['WAYMARK_MASTER_KEY'] !== undefined)).toBe(true);
  });

  it('waits for, shares the network of, and mounts only what there is', () => {
    for (const [, service] of services) {
      for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(file.services)).toContain(other);
      const shared = /^service:(.+)$/.exec(service.network_mode ?? '')?.[1];
      if (shared !== undefined) expect(Object.keys(file.services)).toContain(shared);
      for (const volume of service.volumes ?? []) expect(Object.keys(file.volumes)).toContain(volume.split(':')[0]);
    }
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0]));
    expect(Object.keys(file.volumes).filter((volume) => !mounted.includes(volume))).toEqual([]);
  });

  it('waits for health only of services that tell it', () => {
    const awaited = services.flatMap(([, { depends_on = {} }]) =>
      Object.entries(depends_on).flatMap(([name, { condition }]) => (condition === 'service_healthy' ? [name] : [])),
    );
    expect(awaited.length).toBeGreaterThan(0);
    for (const name of new Set(awaited))
      expect([name, file.services[name]?.healthcheck?.test[0]]).toEqual([name, 'CMD']);
  });

  it('has a way to tell for every program of ours whether it does its work', () => {
    for (const [name, { healthcheck }] of ours(file)) expect([name, healthcheck?.test[0]]).toEqual([name, 'CMD']);
  });

  it('finds its stores by the names and addresses that it gives them', () => {
    const addresses = [...file.text.matchAll(/ipv4_address: ([\d.]+)/g)].map(([, address]) => address);
    const hosts = ours(file).flatMap(([, { environment = {} }]) =>
      ['DATABASE_URL', 'EVENTSTORE_URL', 'REDIS_URL'].flatMap((key) => hostsOf(environment[key])),
    );
    expect(hosts).toContain('postgres');
    for (const host of hosts) expect([...Object.keys(file.services), ...addresses]).toContain(host);
  });

  it('says how to open the first account', () => {
    expect(file.text).toContain(`-f ${file.path} exec web node dist/apps/cli/src/main.js account open`);
  });

  it('has every image pinned to a version', () => {
    const images = services.flatMap(([, { image }]) => (image === undefined ? [] : [image]));
    expect(images.filter((image) => !/:\d+\.\d+(\.\d+)?(-[a-z-]+)?$/.test(image))).toEqual([]);
  });

  it('has no default for a password, a key or a secret', () => {
    const withDefault = [...file.text.matchAll(/\$\{\w*(?:PASSWORD|KEY|SECRET)\w*([^}]*)\}/g)].filter(
      ([, rest]) => !rest!.startsWith(':?'),
    );
    expect(file.text).toContain('${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}');
    expect(withDefault.map(([all]) => all)).toEqual([]);
    const written = services.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([key, value]) => /PASSWORD|SECRET|MASTER_KEY|AUTH$/.test(key) && !/^\$\{\w+:\?[^}]+\}$/.test(value))
        .map(([key]) => `${name}: ${key}`),
    );
    expect(written).toEqual([]);
  });

  it('opens no door but that of the proxy', () => {
    const open = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port.split(':').at(-1)]));
    expect(open).toEqual([['doorway', '443']]);
    // What holds the network is neither of the two, so that one made anew does not leave the other in a network that is gone.
    for (const name of ['web', 'proxy']) expect(file.services[name]?.network_mode).toBe('service:doorway');
    expect(file.services['doorway']).not.toHaveProperty('build');
  });
});

describe('docker/Dockerfile', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?:--from=build \/waymark\/)?(\S+)/gm)].map(([, path]) => path!);

  it('is built without what is no part of the program', () => {
    const left = textOf('.dockerignore').split('\n');
    for (const path of ['node_modules', 'dist', '.data', '.git', '**/.env']) expect(left).toContain(path);
    const brought = [...dockerfile.slice(0, dockerfile.lastIndexOf('FROM')).matchAll(/^COPY (.+) \S+$/gm)];
    for (const path of brought.flatMap(([, paths]) => paths!.split(' '))) expect(left).not.toContain(path);
  });

  it('brings every folder that the program reads while it runs', () => {
    const read = [...program.matchAll(/join\(projectRoot, '([^']+)'\)/g)].map(([, path]) => path!);
    expect(read).toContain('apps/web/assets');
    const image = dockerfile.slice(dockerfile.lastIndexOf('FROM'));
    for (const path of read) {
      expect([path, copied.some((one) => image.includes(` ${one}\n`) && `${path}/`.startsWith(`${one}/`))]).toEqual([
        path,
        true,
      ]);
    }
  });

  it('builds from every folder that the program is made of, with the Node that it needs', () => {
    expect(copied).toEqual(expect.arrayContaining(['apps', 'libs', 'projections', 'package.json']));
    const versions = [...dockerfile.matchAll(/^FROM node:(\d+)\.(\d+)\.\d+-/gm)].map(([, major, minor]) => [
      +major!,
      +minor!,
    ]);
    expect(versions).toHaveLength(2);
    for (const [major, minor] of versions) expect([major, minor! >= 19]).toEqual([20, true]);
  });
});

/** The hosts of an address, several in a cluster. */
function hostsOf(address: string | undefined): readonly string[] {
  const [, hosts = ''] = /^\w+:\/\/(?:[^@]*@)?([^/?]+)/.exec(address ?? '') ?? [];
  return hosts
    .split(',')
    .filter((host) => host !== '')
    .map((host) => host.replace(/:\d+$/, ''));
}
