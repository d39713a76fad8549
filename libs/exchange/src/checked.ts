import { instant, isInstant, startOfLondonDay } from '#calendar/instant';
import { isPlainDate } from '#calendar/plain-date';
import { Refused } from '#case-flow/refused';
import type { z } from 'zod';

/**
 * The value as its schema wants it. An instant in another spelling of ISO 8601 is respelt, one of which only the day is
 * known is the first of that day in London, and a field that holds null is one that is not there. What is still wrong is
 * refused (throws `Refused`) by the name of its field, after `path`.
 */
export function checked<T extends z.ZodType>(schema: T, value: unknown, path: string): z.output<T> {
  const first = schema.safeParse(value);
  if (first.success) return first.data;
  const respelt = structuredClone(value);
  for (const issue of first.error.issues) respell(respelt, issue.path, issue.message.includes('instant'));
  const second = schema.safeParse(respelt);
  if (second.success) return second.data;
  const told = second.error.issues.slice(0, 3).map((issue) => {
    const found = valueAt(respelt, issue.path);
    const field = `${path}${issue.path.join('.')}`;
    return found === undefined
      ? `${field} is missing`
      : `${field} is ${JSON.stringify(found).slice(0, 80)}: ${issue.message}`;
  });
  throw new Refused('an-event-is-as-its-catalogue-says', `${told.join('; ')}.`);
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);

function respell(value: unknown, path: readonly PropertyKey[], isInstantWanted: boolean): void {
  const holder = valueAt(value, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined;
  const key = path.at(-1);
  if (holder === undefined || key === undefined) return;
  const found = holder[key];
  if (found === null) delete holder[key];
  if (isInstantWanted && isPlainDate(found)) holder[key] = startOfLondonDay(found);
  if (typeof found !== 'string' || isInstant(found) || !found.includes('T')) return;
  try {
    holder[key] = instant(found);
  } catch {
    // Left as it is: the second check tells what is wrong with it.
  }
}
