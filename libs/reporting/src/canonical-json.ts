/**
 * JSON in one spelling: fields in the order of their names, those without a value left out, no white space. What is the
 * same has the same bytes, however it was put together.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value as Record<string, unknown>).filter(([, held]) => held !== undefined);
  const told = fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, held]) => `${JSON.stringify(name)}:${canonicalJson(held)}`);
  return `{${told.join(',')}}`;
}
