/** As much of JSON Schema as our commands use. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly [more: string]: unknown;
}

/** A value that a schema takes: what it must hold, and nothing more. Names make it readable: `workerId` is "WORKER-1". */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return exampleOf(alternatives[0]!, name);
  if (schema.type === 'object') return objectOf(schema);
  if (schema.type === 'array') return schema.minItems ? [exampleOf(schema.items ?? {}, name)] : [];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'number' || schema.type === 'integer') return Math.max(1, schema.minimum ?? 1);
  return textOf(schema, name);
}

function objectOf({ properties = {}, required = [] }: JsonSchema): Readonly<Record<string, unknown>> {
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {}, name)]));
}

function textOf({ format, pattern, maxLength = 4000 }: JsonSchema, name: string): string {
  if (format === 'date') return '2026-01-12';
  if (format === 'date-time') return '2026-01-12T09:20:00.000Z';
  if (/EventId$/.test(name)) return '6f1c2a9e-0000-8000-8000-000000000001';
  if (name === 'children') return 'CHILD-1';
  if (/Id$|By$|^by$/.test(name) || pattern !== undefined)
    return `${name.replace(/Id$|By$/, '').toUpperCase() || 'WORKER'}-1`;
  return 'As it was told'.slice(0, maxLength);
}
