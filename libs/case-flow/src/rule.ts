import type { Journey } from './journey.ts';

/** A rule that was found broken: which, by which event, and the sentence that says so to a practitioner. */
export interface Breach {
  readonly rule: string;
  readonly dfe?: string;
  readonly level: 'error' | 'query';
  readonly eventId: string;
  readonly sentence: string;
}

/**
 * An ordering rule (catalogue A.12): a named statement about a whole journey. A command that would newly break one of
 * level `error` is refused with its sentence; an import is let in and flagged. `dfe` is the Department's rule number.
 */
export interface OrderingRule {
  readonly name: string;
  readonly dfe?: string;
  readonly level: 'error' | 'query';
  readonly broken: (journey: Journey) => readonly { readonly eventId: string; readonly sentence: string }[];
}

/** Every breach of the rules in a journey, each told once. */
export function breaches(rules: readonly OrderingRule[], journey: Journey): readonly Breach[] {
  return rules.flatMap(({ name, dfe, level, broken }) =>
    broken(journey).map((found) => ({ rule: name, level, ...(dfe === undefined ? {} : { dfe }), ...found })),
  );
}
