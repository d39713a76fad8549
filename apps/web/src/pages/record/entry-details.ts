import type { Instant } from '#calendar/instant';
import { isPlainDate } from '#calendar/plain-date';
import { eventType } from '#case-flow/event-catalogue';
import { day, identifier, moment } from '#case-flow/event-type';
import { z } from 'zod';
import { labelOfCode, type Codes } from '../../forms/code-labels.ts';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dayInWords, momentInWords } from '../filters.ts';
import { labelOfDetail, thisChild } from './entry-labels.ts';

/** One detail of an entry, in words. */
export interface Detail {
  readonly label: string;
  readonly words: string;
}

/** How the ids that stand in an entry are read out. */
export interface Names {
  readonly worker: (workerId: string) => string;
  readonly child: (childId: string) => string;
  readonly entry: (eventId: string) => string;
}

type Fields = Readonly<Record<string, unknown>>;

const workers: ReadonlySet<string> = new Set(['workerId', 'screenedBy', 'by', 'authorisedBy', 'accessedBy', 'allowed']);
const children: ReadonlySet<string> = new Set(['children', 'otherChildId', 'survivorId', 'mergedId']);
const asTheyAre: ReadonlySet<string> = new Set([
  'teamId',
  'toTeam',
  'fromTeam',
  'area',
  'areaId',
  'homeArea',
  'groupId',
  'familyId',
]);
const entries: ReadonlySet<string> = new Set(['targetEventId']);

/** Details whose meaning depends on the entry they stand in. */
const labelsOfType: Readonly<Record<string, string>> = {
  'PrimaryNeedRecorded.Code': 'Primary need',
  'AccommodationRecorded.Code': 'Accommodation',
  'ActivityRecorded.Code': 'Activity',
};

/** What an entry says, without its own day: codes as their labels, days and times as they are read out, ids by name. */
export function detailsOf(type: string, data: Fields, names: Names): readonly Detail[] {
  const definition = eventType(type);
  const shape = (definition?.payload.shape ?? {}) as Readonly<Record<string, z.core.$ZodType>>;
  if (type === 'EventDateCorrected') return correctionDetails(data, names);
  if (type === 'DemographicsAmended') return amendmentDetails(data, names);
  const inOrder = [...Object.keys(shape), ...Object.keys(data).filter((field) => !Object.hasOwn(shape, field))];
  return inOrder
    .filter((field) => field !== definition?.on && data[field] !== undefined && data[field] !== null)
    .flatMap((field) => detailOf(field, data[field], shape[field], names))
    .map(({ label, words }) => ({ label: labelsOfType[`${type}.${label}`] ?? label, words }));
}

function detailOf(field: string, value: unknown, schema: z.core.$ZodType | undefined, names: Names): readonly Detail[] {
  const inner = schema === undefined ? undefined : unwrapped(schema);
  if (inner instanceof z.ZodObject && isFields(value))
    return Object.entries(value).flatMap(([name, part]) =>
      detailOf(name, part, (inner.shape as Record<string, z.core.$ZodType>)[name], names),
    );
  const said = [value].flat().flatMap((one) => wordsOfOne(field, one, inner, names) ?? []);
  const words = field === 'children' ? said.filter((one) => one !== thisChild) : said;
  return words.length === 0 ? [] : [{ label: labelOfDetail(field), words: words.join(', ') }];
}

/** One value in words; nothing for an id that only the program reads. */
function wordsOfOne(
  field: string,
  value: unknown,
  schema: z.core.$ZodType | undefined,
  names: Names,
): string | undefined {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return value.toLocaleString('en-GB');
  if (typeof value !== 'string') return isFields(value) ? chosen(value) : undefined;
  if (workers.has(field)) return names.worker(value);
  if (children.has(field)) return names.child(value);
  if (entries.has(field)) return names.entry(value);
  if (field === 'toStream') return names.child(value.replace(/^child-/, ''));
  if (asTheyAre.has(field)) return value;
  if (schema === day || isPlainDate(value)) return isPlainDate(value) ? dayInWords(value) : value;
  if (schema === moment) return momentInWords(value as Instant);
  const element = schema instanceof z.ZodArray ? unwrapped(schema.element) : schema;
  if (element === identifier) return undefined;
  const coded =
    element !== undefined && 'options' in element ? labelOfCode(element as unknown as Codes, value) : undefined;
  return coded ?? wordsOfValue(field, value) ?? value;
}

/** Which details a merge took from the record that was merged. */
const chosen = (choices: Fields): string =>
  Object.entries(choices)
    .filter(([, from]) => from === 'MERGED')
    .map(([field]) => labelOfDetail(field))
    .join(', ') || 'None';

function correctionDetails({ targetEventId, field, from, to }: Fields, names: Names): readonly Detail[] {
  const [was, is] = [from, to].map((value) => (typeof value === 'string' ? dateInWords(value) : 'Not recorded'));
  return [
    { label: labelOfDetail('targetEventId'), words: names.entry(String(targetEventId)) },
    { label: dateName(String(field)), words: `${is}, before ${was}` },
  ];
}

function amendmentDetails({ field, from, to }: Fields, names: Names): readonly Detail[] {
  const name = String(field);
  const schema = (eventType('ChildRegistered')!.payload.shape as Record<string, z.core.$ZodType>)[name];
  const said = (value: unknown) => detailOf(name, value, schema, names)[0]?.words ?? 'not recorded';
  const isPersonal = from === undefined && to === undefined;
  return [
    {
      label: 'Detail',
      words: isPersonal ? labelOfDetail(name) : `${labelOfDetail(name)}: ${said(to)}, before ${said(from)}`,
    },
  ];
}

/** A day or an instant, as it is read out. */
export const dateInWords = (value: string): string =>
  isPlainDate(value) ? dayInWords(value) : momentInWords(value as Instant);

/** What a date of an entry is called on a form and in a correction. */
export const dateName = (field: string): string =>
  field === 'occurredOn' || field === 'on' ? 'Day it happened' : labelOfDetail(field);

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapped((schema as z.ZodOptional).unwrap())
    : schema;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
