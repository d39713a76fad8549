import { instant, isInstant, type Instant } from '#calendar/instant';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { z } from 'zod';

/** A day in the world, YYYY-MM-DD. */
export const day = z
  .custom<PlainDate>(isPlainDate, { error: 'must be a real day written YYYY-MM-DD' })
  .meta({ type: 'string', format: 'date' });

/** An instant: any ISO 8601 writing of it with its offset goes in, YYYY-MM-DDTHH:mm:ss.sssZ comes out. */
export const moment = z
  .string()
  .overwrite(normalised)
  .refine(isInstant, { error: 'must be an instant, written like 2015-06-10T09:00:00Z or 2015-06-10T10:00:00+01:00' })
  .meta({ format: 'date-time' }) as unknown as z.ZodType<Instant, string>;

function normalised(text: string): string {
  try {
    return instant(text);
  } catch {
    return text; // and the check that follows says what is wrong with it
  }
}

/** An identifier we gave: letters, digits, dot, dash, underscore, colon. */
export const identifier = z
  .string()
  .regex(
    /^\w[\w.:-]{0,79}$/,
    'must be 1 to 80 letters, digits, dots, dashes or colons, and begin with a letter or digit',
  );

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
