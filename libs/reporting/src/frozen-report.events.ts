import { day, event, identifier, moment, text, type EventType } from '#case-flow/event-type';
import { z } from 'zod';

const figure = { numerator: z.number(), denominator: z.number().nullable(), value: z.number().nullable() };

/** One figure of a frozen report: where it stands, what it was asked, what it came to, and what was printed. */
export const frozenCell = z.object({
  /** Card, line and column, from 1: `2.3.1`; of a fact under a card `2.fact1`. */
  cell: z.string().max(40),
  card: z.string().max(400),
  line: z.string().max(400),
  column: z.string().max(400),
  measure: z.string().max(60),
  show: z.string().max(40),
  from: day,
  to: day,
  asAt: day,
  team: z.string().max(80).optional(),
  area: z.string().max(80).optional(),
  group: z.string().max(200).optional(),
  ...figure,
  text: z.string().max(200),
  /** Where the figure is averaged over months or weeks: those of each, the first one first. */
  months: z.array(z.object({ from: day, to: day, asAt: day, ...figure })).optional(),
});

/**
 * Events of a report as it was given out, on `report-<id>` (catalogue A.0). They are the storage format: add fields, never
 * rename or remove them.
 */
export const reportEvents: Readonly<Record<string, EventType>> = {
  /** Everything needed to print the report again to the byte, and to say what has moved since. */
  ReportFrozen: event(
    {
      definition: identifier,
      asAt: day,
      /** The instant of freezing, and the last position of the log that was counted. */
      asKnownAt: moment,
      position: z.int().min(0),
      /** Of the report's definition and each measure's: the id of the definition used and a mark of what it said. */
      versions: z.record(z.string(), z.object({ definition: z.string().max(80), version: z.string().max(64) })),
      /** The policies in force on the day of the report (catalogue C.11). */
      policies: z.record(z.string(), z.string().max(80)),
      /** Of the report's canonical JSON. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha256 in hex'),
      cells: z.array(frozenCell),
      reason: text.optional(),
    },
    { on: 'asAt' },
  ),
};
