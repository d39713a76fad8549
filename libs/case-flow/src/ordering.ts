import type { PlainDate } from '#calendar/plain-date';
import { identity } from './child-identity/identity.ts';
import type { EventName } from './event-catalogue.ts';
import { factsOf, type Journey } from './journey.ts';
import { caseOf } from './referral/case.ts';
import type { OrderingRule } from './rule.ts';

/** Ordering rules that several processes have in common (catalogue A.12), each made with its name and DfE number. */

interface Named {
  readonly name: string;
  readonly dfe?: string;
}

/** Nothing of a case is before its referral (DfE 1103 to 1105, 2889, 4015). `what` begins the sentence. */
export function notBeforeReferral<Name extends EventName>(rule: Named, type: Name, what: string): OrderingRule {
  return {
    ...rule,
    level: 'error',
    broken: (journey) =>
      factsOf(journey, type).flatMap((fact) => {
        const referredOn = caseOf(journey, fact)?.referredOn;
        return referredOn !== undefined && fact.on < referredOn
          ? [{ eventId: fact.eventId, sentence: `${what} of ${fact.on} is before the referral of ${referredOn}.` }]
          : [];
      }),
  };
}

/** Nothing starts or ends after the child's death (DfE 8915, 8920, 4008). */
export function notAfterDeath<Name extends EventName>(rule: Named, type: Name, what: string): OrderingRule {
  return {
    ...rule,
    level: 'error',
    broken: (journey) => {
      const { diedOn } = identity(journey);
      if (diedOn === undefined) return [];
      return factsOf(journey, type)
        .filter((fact) => fact.on > diedOn)
        .map((fact) => ({
          eventId: fact.eventId,
          sentence: `${what} of ${fact.on} is after the child's death on ${diedOn}.`,
        }));
    },
  };
}

/** What follows one another: its days, the event that told of its start, and (where it matters) the case it belongs to. */
export interface Running {
  readonly eventId: string;
  readonly startedOn: PlainDate;
  readonly endedOn?: PlainDate;
  readonly within?: string;
}

/**
 * One at a time: two rules over things in the order of their start. The first is broken where an earlier one and this one
 * both have no end, the second where this one starts before an earlier one's end; ending and starting on one day is right.
 */
export function oneAtATime(
  open: Named,
  overlap: Named,
  running: (journey: Journey) => readonly Running[],
  what: string,
): readonly OrderingRule[] {
  const found = (journey: Journey, areOpen: boolean) =>
    running(journey).flatMap((one, i, all) => {
      const earlier = all
        .slice(0, i)
        .find((other) => other.within === one.within && (other.endedOn ?? '9999-12-31') > one.startedOn);
      if (!earlier || (earlier.endedOn === undefined && one.endedOn === undefined) !== areOpen) return [];
      const end = earlier.endedOn === undefined ? 'has not ended' : `ended on ${earlier.endedOn}`;
      const sentence = `${what} of ${one.startedOn} starts while the one of ${earlier.startedOn} still runs: that one ${end}.`;
      return [{ eventId: one.eventId, sentence }];
    });
  return [
    { ...open, level: 'error', broken: (journey) => found(journey, true) },
    { ...overlap, level: 'error', broken: (journey) => found(journey, false) },
  ];
}
