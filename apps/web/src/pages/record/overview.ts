import type { PlainDate } from '#calendar/plain-date';
import { allocations } from '#case-flow/allocation/allocation';
import * as codes from '#case-flow/codes';
import type { Journey } from '#case-flow/journey';
import { cases, endOf, heldOn, openCase, type Case } from '#case-flow/referral/case';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dayInWords } from '../filters.ts';
import { underWayOn, type UnderWay } from './under-way.ts';

/** A case as the overview tells it. `lead` is a worker's id. */
export interface CaseShown {
  readonly referredOn: PlainDate;
  readonly source: string;
  readonly decision: string;
  readonly team: string | null;
  readonly area: string | null;
  readonly lead?: { readonly workerId: string; readonly from: PlainDate };
  readonly others: readonly { readonly workerId: string; readonly role: string; readonly from: PlainDate }[];
  readonly ended?: { readonly on: PlainDate; readonly why: string };
}

export interface Overview {
  readonly isOpen: boolean;
  /** The case that is open on the day, or else the last that was. */
  readonly latest?: CaseShown;
  readonly earlierCases: number;
  readonly underWay: readonly UnderWay[];
}

/** What is open for a child at the end of a day, from the journey as it stood then. */
export function overviewOf(journey: Journey, on: PlainDate): Overview {
  const open = openCase(journey, on);
  const all = cases(journey).filter((one) => one.referredOn <= on);
  const latest = open ?? all.at(-1);
  return {
    isOpen: open !== undefined,
    ...(latest === undefined ? {} : { latest: caseShown(journey, latest, on) }),
    earlierCases: all.filter((one) => one !== latest).length,
    underWay: underWayOn(journey, on),
  };
}

function caseShown(journey: Journey, one: Case, on: PlainDate): CaseShown {
  const { referredOn, received, decided, acceptedOn, closed } = one;
  const now = allocations(journey, one).filter(({ from, to }) => from <= on && (to === undefined || to > on));
  const lead = now.find(({ role }) => role === 'LEAD_SW');
  const ended = endOf(one);
  const decision = decided?.data.decision;
  return {
    referredOn,
    source: codes.referralSourceLabels.get(received.data.source) ?? received.data.source,
    decision:
      decision === undefined
        ? acceptedOn === undefined
          ? 'Not decided yet'
          : 'Accepted by the work that followed'
        : `${words('decision', decision)}, ${dayInWords(decided!.on)}`,
    ...heldOn(one, on),
    ...(lead === undefined ? {} : { lead: { workerId: lead.workerId, from: lead.from } }),
    others: now
      .filter((other) => other !== lead)
      .map(({ workerId, role, from }) => ({ workerId, role: words('role', role), from })),
    ...(ended === undefined || ended > on ? {} : { ended: { on: ended, why: whyEnded(closed?.data.reason) } }),
  };
}

const whyEnded = (reason: string | undefined): string =>
  reason === undefined ? 'No further action' : (codes.closureReasonLabels.get(reason) ?? reason);

const words = (field: string, value: string): string => wordsOfValue(field, value) ?? value;
