import type { PlainDate } from '#calendar/plain-date';
import type { Measure } from '#measures/measure';
import { policyFor, policyKeys } from './policies.ts';
import type { Policy } from './reference.ts';

/**
 * A definition is never edited once figures have been printed by it. A changed definition is a new variant of the
 * measure, with an id and a title of its own and the policy value it stands for; a `PolicySet` from a day on then makes it
 * answer for the plain id. So an old figure comes out again under the old definition, and old and new can be set side by side.
 */
export interface Definition {
  /** What is counted: the counts and the title of the variant in force, under the id that was asked for. */
  readonly measure: Measure;
  /** The id of the definition that was used. */
  readonly definition: string;
}

/** The plain id a variant answers for: `CP-05.24m` for `CP-05`. An id without a dot answers for itself. */
export const familyOf = (id: string): string => (id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : id);

/**
 * The definition a measure is counted by on a day. Asked by its plain id, the variant whose policy value is in force
 * answers (catalogue C.11); asked by the id of a variant, that variant itself. The plain definition is the default of every
 * key its variants name, and answers for a value that no variant stands for. `policies` are as known at the instant of
 * the question.
 */
export function definitionFor(
  asked: Measure,
  measures: readonly Measure[],
  asAt: PlainDate,
  policies: readonly Policy[],
): Definition {
  const variant = variantsOf(asked, measures).find(
    ({ policy }) => policyFor(policies, policy!.key, asAt) === policy!.value,
  );
  return variant === undefined
    ? { measure: asked, definition: asked.id }
    : { measure: { ...variant, id: asked.id }, definition: variant.id };
}

/** The other readings of a measure: what its plain id may come to mean under a policy. A default is never another reading. */
export const variantsOf = ({ id }: Measure, measures: readonly Measure[]): readonly Measure[] =>
  measures.filter(
    ({ id: own, policy }) =>
      policy !== undefined && own !== id && familyOf(own) === id && policy.value !== policyKeys[policy.key]?.default,
  );
