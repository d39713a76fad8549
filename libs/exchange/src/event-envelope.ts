import { instant, type Instant } from '#calendar/instant';
import { day, identifier } from '#case-flow/event-type';
import { z } from 'zod';

/** ISO 8601 with a zone, in any of its spellings; kept in the one spelling. */
const anyInstant = z
  .string()
  .meta({ format: 'date-time' })
  .transform((text, context): Instant => {
    try {
      return instant(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be an instant with its zone, such as 2015-06-10T09:00:00Z' });
      return z.NEVER;
    }
  });

const name = z.string().min(1).max(80);

/** The line of an event file: what stands around `data` and `personal` (design, "Events"). */
export const envelope = z.object({
  type: name,
  childId: identifier.or(z.literal('')).optional(),
  stream: z
    .string()
    .regex(
      /^(child|authority|worker|team|report)-[\w.:-]{1,80}$/,
      'must be authority-, worker-, team-, report- or child- and an id',
    )
    .optional(),
  occurredOn: day.optional(),
  occurredAt: anyInstant.optional(),
  recordedAt: anyInstant.optional(),
  eventId: name.optional(),
  recordedBy: name.optional(),
  actingRole: name.optional(),
  actingTeam: name.optional(),
  correlationId: name.optional(),
  causationId: name.optional(),
  source: z.enum(['MANUAL', 'IMPORT']).optional(),
  importRef: z.string().max(400).optional(),
  importedAnomaly: z.array(z.string().max(120)).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  personal: z.record(z.string(), z.unknown()).nullable().optional(),
});

export type Envelope = z.output<typeof envelope>;

/** The place in the store an event was taken from, which is no part of it. */
export const placeFields: readonly string[] = ['position', 'version'];
