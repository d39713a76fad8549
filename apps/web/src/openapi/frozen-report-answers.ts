import { z } from 'zod';
import { day, moment } from '#case-flow/event-type';
import { frozenCell } from '#reporting/frozen-report.events';

/** What the API answers about reports that were given out, as schemas. */

const frozen = {
  id: z.string(),
  definition: z.string(),
  asAt: day,
  asKnownAt: moment.meta({ description: 'The instant of freezing.' }),
  position: z.int().meta({ description: 'The last position of the log that was counted.' }),
  versions: z.record(z.string(), z.object({ definition: z.string(), version: z.string() })),
  policies: z.record(z.string(), z.string()),
  sha256: z.string().meta({ description: "Of the report's canonical JSON." }),
  reason: z.string().optional(),
  recordedAt: moment,
  recordedBy: z.string().optional(),
  isImported: z.boolean(),
};
export const frozenReports = z.object({ reports: z.array(z.object({ ...frozen, figures: z.int() })) });
export const frozenReport = z.object({ ...frozen, cells: z.array(frozenCell) });

const figure = z.object({ numerator: z.number(), denominator: z.number().nullable(), value: z.number().nullable() });
const cause = z.object({
  eventId: z.string(),
  type: z.string(),
  kind: z.enum([
    'late entry',
    'correction',
    'void',
    'merge',
    'unmerge',
    'reattribution',
    'register change',
    'reference data',
  ]),
  stream: z.string(),
  position: z.int(),
  occurredOn: day,
  recordedAt: moment,
  recordedBy: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
const restricted = z.literal(true).optional();
const movedLine = z.object({
  rowId: z.string().optional(),
  childId: z.string().optional(),
  team: z.string(),
  area: z.string(),
  on: day.nullable(),
  side: z.enum(['numerator', 'denominator']),
  from: z.number().meta({ description: 'What the row counted for then; 0 where it has entered since.' }),
  to: z.number().meta({ description: 'What it counts for now; 0 where it has left.' }),
  value: z.object({ from: z.number().nullable(), to: z.number().nullable() }).optional(),
  events: z.array(cause).optional(),
  restricted,
});
const dates = { from: day, to: day, asAt: day };
export const restated = z.object({
  id: z.string(),
  definition: z.string(),
  asAt: day,
  asKnownAt: moment,
  position: z.object({ frozen: z.int(), now: z.int() }),
  figures: z.array(
    z.object({
      measure: z.string(),
      ...dates,
      place: z.object({ team: z.string().optional(), area: z.string().optional(), group: z.string().optional() }),
      definition: z.object({ frozen: z.string(), now: z.string() }),
      cells: z.array(z.object({ cell: z.string(), label: z.string(), frozen: z.string(), now: z.string() })),
      frozen: figure,
      now: figure,
      by: z.object({ numerator: z.number(), denominator: z.number().nullable(), value: z.number().nullable() }),
      parts: z.array(z.object({ ...dates, frozen: figure, now: figure, lines: z.array(movedLine) })),
      reference: z.array(cause),
    }),
  ),
  beside: z.array(
    z.object({
      card: z.string(),
      measure: z.string(),
      what: z.enum(['target', 'rating', 'trend', 'comparators', 'notes', 'commentary']),
      frozen: z.string(),
      now: z.string(),
      events: z.array(cause),
    }),
  ),
  unaccounted: z.array(z.string()).meta({ description: 'Movements that no event explains: none.' }),
});

const movement = { numerator: z.number(), denominator: z.number() };
const cells = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();
const ofChild = { projection: z.string(), rowId: z.string().optional(), childId: z.string().optional(), restricted };
export const preview = z.object({
  command: z.string(),
  events: z.array(z.object({ type: z.string(), childId: z.string(), occurredOn: day })),
  rows: z.array(z.object({ ...ofChild, change: z.enum(['added', 'removed', 'changed']), before: cells, after: cells })),
  measures: z.array(
    z.object({
      measure: z.string(),
      title: z.string(),
      months: z.array(z.object({ month: z.string(), ...movement, areas: z.record(z.string(), z.object(movement)) })),
    }),
  ),
  clocks: z.array(z.object({ ...ofChild, clock: z.string(), from: day.nullable(), to: day.nullable() })),
  frozenReports: z.array(
    z.object({
      id: z.string(),
      cells: z.array(z.object({ cell: z.string(), label: z.string(), frozen: z.string(), ...movement })),
    }),
  ),
});
