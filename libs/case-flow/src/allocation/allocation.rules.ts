import { factsOf } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import type { OrderingRule } from '../rule.ts';

/** Invariants of allocation (catalogue A.4). */
export const allocationRules: readonly OrderingRule[] = [
  {
    name: 'a-case-is-allocated-from-its-referral-on',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, 'CaseAllocated', 'CaseTransferredBetweenTeams').flatMap((fact) => {
        const referredOn = caseOf(journey, fact)?.referredOn;
        return referredOn !== undefined && fact.on < referredOn
          ? [{ eventId: fact.eventId, sentence: `This is from ${fact.on}, before the referral of ${referredOn}.` }]
          : [];
      }),
  },
  {
    name: 'only-an-open-case-is-allocated',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, 'CaseAllocated').flatMap((fact) => {
        const closedOn = caseOf(journey, fact)?.closedOn;
        return closedOn !== undefined && fact.on > closedOn
          ? [
              {
                eventId: fact.eventId,
                sentence: `The allocation from ${fact.on} is after the case closed on ${closedOn}.`,
              },
            ]
          : [];
      }),
  },
];
