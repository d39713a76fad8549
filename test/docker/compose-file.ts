import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

export const root = resolve(import.meta.dirname, '../..');

/** A service of a compose file, as far as the specs look at it. */
export interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly network_mode?: string;
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
}

export interface ComposeFile {
  readonly path: string;
  readonly text: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** Every compose file of the project, read as Docker reads it: merge keys resolved. */
export function composeFiles(): readonly ComposeFile[] {
  const names = readdirSync(join(root, 'docker')).filter((name) => name.endsWith('.yml'));
  return names.map((name) => {
    const path = `docker/${name}`;
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, ...(parse(text, { merge: true }) as Pick<ComposeFile, 'services' | 'volumes'>) };
  });
}

/** The services made from our own image. */
export const ours = ({ services }: ComposeFile): readonly (readonly [string, Service])[] =>
  Object.entries(services).filter(([, service]) => service.build !== undefined);
