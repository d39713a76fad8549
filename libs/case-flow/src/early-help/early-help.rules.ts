import type { PlainDate } from '#calendar/plain-date';
import type { Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { earlyHelp, earlyHelpOf, type EarlyHelp } from './early-help-work.ts';

type Status = EarlyHelp['status'];

const words: Readonly<Record<Status, string>> = {
  REQUESTED: 'was requested and nobody has begun an assessment',
  ASSESSING: 'is being assessed',
  ASSESSED: 'is assessed and has no plan',
  ACTIVE: 'has a plan under way',
  CLOSED: 'is closed',
};

/** The early help a command speaks of. */
export function earlyHelpOfThisChild(journey: Journey, ehId: string | undefined, on: PlainDate): EarlyHelp {
  const found = earlyHelpOf(earlyHelp(journey), ehId, on);
  if (found) return found;
  throw new Refused('early-help-of-this-child', `This child had no early help on ${on}. Record the request first.`);
}

/** Refuses what does not belong to the state the early help is in (A.3, A.14). */
export function onlyIn(one: EarlyHelp, rule: string, ...accepted: readonly Status[]): void {
  if (!accepted.includes(one.status))
    throw new Refused(
      rule,
      `The early help requested on ${one.requestedOn} ${words[one.status]}, so this cannot be recorded for it.`,
    );
}

/** Invariants of early help (catalogue A.3). */
export const earlyHelpRules: readonly OrderingRule[] = [
  {
    name: 'early-help-closes-after-its-request',
    level: 'error',
    broken: (journey) =>
      earlyHelp(journey).flatMap(({ requested, requestedOn, closedOn }) =>
        closedOn !== undefined && closedOn < requestedOn
          ? [
              {
                eventId: requested.eventId,
                sentence: `The early help requested on ${requestedOn} was closed before that, on ${closedOn}.`,
              },
            ]
          : [],
      ),
  },
  {
    name: 'early-help-is-worked-on-until-it-closes',
    level: 'error',
    broken: (journey) =>
      earlyHelp(journey).flatMap(({ assessed, planStartedOn, reviews, teamMeetings, closedOn, requested }) => {
        const last = [assessed?.on, planStartedOn, ...reviews, ...teamMeetings].find(
          (on) => on !== undefined && closedOn !== undefined && on > closedOn,
        );
        return last === undefined
          ? []
          : [
              {
                eventId: requested.eventId,
                sentence: `Something is recorded for ${last}, after the early help was closed on ${closedOn}.`,
              },
            ];
      }),
  },
];
