import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterKey } from './master-key.ts';

describe('the master key', () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7 + 3));
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-key-'));
    file = join(folder, 'keys', 'master.key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const fromEnvironment = (value: string) => loadMasterKey({ file, env: { WAYMARK_MASTER_KEY: value } });

  it('comes from the environment, in hexadecimal or base64', () => {
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(fromEnvironment(key.toString(form))).toEqual(key);
    }
    expect(fromEnvironment(` ${key.toString('base64')}\n`)).toEqual(key);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is made at random when there is none, in a file that only its owner can read, and then stays', () => {
    const made = loadMasterKey({ file, env: {} });
    expect(made).toHaveLength(32);
    expect(loadMasterKey({ file, env: { WAYMARK_MASTER_KEY: '' } })).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['master.key']);
    expect(loadMasterKey({ file: join(folder, 'other.key'), env: {} })).not.toEqual(made);
  });

  it('is refused when it has another length or is no key at all, without being shown', () => {
    for (const wrong of [key.subarray(1).toString('hex'), key.subarray(1).toString('base64'), 'password']) {
      expect(() => fromEnvironment(wrong)).toThrow(/^WAYMARK_MASTER_KEY is not a key: it must be 32 bytes/);
      expect(() => fromEnvironment(wrong)).not.toThrow(wrong);
    }
  });

  it('is never replaced when its file is damaged', () => {
    loadMasterKey({ file, env: {} });
    writeFileSync(file, 'damaged');
    expect(() => loadMasterKey({ file, env: {} })).toThrow(`The master key file ${file} is not a key`);
    expect(readFileSync(file, 'utf8')).toBe('damaged');
  });
});
