import type { Reason } from './imported.ts';

const whys: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder. Check the path.',
  EISDIR: 'This is a folder, and a file is wanted. Name the file in it.',
  ENOTDIR: 'This is a file, and a folder is wanted. Name the folder it is in.',
  EACCES: 'It may not be read by this user. Check its permissions.',
  EPERM: 'It may not be read by this user. Check its permissions.',
  EIO: 'The disk could not read it.',
};

/** Why a file or folder cannot be read, where the error is about that; undefined for any other error. */
export function notReadable(path: string, error: unknown): Reason | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const why = code === undefined || !Object.hasOwn(whys, code) ? undefined : whys[code];
  return why === undefined ? undefined : { rule: 'a-file-can-be-read', sentence: `${path}: ${why}` };
}
