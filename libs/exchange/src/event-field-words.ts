import * as assessmentCodes from '#case-flow/assessment-codes';
import * as codes from '#case-flow/codes';
import * as leaverCodes from '#case-flow/leaver-codes';
import * as lookedAfterCodes from '#case-flow/looked-after-codes';
import * as personCodes from '#case-flow/person-codes';
import { z } from 'zod';

/** What JSON Schema says of a field, as far as the fields of events need it. */
interface Said {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number;
  readonly anyOf?: readonly Said[];
  readonly items?: Said;
  readonly properties?: Readonly<Record<string, Said>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Said | boolean;
  readonly pattern?: string;
  readonly $ref?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
}

/** A field of an event as the page tells it. */
export interface FieldWords {
  readonly name: string;
  readonly what: string;
  readonly isOptional: boolean;
}

/** A published set of codes with its words, as event fields take them. */
export interface NamedCodes {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** Every set of codes that has words: the exports `<name>Labels` of the code modules. */
export const codeSets: readonly NamedCodes[] = [
  ...new Map(
    [codes, assessmentCodes, leaverCodes, lookedAfterCodes, personCodes]
      .flatMap((module) => Object.entries(module as Record<string, unknown>))
      .filter(
        (pair): pair is [string, ReadonlyMap<string, string>] => /Labels$/.test(pair[0]) && pair[1] instanceof Map,
      )
      .map(([name, labels]) => [name, { name: inWords(name.slice(0, -'Labels'.length)), labels }]),
  ).values(),
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The heading a set of codes has, and what links lead to. */
export const anchorOf = ({ name }: NamedCodes): string => `codes-${name.replaceAll(/[^a-z0-9]+/g, '-')}`;

/** The fields of a payload (or of what is around it): name, what goes in, and whether it may be left out. */
export function fieldsOf(schema: z.ZodObject): readonly FieldWords[] {
  const said = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Said;
  return Object.entries(said.properties ?? {}).map(([name, field]) => ({
    name,
    what: wordsOf(field),
    isOptional: !(said.required ?? []).includes(name),
  }));
}

function wordsOf(said: Said): string {
  const fallback = said.default === undefined ? '' : `, \`${String(said.default)}\` where it is left out`;
  return `${kindOf(said)}${fallback}`;
}

function kindOf(said: Said): string {
  if (said.enum !== undefined) return oneOf(said.enum);
  if (said.const !== undefined) return said.const === '' ? 'empty' : oneOf([said.const]);
  if (said.anyOf !== undefined) return said.anyOf.map(kindOf).join(', or ');
  if (said.$ref !== undefined) return 'any JSON value';
  if (Array.isArray(said.type)) return said.type.map((type: string) => kindOf({ ...said, type })).join(', or ');
  if (said.format === 'date') return 'day';
  if (said.format === 'date-time') return 'instant';
  if (said.type === 'array') return `list of: ${kindOf(said.items ?? {})}`;
  if (said.type === 'object') return objectWords(said);
  if (said.type === 'boolean') return '`true` or `false`';
  if (said.type === 'number' || said.type === 'integer') return numberWords(said);
  if (said.type === 'null') return '`null`';
  if (said.type !== 'string') return 'any JSON value';
  if (said.pattern === identifierPattern) return 'identifier';
  if (said.pattern !== undefined) return `text that matches \`${said.pattern}\``;
  return said.maxLength === undefined ? 'text' : `text of at most ${said.maxLength.toLocaleString('en-GB')} characters`;
}

/** As `identifier` of the event types has it; the page explains the word once. */
const identifierPattern = '^\\w[\\w.:-]{0,79}$';

/** A published set by its name; other values one by one, digits in quotes where they are text. */
function oneOf(values: readonly (string | number)[]): string {
  const sets = codeSets.filter(({ labels }) => sorted([...labels.keys()]) === sorted(values));
  if (sets.length === 1) return `code: [${sets[0]!.name}](#${anchorOf(sets[0]!)})`;
  const [most] = codeSets.filter(
    ({ labels }) => labels.size > 5 && [...labels.keys()].every((one) => values.includes(one)),
  );
  if (sets.length === 0 && most !== undefined)
    return `${oneOf([...most.labels.keys()])}, or ${oneOf(values.filter((one) => !most.labels.has(String(one))))}`;
  return values.map((one) => `\`${typeof one === 'string' && /^\d/.test(one) ? `"${one}"` : one}\``).join(', ');
}

/** Enums put codes that look like numbers first, code sets keep the order of publication. */
const sorted = (codes: readonly (string | number)[]): string => codes.map(String).sort().join();

function objectWords({ properties, required = [], additionalProperties }: Said): string {
  if (properties !== undefined) {
    const names = Object.keys(properties).map((name) => `\`${name}\`${required.includes(name) ? '' : ' (optional)'}`);
    return `object of ${names.join(', ')}`;
  }
  return typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
    ? `object, by name: ${kindOf(additionalProperties)}`
    : 'object';
}

function numberWords({ type, minimum, maximum, exclusiveMinimum }: Said): string {
  const kind = type === 'integer' ? 'whole number' : 'number';
  const least = minimum !== undefined && minimum > -1e15 ? ` from ${minimum}` : '';
  const above = exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`;
  return `${kind}${least}${above}${maximum !== undefined && maximum < 1e15 ? ` to ${maximum}` : ''}`;
}

/** referralSource: referral source. */
function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
