import { isInstant, type Instant } from '#calendar/instant';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { z } from 'zod';

/** A day in the world, YYYY-MM-DD. */
export const day = z
  .custom<PlainDate>(isPlainDate, { error: 'must be a real day written YYYY-MM-DD' })
  .meta({ type: 'string', format: 'date' });

/** An instant in UTC, YYYY-MM-DDTHH:mm:ss.sssZ. */
export const moment = z
  .custom<Instant>(isInstant, { error: 'must be an instant written YYYY-MM-DDTHH:mm:ss.sssZ' })
  .meta({ type: 'string', format: 'date-time' });

/** An identifier we gave: letters, digits, dot, dash, underscore, colon. */
export const identifier = z
  .string()
  .regex(/^[\w.:-]{1,80}$/, 'must be 1 to 80 letters, digits, dots, dashes or colons');

/** A text of at most 4,000 characters that a person wrote. */
export const text = z.string().trim().min(1).max(4000);

/**
 * What an event of one name looks like. `on` names the payload field that holds the day (or instant) of the fact;
 * without it the envelope's `occurredOn` is the day. `personal` lists what is encrypted with the child's key.
 */
export interface EventType<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly payload: z.ZodObject<Shape>;
  readonly on?: string;
  readonly personal?: z.ZodObject;
}

/** Defines an event: its payload, the payload field that dates it, and what of it is personal. */
export function event<Shape extends z.ZodRawShape>(
  shape: Shape,
  options: { on?: Extract<keyof Shape, string>; personal?: z.ZodRawShape } = {},
): EventType<Shape> {
  return {
    payload: z.object(shape),
    ...(options.on === undefined ? {} : { on: options.on }),
    ...(options.personal === undefined ? {} : { personal: z.object(options.personal).partial() }),
  };
}
