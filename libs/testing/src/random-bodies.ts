import { instantFromEpochMilliseconds } from '#calendar/instant';
import { fromEpochDay } from '#calendar/plain-date';
import fc from 'fast-check';

/** A field of a form, as far as answers to it can be made up. */
export interface AskedField {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isRequiredInGroup?: true;
  readonly kind: string;
  readonly choices?: readonly { readonly value: string | number | boolean }[];
  readonly isWhole?: boolean;
  readonly least?: number;
  readonly most?: number;
  readonly longest?: number;
}

/**
 * Bodies that the fields of a form can say: text as a browser sends it, without control characters and without space at
 * either end, and nothing empty, for what is empty is left out.
 */
export const bodies = (fields: readonly AskedField[]): fc.Arbitrary<Record<string, unknown>> => {
  const groups = [...new Set(fields.map(({ name }) => name.split('.')[0]!))];
  return fc
    .tuple(...groups.map((group) => partOf(group, fields)))
    .map((parts) => Object.assign({}, ...parts) as Record<string, unknown>);
};

function partOf(group: string, fields: readonly AskedField[]): fc.Arbitrary<Record<string, unknown>> {
  const alone = fields.find(({ name }) => name === group);
  if (alone) return optional(alone).map((value) => (value === undefined ? {} : { [group]: value }));
  const inner = fields
    .filter(({ name }) => name.startsWith(`${group}.`))
    .map((field) => ({ ...field, name: field.name.slice(group.length + 1) }));
  const required = inner.map((field) => (field.isRequiredInGroup ? { ...field, isRequired: true } : field));
  return fc
    .option(bodies(required), { nil: undefined })
    .map((value) => (value === undefined ? {} : { [group]: value }));
}

const optional = (field: AskedField): fc.Arbitrary<unknown> =>
  field.isRequired ? valueOf(field) : fc.option(valueOf(field), { nil: undefined });

const days = fc.integer({ min: -60_000, max: 60_000 }).map(fromEpochDay);
const moments = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .chain((seconds) =>
    fc.constantFrom(0, 0, 0, 250, 7).map((rest) => instantFromEpochMilliseconds(seconds * 1000 + rest)),
  );
const identifiers = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,20}$/);
const characters = fc.constantFrom(...'abcXYZ 0123\'"<>&é%,;-');
const line = (longest = 40) =>
  fc
    .string({ unit: characters, minLength: 1, maxLength: Math.min(longest, 60) })
    .map((text) => text.trim())
    .filter((text) => text !== '');
const text = fc.array(line(), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));

function valueOf(field: AskedField): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'day':
      return days;
    case 'moment':
      return moments;
    case 'choice':
      return fc.constantFrom(...field.choices!.map(({ value }) => value));
    case 'choices':
      return fc.uniqueArray(fc.constantFrom(...field.choices!.map(({ value }) => value)), { minLength: 1 });
    case 'number':
      return field.isWhole
        ? fc.integer({ min: field.least ?? -1000, max: field.most ?? 1000 })
        : fc
            .integer({ min: Math.ceil((field.least ?? -10) * 100), max: Math.min((field.most ?? 100) * 100, 10_000) })
            .map((n) => n / 100);
    case 'identifier':
      return identifiers;
    case 'identifiers':
      return fc.uniqueArray(identifiers, { minLength: 1, maxLength: 5 });
    case 'lines':
      return fc.array(line(field.longest), { minLength: 1, maxLength: 5 });
    case 'line':
      return fc.oneof(line(field.longest), fc.stringMatching(/^[A-Z0-9]{1,9}$/));
    case 'text':
      return text;
    case 'details':
      return fc.oneof(
        line(),
        days,
        fc.boolean(),
        fc.array(fc.constantFrom('MOB', 'LD'), { minLength: 1 }),
        fc.constant('12'),
      );
    case 'pairs':
      return fc.dictionary(fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/), fc.constantFrom('SURVIVOR', 'MERGED'), {
        minKeys: 1,
      });
    default:
      throw new Error(`Nobody said what answers there are to a field of the kind ${field.kind}.`);
  }
}
