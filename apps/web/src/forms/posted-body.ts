import type { PlainDate } from '#calendar/plain-date';
import type { Instant } from '#calendar/instant';
import type { z } from 'zod';
import {
  one,
  several,
  theField,
  wanted,
  within,
  type Choice,
  type Field,
  type FieldError,
  type Posted,
} from './field.ts';
import { boxesOfDay, boxesOfMoment, postedDay, postedMoment, type Read } from './posted-days.ts';

type Body = Record<string, unknown>;

/** The body of a command, or what is wrong with the form, in the order of the fields. */
export type BodyRead = { readonly body: Body } | { readonly errors: readonly FieldError[] };

/**
 * The body of a command from what was posted. Empty optional fields are left out. What a field alone cannot tell, the
 * schema does; `subject` is what the form was not asked for, such as the child.
 */
export function bodyFrom(fields: readonly Field[], posted: Posted, schema: z.ZodObject, subject: Body = {}): BodyRead {
  const body: Body = { ...subject };
  const errors: FieldError[] = [];
  for (const field of fields) {
    const read = readField(field, posted);
    if ('error' in read) errors.push({ name: field.name, ...read.error });
    else if (read.value !== undefined) put(body, field.name, read.value);
    else if (field.isRequired || (field.isRequiredInGroup && hasGroup(field, fields, posted)))
      errors.push(missing(field));
  }
  if (errors.length > 0) return { errors };
  const parsed = schema.safeParse(body);
  return parsed.success ? { body } : { errors: parsed.error.issues.map((issue) => errorOf(issue, fields)) };
}

/** What a form posts for a body: the other way round. A field the body does not have is not there. */
export function postedFrom(fields: readonly Field[], body: Body): Posted {
  return Object.assign({}, ...fields.map((field) => written(field, at(body, field.name)))) as Posted;
}

/** What a form begins with: what counts where nothing is said, and over it what is known already. */
export const begunWith = (fields: readonly Field[], known: Body): Posted =>
  Object.assign({}, ...fields.map((field) => written(field, at(known, field.name) ?? field.usual))) as Posted;

/** Whether anything of a field's group was said. */
function hasGroup({ name }: Field, fields: readonly Field[], posted: Posted): boolean {
  const group = name.slice(0, name.indexOf('.') + 1);
  return fields.some((field) => {
    if (!field.name.startsWith(group)) return false;
    const read = readField(field, posted);
    return 'error' in read || read.value !== undefined;
  });
}

function readField(field: Field, posted: Posted): Read<unknown> {
  const { name, label } = field;
  const text = one(posted, name);
  if (field.kind === 'day') return postedDay(posted, name, within(label));
  if (field.kind === 'moment') return postedMoment(posted, name, within(label));
  if (field.kind === 'choice') return chosen(field.choices, text, label);
  if (field.kind === 'choices') return chosenOnes(field.choices, several(posted, name), label);
  if (field.kind === 'number') return numberFrom(field, text);
  if (field.kind === 'lines' || field.kind === 'identifiers') return listFrom(several(posted, name), field.kind);
  if (field.kind === 'pairs') return pairsFrom(text, label);
  if (text === '') return {};
  return { value: field.kind === 'details' ? detailFrom(text) : text.replaceAll('\r\n', '\n') };
}

function chosen(choices: readonly Choice[], text: string, label: string): Read<unknown> {
  if (text === '') return {};
  const choice = choices.find(({ value }) => String(value) === text);
  if (choice) return { value: choice.value };
  return { error: { message: `Choose one of the answers given to “${label}”` } };
}

function chosenOnes(choices: readonly Choice[], texts: readonly string[], label: string): Read<unknown> {
  const reads = texts.map((text) => chosen(choices, text, label));
  const wrong = reads.find((read) => 'error' in read);
  if (wrong !== undefined) return wrong;
  return reads.length === 0 ? {} : { value: reads.map((read) => ('value' in read ? read.value : undefined)) };
}

function numberFrom(field: Field & { kind: 'number' }, text: string): Read<number> {
  if (text === '') return {};
  const value = Number(text);
  const { least, most, isWhole, label } = field;
  const isFit = Number.isFinite(value) && (!isWhole || Number.isSafeInteger(value));
  if (isFit && value >= (least ?? -Infinity) && value <= (most ?? Infinity)) return { value };
  const between =
    least !== undefined && most !== undefined
      ? ` from ${least} to ${most}`
      : least === undefined
        ? ''
        : ` from ${least} up`;
  return { error: { message: `${theField(label)} must be a ${isWhole ? 'whole ' : ''}number${between}` } };
}

/** One on each line; identifiers also with commas or spaces between them. */
function listFrom(texts: readonly string[], kind: 'lines' | 'identifiers'): Read<readonly string[]> {
  const parts = texts.flatMap((text) => text.split(kind === 'lines' ? /\r?\n/ : /[\s,]+/)).map((part) => part.trim());
  const value = parts.filter((part) => part !== '');
  return value.length === 0 ? {} : { value };
}

function pairsFrom(text: string, label: string): Read<Body> {
  if (text === '') return {};
  const pairs = text.split(/\r?\n/).map((line) => line.split(':').map((part) => part.trim()));
  if (pairs.every((pair) => pair.length === 2)) return { value: Object.fromEntries(pairs) as Body };
  return { error: { message: `Write ${wanted(label)} one on each line, with a colon between name and value` } };
}

/** A value that is no text is written as JSON; so is a text that would read as JSON. */
function detailFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function written(field: Field, value: unknown): Posted {
  const { name, kind } = field;
  if (value === undefined || value === null) return {};
  if (kind === 'day') return boxesOfDay(name, value as PlainDate);
  if (kind === 'moment') return boxesOfMoment(name, value as Instant);
  if (kind === 'choices') return { [name]: (value as unknown[]).map(String) };
  if (kind === 'lines' || kind === 'identifiers') return { [name]: (value as string[]).join('\r\n') };
  if (kind === 'pairs')
    return {
      [name]: Object.entries(value)
        .map((pair) => pair.join(': '))
        .join('\r\n'),
    };
  if (kind === 'details')
    return {
      [name]:
        typeof detailFrom(String(value)) === 'string' && typeof value === 'string' ? value : JSON.stringify(value),
    };
  return { [name]: String(value).replaceAll('\n', '\r\n') };
}

function missing({ name, label, kind, ...field }: Field): FieldError {
  if (kind === 'day') return { name, box: 'day', message: `Enter ${wanted(label)}, for example 27 3 2026` };
  if (kind === 'moment')
    return { name, box: 'day', message: `Enter ${wanted(label)}, for example 27 3 2026 and 14:30` };
  if (label.endsWith('?')) {
    const isYesOrNo = 'choices' in field && field.choices.some(({ value }) => value === true);
    return { name, message: `${isYesOrNo ? 'Choose yes or no' : 'Choose an answer'}: ${within(label)}` };
  }
  const does = kind === 'choice' || kind === 'choices' ? 'Choose' : 'Enter';
  return { name, message: `${does} ${wanted(label)}` };
}

/** What the schema says of a field, put into words. What it says of no field of the form is told of the first. */
function errorOf(issue: z.core.$ZodIssue, fields: readonly Field[]): FieldError {
  const path = issue.path.filter((part) => typeof part === 'string').join('.');
  const field =
    fields.find(({ name }) => name === path) ?? fields.find(({ name }) => name.startsWith(`${path}.`)) ?? fields[0];
  if (field === undefined) return { name: path, message: issue.message };
  const box = field.kind === 'day' || field.kind === 'moment' ? ({ box: 'day' } as const) : {};
  return { name: field.name, ...box, message: `${theField(field.label)} ${complaint(issue)}` };
}

function complaint(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' && issue.origin === 'string') return `must be ${issue.maximum} characters or fewer`;
  if (issue.code === 'too_small' && issue.origin === 'array') return 'must name at least one';
  return issue.message.startsWith('must') ? issue.message : `is not right: ${issue.message}`;
}

function at(body: Body, name: string): unknown {
  return name.split('.').reduce<unknown>((value, part) => (value as Body | undefined)?.[part], body);
}

function put(body: Body, name: string, value: unknown): void {
  const parts = name.split('.');
  const last = parts.pop()!;
  const within = parts.reduce((into, part) => (into[part] ??= {}) as Body, body);
  within[last] = value;
}
