import { factsOf } from '../journey.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { datesOf } from './dates-of-event.ts';
import { identity } from './identity.ts';

/** What the form says of a person before it is registered. */
interface Described {
  readonly dob?: string | undefined;
  readonly expectedDob?: string | undefined;
  readonly sex?: string | undefined;
  readonly ethnicity?: string | undefined;
  readonly disabilities?: readonly string[] | undefined;
}

/** A born child has a date of birth and an unborn one an expected date, never both (DfE 8525). */
export function exactlyOneBirthday({ dob, expectedDob }: Described): void {
  if ((dob === undefined) === (expectedDob === undefined))
    throw new Refused(
      'a-child-has-a-date-of-birth-or-an-expected-one',
      'Give either the date of birth, or for an unborn child the date the birth is expected.',
      '8525Q',
    );
}

/** Nothing is known of an unborn child's sex, ethnicity or disability (CIN guide 2.7, 3.1, 3.2). */
export function unbornIsUnknown(person: Described): void {
  if (person.expectedDob !== undefined && isDescribed(person))
    throw new Refused(
      'an-unborn-child-has-no-sex-ethnicity-or-disability',
      'For an unborn child leave the sex unknown (U), the ethnicity not yet obtained (NOBT) and the disabilities empty.',
    );
}

/** NONE stands alone, and no disability is named twice (DfE 8790, 8794). */
export function disabilitiesAreConsistent({ disabilities = [] }: Described): void {
  const found = disabilitiesProblem(disabilities);
  if (found) throw new Refused(found.rule, found.sentence, found.dfe);
}

const isDescribed = ({ sex = 'U', ethnicity = 'NOBT', disabilities = [] }: Described) =>
  sex !== 'U' || ethnicity !== 'NOBT' || disabilities.length > 0;

function disabilitiesProblem(codes: readonly string[]): { rule: string; sentence: string; dfe: string } | undefined {
  if (codes.includes('NONE') && codes.some((code) => code !== 'NONE'))
    return {
      rule: 'no-disability-stands-alone',
      sentence: 'No disability (NONE) is recorded together with a disability.',
      dfe: '8790',
    };
  if (new Set(codes).size !== codes.length)
    return {
      rule: 'a-disability-is-named-once',
      sentence: 'The same disability is recorded more than once.',
      dfe: '8794',
    };
  return undefined;
}

const disabilityRule = (name: string, dfe: string): OrderingRule => ({
  name,
  dfe,
  level: 'error',
  broken: (journey) =>
    factsOf(journey, 'ChildRegistered', 'DemographicsAmended').flatMap(({ data, eventId }) => {
      const said: unknown =
        'to' in data && data.field === 'disabilities'
          ? data.to
          : 'disabilities' in data
            ? data.disabilities
            : undefined;
      const found = Array.isArray(said) ? disabilitiesProblem(said as string[]) : undefined;
      return found?.rule === name ? [{ eventId, sentence: found.sentence }] : [];
    }),
});

/** Invariants of a person (catalogue A.1, A.12). Those about an unborn child are queries: imports know old forms. */
export const childIdentityRules: readonly OrderingRule[] = [
  {
    name: 'a-child-has-a-date-of-birth-or-an-expected-one',
    dfe: '8525Q',
    level: 'query',
    broken: (journey) =>
      factsOf(journey, 'ChildRegistered').flatMap(({ eventId, data }) =>
        (data.dob === undefined) === (data.expectedDob === undefined)
          ? [
              {
                eventId,
                sentence: `The child was registered with ${data.dob === undefined ? 'neither' : 'both'} a date of birth and an expected one.`,
              },
            ]
          : [],
      ),
  },
  {
    name: 'an-unborn-child-has-no-sex-ethnicity-or-disability',
    level: 'query',
    broken: (journey) =>
      factsOf(journey, 'ChildRegistered').flatMap(({ eventId, data }) =>
        data.dob === undefined && data.expectedDob !== undefined && isDescribed(data)
          ? [{ eventId, sentence: 'The child was registered before birth with a sex, an ethnicity or a disability.' }]
          : [],
      ),
  },
  disabilityRule('no-disability-stands-alone', '8790'),
  disabilityRule('a-disability-is-named-once', '8794'),
  {
    name: 'a-death-is-not-before-the-birth',
    level: 'error',
    broken: (journey) => {
      const { dob } = identity(journey);
      return factsOf(journey, 'ChildDied').flatMap(({ eventId, on }) =>
        dob !== undefined && on < dob
          ? [{ eventId, sentence: `The death on ${on} is before the birth on ${dob}.` }]
          : [],
      );
    },
  },
  {
    name: 'a-child-is-not-merged-into-itself',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, 'DuplicateRecordsMerged').flatMap(({ eventId, data }) =>
        data.survivorId === data.mergedId
          ? [{ eventId, sentence: `The record of child ${data.mergedId} is merged into itself, which means nothing.` }]
          : [],
      ),
  },
  {
    name: 'a-repair-names-an-event-of-this-child',
    level: 'error',
    broken: (journey) => {
      const ids = new Set(journey.events.map((event) => event.eventId));
      return factsOf(journey, 'EventDateCorrected', 'EventVoided', 'EventReattributed').flatMap(
        ({ eventId, type, data }) =>
          ids.has(data.targetEventId)
            ? []
            : [
                {
                  eventId,
                  sentence: `${type} names event ${data.targetEventId}, which is not on this child's record: it changes nothing.`,
                },
              ],
      );
    },
  },
  {
    name: 'a-correction-names-a-date-of-the-event',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, 'EventDateCorrected').flatMap(({ eventId, data }) => {
        const target = journey.events.find((event) => event.eventId === data.targetEventId);
        return target === undefined || datesOf(target).has(data.field)
          ? []
          : [{ eventId, sentence: `${target.type} has no date "${data.field}" that could be corrected.` }];
      }),
  },
];
