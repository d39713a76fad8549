import { addDays } from '#calendar/plain-date';
import { identity } from '../child-identity/identity.ts';
import { factsOf, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { caseById, caseOf, cases, endOf, openCase, type Case } from './case.ts';
import type { PlainDate } from '#calendar/plain-date';

/** A referral on an open case is new information, never a second referral (CIN guide 4.1). */
export function noReferralOnAnOpenCase(journey: Journey, on: PlainDate): void {
  const open = openCase(journey, on);
  if (open)
    throw new Refused(
      'no-referral-on-an-open-case',
      `This child has had an open case since ${open.referredOn}. Record new information on that case instead.`,
      '8820',
    );
}

/** The case a command speaks of. Refuses an id the child does not have. */
export function aCaseOfThisChild(journey: Journey, caseId: string | undefined, on: PlainDate): Case {
  const found = caseId === undefined ? openCase(journey, on) : caseById(journey, caseId);
  if (found) return found;
  throw new Refused(
    'a-case-of-this-child',
    caseId === undefined
      ? `This child has no open case on ${on}. Record a referral first.`
      : `This child has no case ${caseId}. Check the child and the case.`,
  );
}

/** The case a command speaks of, still open on that day. */
export function anOpenCase(journey: Journey, caseId: string | undefined, on: PlainDate): Case {
  const one = aCaseOfThisChild(journey, caseId, on);
  const end = endOf(one);
  if (end !== undefined && end <= on)
    throw new Refused(
      'only-an-open-case',
      `This case ended on ${end}. Record a new referral if there is a new concern.`,
    );
  return one;
}

/** The case a command speaks of, open and accepted: work starts only after a decision (A.14). */
export function anAcceptedCase(journey: Journey, caseId: string | undefined, on: PlainDate): Case {
  const one = anOpenCase(journey, caseId, on);
  if (one.acceptedOn === undefined)
    throw new Refused(
      'only-an-accepted-case',
      'Nobody has decided on this referral yet. Decide on it before work starts.',
    );
  return one;
}

const starts = [
  'AssessmentStarted',
  'StrategyDiscussionHeld',
  'Section47Started',
  'InitialConferenceHeld',
  'CpPlanStarted',
  'CinPlanStarted',
] as const;

/** Facts that name a case which is not on this record: its referral was voided, moved away, or never recorded. */
function withoutReferral(journey: Journey): readonly { eventId: string; sentence: string }[] {
  return journey.facts.flatMap((fact) => {
    const { caseId } = fact.data as { readonly caseId?: string };
    if (caseId === undefined || fact.type === 'ReferralReceived' || caseById(journey, caseId) !== undefined) return [];
    const sentence = `${fact.type} of ${fact.on} belongs to a case whose referral is not on this record. Void or move it first.`;
    return [{ eventId: fact.eventId, sentence }];
  });
}

/** Ordering rules of a referral, in the order of the Department's numbers (catalogue A.12, A.4). */
export const referralRules: readonly OrderingRule[] = [
  { name: 'work-stands-on-a-referral', level: 'error', broken: withoutReferral },
  {
    name: 'a-referral-with-no-further-action-has-no-activity',
    dfe: '8831',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, ...starts).flatMap((fact) => {
        const one = caseOf(journey, fact);
        return one?.decided?.data.decision !== 'NFA'
          ? []
          : [
              {
                eventId: fact.eventId,
                sentence: `The referral of ${one.referredOn} was decided to need no further action, so nothing may follow from it.`,
              },
            ];
      }),
  },
  {
    name: 'a-decision-is-not-before-its-referral',
    level: 'error',
    broken: (journey) =>
      cases(journey).flatMap((one) =>
        one.decided && one.decided.on < one.referredOn
          ? [
              {
                eventId: one.decided.eventId,
                sentence: `The decision of ${one.decided.on} is before the referral of ${one.referredOn}.`,
              },
            ]
          : [],
      ),
  },
  {
    name: 'a-referral-is-at-most-280-days-before-birth',
    dfe: '8606',
    level: 'error',
    broken: (journey) => {
      const born = identity(journey).dob;
      if (born === undefined) return [];
      return cases(journey)
        .filter((one) => one.referredOn < addDays(born, -280))
        .map((one) => ({
          eventId: one.received.eventId,
          sentence: `The referral of ${one.referredOn} is more than 280 days before the child was born on ${born}.`,
        }));
    },
  },
  {
    name: 'one-open-case-at-a-time',
    dfe: '8816',
    level: 'error',
    broken: (journey) =>
      cases(journey).flatMap((one, i) => {
        const before = cases(journey)
          .slice(0, i)
          .find(
            (earlier) => earlier.decided?.data.decision !== 'NFA' && (endOf(earlier) ?? '9999-12-31') > one.referredOn,
          );
        return before && one.decided?.data.decision !== 'NFA'
          ? [
              {
                eventId: one.received.eventId,
                sentence: `The case referred on ${one.referredOn} overlaps the case referred on ${before.referredOn}.`,
              },
            ]
          : [];
      }),
  },
];
