import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = process.cwd();

/** A checkout of its own, with one source file, our packages and our way of preparing. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-prepare-'));
  mkdirSync(join(folder, 'apps', 'cli'), { recursive: true });
  for (const file of ['prepare.mjs', 'build-lock.mjs'])
    cpSync(join(here, 'apps', 'cli', file), join(folder, 'apps', 'cli', file));
  for (const file of ['tsconfig.json', 'tsconfig.build.json']) cpSync(join(here, file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function prepared(
  folder: string,
  ...steps: string[]
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, ['apps/cli/prepare.mjs', ...steps], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => void (output += text.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

describe('preparing a checkout', () => {
  let folder: string;
  const source = (text: string) => writeFileSync(join(folder, 'apps', 'one.ts'), text);
  const built = () => readFileSync(join(folder, 'dist', 'apps', 'one.js'), 'utf8');
  beforeEach(() => void (folder = checkout()));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('builds what is stale, says nothing, and leaves alone what is fresh', async () => {
    source('export const one: number = 1;\n');
    expect(await prepared(folder, 'install', 'build')).toEqual({ code: 0, output: '' });
    expect(built()).toContain('one = 1');

    writeFileSync(join(folder, 'dist', 'apps', 'one.js'), '// as it was');
    expect(await prepared(folder, 'install', 'build')).toEqual({ code: 0, output: '' });
    expect(built()).toBe('// as it was');

    source('export const one: number = 1 + 1;\n');
    expect(await prepared(folder, 'build')).toEqual({ code: 0, output: '' });
    expect(built()).toContain('1 + 1');
  });

  it('shows the compiler’s errors, ends with 1, and does not take the failed build for a good one', async () => {
    source("export const one: number = 'one';\n");
    for (const _ of [1, 2]) {
      const { code, output } = await prepared(folder, 'build');
      expect(code).toBe(1);
      expect(output).toContain('apps/one.ts(1,14): error TS2322');
      expect(output).not.toMatch(/^\s+at /m);
    }
    source('export const one: number = 1;\n');
    expect(await prepared(folder, 'build')).toEqual({ code: 0, output: '' });
  });

  it('builds once when two begin together, and takes over the lock of a process that died', async () => {
    source('export const one: number = 1;\n');
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', '.lock'), '999999999');
    expect(await Promise.all([prepared(folder, 'build'), prepared(folder, 'build')])).toEqual([
      { code: 0, output: '' },
      { code: 0, output: '' },
    ]);
    expect(built()).toContain('one = 1');
    expect(existsSync(join(folder, 'dist', '.lock'))).toBe(false);
  });
});
