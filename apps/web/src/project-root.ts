import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: templates and style sheets are read from there, by the built program and by the source alike. */
export const projectRoot: string = upwards(import.meta.dirname);

function upwards(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No package.json stands above ${import.meta.dirname}.`);
  return upwards(parent);
}
