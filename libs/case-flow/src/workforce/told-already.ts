import type { DataOf, EventName } from '../event-catalogue.ts';
import { factsOf, type Journey } from '../journey.ts';

/** Whether everything that is asked for stands there already; what is not asked for may be anything. */
export function saysSo(there: object, asked: object): boolean {
  const known = there as Readonly<Record<string, unknown>>;
  return Object.entries(asked).every(([field, value]) => value === undefined || known[field] === value);
}

/** Whether a journey holds a fact that says all of this. */
export const isTold = <Name extends EventName>(journey: Journey, name: Name, asked: Partial<DataOf<Name>>): boolean =>
  factsOf(journey, name).some(({ data }) => saysSo(data, asked));
