import { z } from 'zod';
import { day, moment } from '#case-flow/event-type';

/** What the API answers, as schemas: they describe it in openapi.json, and specs hold real answers against them. */

export const carriedOut = z.object({
  commandId: z.string().meta({ description: 'The Idempotency-Key: send the same again and nothing happens twice.' }),
  position: z.int().meta({ description: 'A question with ?afterPosition= this sees what was recorded.' }),
  version: z.int().meta({ description: "The child's version now (of several, the first child's)." }),
  repeated: z.boolean().meta({ description: 'True when nothing was recorded because it was so already.' }),
  events: z.array(
    z.object({ eventId: z.string(), type: z.string(), childId: z.string(), data: z.record(z.string(), z.unknown()) }),
  ),
});

export const problem = z.looseObject({
  type: z.string().meta({ description: 'Names the kind of problem: /problems/<rule> where a rule refuses.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'A sentence for the person who asked.' }),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  rule: z.string().optional().meta({ description: 'The rule that refuses, by its stable name.' }),
  dfe: z.string().optional().meta({ description: "The Department's number of that rule." }),
  expected: z.unknown().optional(),
  actual: z.int().optional(),
});

const figure = {
  numerator: z.number(),
  denominator: z.number().nullable(),
  value: z.number().nullable().meta({ description: 'Null where there is nothing to divide by.' }),
};
const figures = z.object(figure);
const unit = z.enum(['count', 'percent', 'per10000', 'perMonth', 'net']);
const polarity = z.enum(['high', 'low', 'none']);
const marker = z
  .literal(true)
  .optional()
  .meta({ description: 'A restricted record: counted, and its child not named.' });

const row = z.object({
  rowId: z.string().optional(),
  childId: z.string().optional(),
  team: z.string(),
  area: z.string(),
  on: day.nullable(),
  numerator: z.boolean(),
  denominator: z.boolean(),
  restricted: marker,
});

const catalogued = {
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  source: z.string(),
  unit,
  decimals: z.int(),
  polarity,
};
export const catalogue = z.object({ measures: z.array(z.object(catalogued)) });

const asked = {
  measure: z.string(),
  title: z.string(),
  from: day,
  to: day,
  asAt: day,
  asKnownAt: moment.nullable(),
  unit,
  ...figure,
  groups: z.record(z.string(), z.number()).optional(),
};
export const measureAnswer = z.object({
  ...asked,
  parts: z.array(z.object({ name: z.string(), ...figure })).optional(),
  rows: z.array(row).optional(),
});

const event = z.looseObject({ eventId: z.string(), type: z.string(), occurredOn: day, recordedAt: moment });
export const explanation = z.object({
  ...catalogued,
  ...asked,
  rowsInAll: z.int(),
  rows: z.array(row.extend({ events: z.array(event).optional() })),
});

export const scorecard = z.object({
  asAt: day,
  asKnownAt: moment.nullable(),
  lines: z.array(
    z.object({
      measure: z.string(),
      title: z.string(),
      unit,
      polarity,
      month: figures,
      areas: z.record(z.string(), figures),
      previousSixMonths: figures,
      yearToDate: figures,
      trend: z.enum(['GREEN', 'AMBER', 'RED']).nullable(),
    }),
  ),
});

export const queue = z.object({
  asAt: day,
  count: z.int(),
  waiting: z.array(
    z.object({
      childId: z.string().optional(),
      caseId: z.string().optional(),
      referredOn: day,
      ageDays: z.int(),
      nextDue: z.string().nullable(),
      nextDueOn: day.nullable(),
      isAccepted: z.boolean(),
      team: z.string(),
      area: z.string(),
      restricted: marker,
    }),
  ),
});

export const child = z.looseObject({
  childId: z.string(),
  version: z.int(),
  restricted: marker,
  level: z.string().optional(),
  mergedInto: z.string().optional().meta({ description: 'The child this record was merged into: ask there.' }),
  identity: z.record(z.string(), z.unknown()).optional(),
  personal: z.record(z.string(), z.unknown()).nullish().meta({ description: 'Null once the person was erased.' }),
  openCase: z.looseObject({ caseId: z.string(), referredOn: day }).nullish(),
  childProtectionPlan: z.looseObject({ planId: z.string(), startedOn: day }).nullish(),
  care: z.looseObject({ periodId: z.string(), startedOn: day }).nullish(),
});

export const chronology = z.looseObject({
  childId: z.string(),
  asKnownAt: moment.nullable(),
  events: z.array(
    z.looseObject({
      eventId: z.string(),
      type: z.string(),
      says: z.string(),
      on: day,
      recordedAs: day.optional(),
      recordedAt: moment,
      data: z.record(z.string(), z.unknown()),
      corrected: z
        .array(z.object({ field: z.string(), to: z.string(), recordedAt: moment, by: z.string() }))
        .optional(),
      voided: z.object({ recordedAt: moment, by: z.string() }).optional(),
    }),
  ),
});

export const live = z.object({ status: z.literal('live') });
export const ready = z.object({
  status: z.literal('ready'),
  database: z.string(),
  projector: z.string(),
  position: z.int(),
  lastPosition: z.int(),
  lagEvents: z.int(),
});
