import { open } from 'node:fs/promises';

const START = 64;

/** Whether a file begins as XML does, in any of its encodings. A file that cannot be opened is none: reading it says why. */
export async function isXml(path: string): Promise<boolean> {
  let file;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START), 0, START, 0);
    const start = buffer.toString('latin1', 0, bytesRead).replaceAll(/[\0\u00ef\u00bb\u00bf\u00fe\u00ff]/g, '');
    return /^\s*<[?!A-Za-z]/.test(start);
  } catch {
    return false;
  } finally {
    await file?.close();
  }
}
