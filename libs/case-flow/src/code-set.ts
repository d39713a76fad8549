import { z } from 'zod';

/** A published set of codes: what is accepted, and the words a page shows, in the order they were published. */
export interface CodeSet<Code extends string> {
  readonly codes: z.ZodEnum<{ [K in Code]: K }>;
  readonly labels: ReadonlyMap<string, string>;
}

/** A code set from pairs of code and label. The labels are a Map because an object would move codes like '4' to the front. */
export function codeSet<const Code extends string>(...pairs: readonly (readonly [Code, string])[]): CodeSet<Code> {
  return { codes: z.enum(pairs.map(([code]) => code)), labels: new Map<string, string>(pairs) };
}
