import type { PlainDate } from '#calendar/plain-date';
import { day, identifier, moment } from '#case-flow/event-type';
import type { z } from 'zod';
import { codesInOrder, labelOfCode } from './code-labels.ts';
import type { Asking, Choice, Field, IdentifierOf } from './field.ts';
import type { Label } from './labels.ts';
import { wordsOfValue } from './value-words.ts';

/** What a schema alone does not say. */
export interface Hints {
  /** The label of a field, by its path: a field without one is a fault of ours. */
  readonly label: (name: string) => Label;
  /** Fields not asked for, such as the child a form is about. */
  readonly without?: readonly string[];
  /** The day whose codes are offered; all there ever were without it. */
  readonly on?: PlainDate;
  /** Another schema for a field: what an amendment changes a field to is asked for as that field is. */
  readonly instead?: Readonly<Record<string, { readonly schema: z.core.$ZodType; readonly as: string }>>;
}

interface Unwrapped {
  readonly schema: z.core.$ZodType;
  readonly isRequired: boolean;
  readonly usual?: unknown;
}

/** The fields of a form for a command's schema, in its order. Objects within are asked for field by field. */
export function fieldsOf(schema: z.ZodObject, hints: Hints): readonly Field[] {
  const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  return Object.entries(shape)
    .filter(([name]) => !hints.without?.includes(name))
    .flatMap(([name, part]) => {
      const { schema: asked = part, as = name } = hints.instead?.[name] ?? {};
      return fieldsIn(name, asked, hints, true, as);
    });
}

function fieldsIn(
  name: string,
  part: z.core.$ZodType,
  hints: Hints,
  isInRequired: boolean,
  as = name,
): readonly Field[] {
  const { schema, isRequired, usual } = unwrapped(part);
  const { def } = schema._zod as unknown as { def: Definition };
  if (def.type === 'object')
    return Object.entries(def.shape).flatMap(([inner, one]) => fieldsIn(`${name}.${inner}`, one, hints, isRequired));
  const { label, hint } = hints.label(name);
  const asking = askingFor(as, schema, hints);
  const only = isRequired && !isInRequired ? { isRequiredInGroup: true as const } : {};
  const said = { ...(hint === undefined ? {} : { hint }), ...(usual === undefined ? {} : { usual }) };
  return [{ name, label, ...said, isRequired: isRequired && isInRequired, ...only, ...asking }];
}

/** What zod keeps of a schema, as far as forms read it. */
interface Definition {
  readonly type: string;
  readonly innerType: z.core.$ZodType;
  readonly defaultValue: unknown;
  readonly element: z.core.$ZodType;
  readonly shape: Readonly<Record<string, z.core.$ZodType>>;
  readonly options: readonly z.core.$ZodType[];
  readonly values: readonly (string | number)[];
}

const definition = (schema: z.core.$ZodType): Definition => (schema._zod as unknown as { def: Definition }).def;

function unwrapped(part: z.core.$ZodType): Unwrapped {
  const { type, innerType } = definition(part);
  if (type === 'nonoptional') return { ...unwrapped(innerType), isRequired: true };
  if (type === 'default') {
    const { defaultValue: usual } = definition(part);
    const isNothing = Array.isArray(usual) && usual.length === 0;
    return { ...unwrapped(innerType), isRequired: false, ...(isNothing ? {} : { usual }) };
  }
  if (type === 'optional' || type === 'nullable') return { ...unwrapped(innerType), isRequired: false };
  return { schema: part, isRequired: true };
}

function askingFor(name: string, schema: z.core.$ZodType, hints: Hints): Asking {
  if (schema === day) return { kind: 'day' };
  if (schema === moment) return { kind: 'moment' };
  if (schema === identifier) return { kind: 'identifier', of: identifierOf(name) };
  const { type, element } = definition(schema);
  if (type === 'boolean') return { kind: 'choice', choices: yesOrNo };
  if (type === 'enum' || type === 'literal' || type === 'union')
    return { kind: 'choice', choices: choicesOf(name, schema, hints.on) };
  if (type === 'number') return numberOf(schema as z.ZodNumber);
  if (type === 'lazy' || type === 'json') return { kind: 'details' };
  if (type === 'record') return { kind: 'pairs' };
  if (type === 'string') return written(name, schema as z.ZodString);
  if (type === 'array') return listOf(name, unwrapped(element).schema, hints);
  throw new Error(`No form asks for ${name}: its schema is of the type ${type}.`);
}

const yesOrNo: readonly Choice[] = [
  { value: true, words: 'Yes' },
  { value: false, words: 'No' },
];

function listOf(name: string, element: z.core.$ZodType, hints: Hints): Asking {
  const { type } = definition(element);
  if (element === identifier) return { kind: 'identifiers', of: identifierOf(name) };
  if (type === 'enum') return { kind: 'choices', choices: choicesOf(name, element, hints.on) };
  const { maxLength } = element as z.ZodString;
  return { kind: 'lines', ...(maxLength === null ? {} : { longest: maxLength }) };
}

/** The values of an enum, a literal or a union of both. A number and the same number as text are one choice. */
function choicesOf(name: string, schema: z.core.$ZodType, on: PlainDate | undefined): readonly Choice[] {
  const { type, values, options } = definition(schema);
  if (type === 'union') {
    const all = options.flatMap((option) => choicesOf(name, option, on));
    return all.filter(({ value }, i) => all.findIndex((other) => String(other.value) === String(value)) === i);
  }
  if (type === 'literal') return values.map((value) => ({ value, words: wordsOf(name, value) }));
  const codes = schema as z.ZodEnum;
  return codesInOrder(codes, on).map((value) => ({ value, words: labelOfCode(codes, value) ?? wordsOf(name, value) }));
}

function wordsOf(name: string, value: string | number): string {
  const words = wordsOfValue(name, value);
  if (words === undefined) throw new Error(`Nobody said what the value ${value} of ${name} is called.`);
  return words;
}

function numberOf(schema: z.ZodNumber): Asking {
  const { minValue, maxValue, isInt: isWhole } = schema;
  const isReached = minValue !== null && schema.safeParse(minValue).success; // a positive number is more than 0
  const least = minValue === null || isReached ? minValue : isWhole ? minValue + 1 : null;
  return {
    kind: 'number',
    isWhole,
    ...(least === null || !isWithinReason(least) ? {} : { least }),
    ...(maxValue === null || !isWithinReason(maxValue) ? {} : { most: maxValue }),
  };
}

/** The bounds of a whole number that nobody bounded are no use in a message. */
const isWithinReason = (bound: number): boolean => Math.abs(bound) < 1e9;

/** Longer than this is written in a box of several lines. */
const LONGEST_LINE = 200;

/** Kept as free text because it is personal, and one line all the same. */
const POSTCODE = /postcode$/i;

function written(name: string, { maxLength }: z.ZodString): Asking {
  if (POSTCODE.test(name)) return { kind: 'line', longest: 10 };
  const longest = maxLength === null ? {} : { longest: maxLength };
  return { kind: (maxLength ?? 0) > LONGEST_LINE ? 'text' : 'line', ...longest };
}

const identifiers: Readonly<Record<Exclude<IdentifierOf, 'our-own'>, readonly string[]>> = {
  worker: ['workerId', 'screenedBy', 'ratedBy', 'by', 'authorisedBy', 'accessedBy', 'allowed'],
  team: ['teamId', 'toTeam', 'fromTeam'],
  area: ['areaId', 'area', 'homeArea'],
  child: ['otherChildId', 'mergedId', 'toChildId', 'newChildId', 'children'],
  event: ['targetEventId', 'mergeEventId'],
  'named-here': ['service', 'authority', 'vacancyId', 'candidateId', 'familyId', 'groupId', 'carerId'],
};

/** What an identifier stands for, by the name of its field. The rest are ids we gave. */
function identifierOf(name: string): IdentifierOf {
  const last = name.split('.').at(-1)!;
  const found = Object.entries(identifiers).find(([, names]) => names.includes(last));
  return (found?.[0] as IdentifierOf | undefined) ?? 'our-own';
}
