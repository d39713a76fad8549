import { fileURLToPath } from 'node:url';
import kept from './transformed.cjs';

/** `#library/file` is the TypeScript of this checkout, not what was built of it. */
export const resolve = (specifier, context, next) =>
  next(specifier, { ...context, conditions: ['source', ...context.conditions] });

export const load = (url, context, next) =>
  url.endsWith('.ts') && url.startsWith('file:')
    ? { format: 'module', shortCircuit: true, source: kept.transformed(fileURLToPath(url)) }
    : next(url, context);
