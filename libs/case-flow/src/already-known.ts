import type { Decision } from './command.ts';
import { factsOf, type Journey } from './journey.ts';

/**
 * The decision, or nothing where a fact of the same name already says the same: asking twice is harmless. An id that the
 * older fact does not give is no difference, for imported facts leave ids out. What is personal is not compared.
 */
export function unlessKnown(journey: Journey, decision: Decision): readonly Decision[] {
  const asked = Object.entries(decision.data).filter(([, value]) => value !== undefined);
  const isKnown = factsOf(journey, decision.type).some((fact) => {
    if (decision.occurredOn !== undefined && fact.on !== decision.occurredOn) return false;
    const known = fact.data as Readonly<Record<string, unknown>>;
    return asked.every(([field, value]) =>
      known[field] === undefined ? field.endsWith('Id') : JSON.stringify(known[field]) === JSON.stringify(value),
    );
  });
  return isKnown ? [] : [decision];
}
