import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const all = ['apps', 'libs', 'projections', 'test', 'docker', '.ci']
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
const sources = all.filter((path) => path.endsWith('.ts'));
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
const self = 'test/architecture/tidy.spec.ts';

/** Lines of files that hold a pattern, each with the words to use instead. */
function found(paths: readonly string[], pattern: RegExp, instead: string): readonly string[] {
  return paths
    .filter((path) => path !== self)
    .flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, i) =>
          pattern.test(line) ? [`${path}:${i + 1} ${line.trim().slice(0, 100)}: ${instead}`] : [],
        ),
    );
}

const roles = [
  'events',
  'rules',
  'projection',
  'table',
  'query',
  'measure',
  'page',
  'controller',
  'module',
  'clock',
  'spec',
  'int.spec',
  'e2e.spec',
];
const pure = sources.filter(
  (path) => /^(libs\/(calendar|case-flow|measures)|projections)\//.test(path) && !path.endsWith('.spec.ts'),
);

describe('the house is tidy', () => {
  it('file names are kebab-case with one role of the closed list', () => {
    const wrong = sources.filter((path) => {
      const match = /^[a-z0-9]+(?:-[a-z0-9]+)*((?:\.[a-z0-9]+)*)\.ts$/.exec(basename(path));
      return (
        !match ||
        (match[1] !== '' && !roles.includes(match[1]!.slice(1)) && !roles.includes(match[1]!.split('.').at(-1)!))
      );
    });
    expect(wrong).toEqual([]);
  });

  it('no room is called utils, common, shared, base or helpers', () => {
    expect(all.filter((path) => /(^|\/)(utils?|common|shared|base|helpers?)(\/|\.|$)/.test(path))).toEqual([]);
  });

  it('only the two lists are called index.ts', () => {
    const lists = ['projections/index.ts', 'apps/web/src/pages/index.ts'];
    expect(sources.filter((path) => basename(path) === 'index.ts' && !lists.includes(path))).toEqual([]);
  });

  it('pure code reads no clock, draws no lots and prints nothing', () => {
    const code =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\bconsole\.|\bprocess\.(env|argv|exit|std|hrtime|cwd)/;
    expect(found(pure, code, 'time and chance arrive as values; say things at the edges')).toEqual([]);
  });

  it('JS dates stay out of the case flow and the projections', () => {
    const days = sources.filter(
      (path) => /^(libs\/(case-flow|measures)|projections)\//.test(path) && !path.endsWith('.spec.ts'),
    );
    expect(found(days, /\bnew Date\b|: Date\b/, 'a day is a PlainDate, a moment an Instant')).toEqual([]);
  });

  it('no test is left out or alone', () => {
    const specs = sources.filter((path) => path.endsWith('.spec.ts') || path.startsWith('libs/testing/'));
    expect(found(specs, /\b(it|test|describe)\.(only|todo)\b|\b[fx](it|describe)\(/, 'run it or remove it')).toEqual(
      [],
    );
  });

  it('nothing is switched off, left for later or printed in passing', () => {
    expect(
      found(sources, /eslint-disable|@ts-(ignore|nocheck|expect-error)|\bas any\b|\bFIXME\b|\bTODO\b/, 'mend it'),
    ).toEqual([]);
    expect(
      found(
        sources.filter((path) => !path.startsWith('test/') && !path.endsWith('.spec.ts')),
        /\bconsole\.(log|debug)\b/,
        'write to the edge that prints',
      ),
    ).toEqual([]);
  });

  it('no projection, measure or source file is an orphan', () => {
    const text = sources.filter((path) => !path.endsWith('.spec.ts')).map((path) => [path, textOf(path)] as const);
    // The in-memory store is the twin that specs use; its contract keeps it equal to the real one.
    const entries = ['main.ts', 'index.ts', 'in-memory-event-store.ts', 'fold-thread.ts'];
    const orphans = sources.filter((path) => {
      if (
        path.endsWith('.spec.ts') ||
        path.startsWith('test/') ||
        path.startsWith('libs/testing/') ||
        entries.includes(basename(path))
      )
        return false;
      const name = basename(path, '.ts');
      return !text.some(
        ([other, content]) => other !== path && (content.includes(`/${name}.ts'`) || content.includes(`/${name}'`)),
      );
    });
    expect(orphans).toEqual([]);
  });

  it('every projection and measure is listed', () => {
    const list = textOf('projections/index.ts');
    const unlisted = sources
      .filter((path) => /^projections\/.*\.(projection|measure)\.ts$/.test(path))
      .filter((path) => !list.includes(path.slice('projections/'.length)));
    expect(unlisted).toEqual([]);
  });

  it('no machine path stands in the project', () => {
    const texts = [
      ...all.filter((path) => /\.(ts|mjs|json|md|yml|run)$/.test(path) || path === '.ci/run'),
      'README.md',
      'CONTRIBUTING.md',
      'DECISIONS.md',
      'CHANGELOG.md',
      'package.json',
    ];
    expect(found(texts, /["'`( ]\/(work|home|root|Users)\//, 'say where from the root of the project')).toEqual([]);
  });
});
