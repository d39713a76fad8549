import { z } from 'zod';
import type { JsonSchema } from './example-of.ts';

/** A zod schema as JSON Schema of what is sent. */
export const sent = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'input');

/** A zod schema as JSON Schema of what is answered. */
export const answered = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'output');

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const {
    $schema: _,
    $defs: _defs,
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return withoutReferences(rest) as JsonSchema;
}

/** "Any JSON" is the one schema that speaks of itself; inside a larger document that reference would point nowhere. */
function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return { description: 'Any JSON value.' };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutReferences(inner)]));
}

/** Parameters of an operation from the fields of a zod object. */
export function parametersFrom(schema: z.ZodObject, place: 'query' | 'header'): readonly object[] {
  const { properties = {}, required = [] } = sent(schema);
  return Object.entries(properties).map(([name, { description, ...type }]) => ({
    name,
    in: place,
    required: required.includes(name) && type.default === undefined,
    ...(description === undefined ? {} : { description }),
    schema: type,
  }));
}
