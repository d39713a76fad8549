import type { PlainDate } from '#calendar/plain-date';
import { isCodeInForce } from '#case-flow/code-validity';
import * as assessments from '#case-flow/assessment-codes';
import * as codes from '#case-flow/codes';
import * as leavers from '#case-flow/leaver-codes';
import * as care from '#case-flow/looked-after-codes';
import * as people from '#case-flow/person-codes';

const named: Readonly<Record<string, unknown>> = { ...care, ...leavers, ...assessments, ...people, ...codes };

/** A schema of codes: a published set, a part of one, or a list of values of our own. */
export interface Codes {
  readonly options: readonly unknown[];
}

interface Published extends Codes {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** Every published code set by its schema: `ethnicity` has its words in `ethnicityLabels`. */
const published: ReadonlyMap<unknown, Published> = new Map(
  Object.entries(named).flatMap(([name, schema]): [unknown, Published][] => {
    const labels = named[`${name}Labels`] as Published['labels'] | undefined;
    return labels === undefined ? [] : [[schema, { name, labels, options: (schema as Codes).options }]];
  }),
);

/** What stands for "nothing known" beside the codes of a set, where somebody has to say something. */
const NOTHING_KNOWN = '0';

/** The published set that a schema is or is part of. Undefined for values that no return publishes. */
const setOf = (schema: Codes): Published | undefined =>
  published.get(schema) ??
  [...published.values()].find(({ options }) =>
    schema.options.every((option) => option === NOTHING_KNOWN || options.includes(option)),
  );

/** The words of a code of a published set. */
export const labelOfCode = (schema: Codes, code: string): string | undefined => setOf(schema)?.labels.get(code);

/** The values of a schema in the order of publication; with a day, only those that were in force on it. */
export function codesInOrder(schema: Codes, on?: PlainDate): readonly string[] {
  const given = schema.options as readonly string[];
  const set = setOf(schema);
  if (set === undefined) return given;
  const ordered = [...new Set([...set.labels.keys(), NOTHING_KNOWN])];
  return ordered.filter((code) => given.includes(code) && (on === undefined || isCodeInForce(set.name, code, on)));
}
