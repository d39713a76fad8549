import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * The master key for personal details, 32 bytes: from WAYMARK_MASTER_KEY (hex or base64), else from the file, which is
 * made with a random key, readable by its owner alone, when there is none. Refuses anything that is not 32 bytes.
 */
export function loadMasterKey(from: { readonly file: string; readonly env: NodeJS.ProcessEnv }): Buffer {
  const given = from.env['WAYMARK_MASTER_KEY'];
  if (given !== undefined && given !== '') return decode(given, 'WAYMARK_MASTER_KEY');
  return decode(readOrCreate(from.file), `The master key file ${from.file}`);
}

function decode(text: string, where: string): Buffer {
  const key = text.trim();
  if (HEX.test(key)) return Buffer.from(key, 'hex');
  if (BASE64.test(key)) return Buffer.from(key, 'base64');
  throw new Error(
    `${where} is not a key: it must be 32 bytes, written as 64 hexadecimal digits or 44 characters of base64 ` +
      '(openssl rand -base64 32).',
  );
}

function readOrCreate(file: string): string {
  const existing = read(file);
  if (existing !== undefined) return existing;
  mkdirSync(dirname(file), { recursive: true });
  // Two processes may start at once: each writes its own file, one of them gets the name, and both read that one.
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(32).toString('base64') + '\n', { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
