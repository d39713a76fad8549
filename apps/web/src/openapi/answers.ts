import { z } from 'zod';
import { day, moment } from '#case-flow/event-type';

/** What the API answers, as schemas: they describe it in openapi.json, and specs hold real answers against them. */

export const carriedOut = z.object({
  commandId: z.string().meta({ description: 'The Idempotency-Key: send the same again and nothing happens twice.' }),
  position: z.int().meta({ description: 'A question with ?afterPosition= this sees what was recorded.' }),
  version: z.int().meta({ description: "The child's version now (of several, the first child's)." }),
  repeated: z.boolean().meta({ description: 'True when nothing was recorded because it was so already.' }),
  events: z.array(
    z.object({
      eventId: z.string(),
      type: z.string(),
      childId: z.string().optional(),
      stream: z
        .string()
        .optional()
        .meta({ description: 'Instead of a child: the stream of a worker, team or authority.' }),
      data: z.record(z.string(), z.unknown()),
    }),
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
const unit = z.enum(['count', 'percent', 'per10000', 'perMonth', 'net', 'average', 'fte', 'days', 'ratio']);
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

const countedAs = z
  .string()
  .meta({ description: 'The definition used: the measure itself, or the variant a policy has put in its place.' });
const asked = {
  measure: z.string(),
  countedAs,
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
const reason = z.object({ kind: z.string(), words: z.string() }).meta({ description: 'Why a row is not counted.' });
export const explanation = z.object({
  ...catalogued,
  ...asked,
  rowsInAll: z.int(),
  rows: z.array(row.extend({ events: z.array(event).optional(), whyNotAbove: z.array(reason).optional() })),
  notCountedInAll: z.int(),
  notCounted: z.array(
    z.object({
      projection: z.string(),
      rowId: z.string().optional(),
      childId: z.string().optional(),
      team: z.string(),
      area: z.string(),
      on: day.nullable(),
      reasons: z.array(reason),
      restricted: marker,
    }),
  ),
});

export const scorecard = z.object({
  asAt: day,
  asKnownAt: moment.nullable(),
  lines: z.array(
    z.object({
      measure: z.string(),
      countedAs,
      title: z.string(),
      unit,
      polarity,
      month: figures,
      areas: z.record(z.string(), figures),
      previousSixMonths: figures,
      yearToDate: figures,
      trend: z.enum(['GREEN', 'AMBER', 'RED']).nullable(),
      target: z.number().nullable(),
      rating: z.enum(['GREEN', 'AMBER', 'RED']).nullable(),
      comparators: z.array(z.object({ area: z.string(), value: z.number(), yearEnding: day })),
    }),
  ),
});

const outlook = {
  breached: z.int(),
  dueToday: z.int(),
  dueWithin5: z.int().meta({ description: 'Due after today, by the fifth working day.' }),
  dueWithin10: z.int().meta({ description: 'Due after today, by the tenth working day: dueWithin5 is in it.' }),
  later: z.int(),
  open: z.int().meta({ description: 'breached + dueToday + dueWithin10 + later.' }),
};
const outlookByClock = { ...outlook, clocks: z.array(z.object({ clock: z.string(), ...outlook })) };
export const forecast = z.object({
  asAt: day,
  asKnownAt: moment.nullable(),
  ...outlookByClock,
  parts: z.array(z.object({ name: z.string(), ...outlookByClock })).optional(),
  list: z
    .array(
      z.object({
        rowId: z.string().optional(),
        childId: z.string().optional(),
        caseId: z.string().nullish(),
        clock: z.string(),
        dueOn: day,
        standing: z.enum(['BREACHED', 'DUE_TODAY', 'DUE_WITHIN_5', 'DUE_WITHIN_10', 'LATER']),
        workingDaysLeft: z.int().meta({ description: 'Negative where the due day has passed.' }),
        team: z.string(),
        area: z.string(),
        worker: z.string(),
        restricted: marker,
      }),
    )
    .optional(),
});

const colour = z.enum(['GREEN', 'AMBER', 'RED']).nullable();
const judged = z.object({
  computed: colour,
  shown: colour,
  reason: z.string().optional().meta({ description: 'Why somebody shows another colour than the rule gives.' }),
});
const reportCell = z.looseObject({
  text: z.string().meta({ description: 'As printed: 24%, 1,305, - (nothing to divide by), N/A, c (hidden).' }),
  value: z.number().nullable(),
  measure: z.string(),
  show: z.enum(['numerator', 'denominator', 'rest', 'value']),
  asked: z.object({ from: day, to: day, asAt: day }),
  place: z.object({ team: z.string().optional(), area: z.string().optional(), group: z.string().optional() }),
  figure: z.object({ ...figure, numerator: z.number().nullable() }),
  unit,
  decimals: z.int(),
  averaging: z.enum(['WHOLE_PERIOD', 'RATIO_OF_MEANS', 'MEAN_OF_RATIOS']).optional(),
  suppressed: z.literal(true).optional(),
});
const reportLine = z.object({ label: z.string(), cells: z.array(reportCell) });
export const report = z.object({
  definition: z.string(),
  title: z.string(),
  asAt: day,
  asKnownAt: moment.nullable(),
  isPublic: z.boolean(),
  cards: z.array(
    z.looseObject({
      title: z.string(),
      measure: z.string(),
      columns: z.array(z.string()),
      current: z.int().meta({ description: 'The column that target, rating, trend and comparators belong to.' }),
      lines: z.array(reportLine),
      facts: z.array(reportLine),
      target: z.object({ label: z.string(), text: z.string(), value: z.number() }).nullable(),
      rating: judged,
      trend: judged,
      comparators: z.array(
        z.object({
          area: z.string(),
          label: z.string(),
          text: z.string(),
          value: z.number(),
          yearEnding: day,
          source: z.string(),
        }),
      ),
      outsideAreas: z.number().nullable().meta({ description: 'How many of the total stand in no area column.' }),
      notes: z.array(z.string()),
      commentary: z.string().nullable(),
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

export const foundChildren = z.object({
  count: z.int(),
  found: z.array(
    z.looseObject({
      restricted: z
        .boolean()
        .meta({ description: 'True: a restricted record matched, and nothing else is said of it.' }),
      strength: z.enum(['SAME', 'LIKELY', 'POSSIBLE']),
      childId: z.string().optional(),
      givenName: z.string().nullish(),
      familyName: z.string().nullish(),
      otherNames: z.array(z.string()).optional(),
      dob: day.nullish(),
      expectedDob: day.nullish(),
      score: z.int().optional(),
      reasons: z.array(z.string()).optional().meta({ description: 'Why it was found, in words.' }),
      mayBeSibling: z.boolean().optional().meta({ description: 'May be a twin or sibling of the child asked for.' }),
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
  eventStore: z.string(),
  database: z.string(),
  projector: z.string(),
  position: z.int(),
  lastPosition: z.int(),
  lagEvents: z.int().min(0).optional().meta({ description: 'How many events the read models are behind.' }),
  lagPositions: z.int().min(0).optional().meta({
    description: 'Instead, where the log is in KurrentDB: its positions are places in its files and count no events.',
  }),
});
