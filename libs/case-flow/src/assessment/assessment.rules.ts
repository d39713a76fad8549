import type { PlainDate } from '#calendar/plain-date';
import { isCodeInForce } from '../codes.ts';
import { factsOf, type Journey } from '../journey.ts';
import { notAfterDeath, notBeforeReferral } from '../ordering.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { spokenOf } from '../succession.ts';
import { assessments, type Assessment } from './assessments.ts';

/** The assessment a command speaks of: the one it names, else the latest started by that day. */
export function anAssessmentOfThisChild(journey: Journey, assessmentId: string | undefined, on: PlainDate): Assessment {
  const spans = assessments(journey).map((one) => ({
    one,
    startedOn: one.startedOn,
    ids: new Set([one.assessmentId]),
  }));
  const found = spokenOf(spans, assessmentId, on)?.one;
  if (found) return found;
  throw new Refused(
    'an-assessment-of-this-child',
    assessmentId === undefined
      ? `No assessment of this child had started by ${on}. Start one first.`
      : `This child has no assessment ${assessmentId}. Check the child and the assessment.`,
  );
}

/** An assessment that is neither authorised nor cancelled. */
export function onlyOpen(one: Assessment): void {
  if (one.status === 'AUTHORISED' || one.status === 'CANCELLED')
    throw new Refused(
      'only-an-open-assessment',
      `The assessment of ${one.startedOn} was ${one.status.toLowerCase()} on ${one.authorisedOn ?? one.cancelledOn}.`,
    );
}

interface Problem {
  readonly name: string;
  readonly dfe: string;
  readonly sentence: string;
}

const problems: readonly (Problem & {
  readonly level: 'error' | 'query';
  readonly found: (factors: readonly string[]) => boolean;
})[] = [
  {
    name: 'no-factors-stands-alone',
    dfe: '8869',
    level: 'error',
    sentence: 'No factors identified (21) is recorded together with a factor.',
    found: (factors) => factors.includes('21') && factors.some((code) => code !== '21'),
  },
  {
    name: 'an-authorised-assessment-has-factors',
    dfe: '8897Q',
    level: 'query',
    sentence: 'Record at least one factor, or 21 where none was identified.',
    found: (factors) => factors.length === 0,
  },
  {
    name: 'a-factor-is-recorded-once',
    dfe: '8898',
    level: 'error',
    sentence: 'The same factor is recorded more than once.',
    found: (factors) => new Set(factors).size !== factors.length,
  },
];

/** What a form must say before an assessment is authorised; an import that does not is flagged by the rules of the same names. */
export function consistentFactors(factors: readonly string[]): void {
  const problem = problems.find(({ found }) => found(factors));
  if (problem) throw new Refused(problem.name, problem.sentence, problem.dfe);
}

const factorRules = problems.map(({ name, dfe, level, sentence, found }): OrderingRule => ({
  name,
  dfe,
  level,
  broken: (journey) =>
    factsOf(journey, 'AssessmentAuthorised').flatMap(({ eventId, data }) =>
      found(data.factors ?? []) ? [{ eventId, sentence }] : [],
    ),
}));

const isCounted = (one: Assessment) => one.cancelledOn === undefined;

/** An earlier assessment of the same case that had not been authorised when this one started. */
function runningBefore(all: readonly Assessment[], one: Assessment): Assessment | undefined {
  const earlier = all.slice(0, all.indexOf(one)).filter((other) => isCounted(other) && other.caseId === one.caseId);
  return earlier.find((other) => (other.authorisedOn ?? '9999-12-31') > one.startedOn);
}

/**
 * Invariants of an assessment (catalogue A.5, A.12). 8670Q (open for more than 45 working days) is no invariant: it comes
 * true by the passing of time, so it is a measure and an alert, for rules read no clock.
 */
export const assessmentRules: readonly OrderingRule[] = [
  notBeforeReferral(
    { name: 'an-assessment-is-not-before-its-referral', dfe: '1103' },
    'AssessmentStarted',
    'The assessment',
  ),
  notAfterDeath({ name: 'an-assessment-does-not-start-after-death' }, 'AssessmentStarted', 'The assessment'),
  {
    name: 'an-assessment-ends-after-it-starts',
    dfe: '8608',
    level: 'error',
    broken: (journey) =>
      assessments(journey).flatMap(({ authorised, startedOn }) =>
        authorised && authorised.on < startedOn
          ? [
              {
                eventId: authorised.eventId,
                sentence: `The assessment that started on ${startedOn} was authorised before that, on ${authorised.on}.`,
              },
            ]
          : [],
      ),
  },
  {
    name: 'one-open-assessment-at-a-time',
    dfe: '8896',
    level: 'error',
    broken: (journey) =>
      assessments(journey).flatMap((one, _, all) => {
        const other = isCounted(one) && one.authorisedOn === undefined ? runningBefore(all, one) : undefined;
        return other && other.authorisedOn === undefined
          ? [
              {
                eventId: one.started.eventId,
                sentence: `The assessment of ${one.startedOn} is open beside that of ${other.startedOn}.`,
              },
            ]
          : [];
      }),
  },
  {
    name: 'an-assessment-starts-after-the-last-one-ended',
    dfe: '8863Q',
    level: 'query',
    broken: (journey) =>
      assessments(journey).flatMap((one, _, all) => {
        const other = isCounted(one) ? runningBefore(all, one) : undefined;
        return other
          ? [
              {
                eventId: one.started.eventId,
                sentence: `The assessment of ${one.startedOn} started while that of ${other.startedOn} was under way.`,
              },
            ]
          : [];
      }),
  },
  ...factorRules,
  {
    name: 'a-factor-is-in-force',
    dfe: '8945Q',
    level: 'query',
    broken: (journey) =>
      factsOf(journey, 'AssessmentAuthorised').flatMap(({ eventId, on, data }) => {
        const old = data.factors?.find((code) => !isCodeInForce('assessmentFactor', code, on));
        return old === undefined ? [] : [{ eventId, sentence: `The factor ${old} was not in use on ${on}.` }];
      }),
  },
];
