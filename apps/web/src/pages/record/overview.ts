import { workingDaysBetween } from '#calendar/working-days';
import type { PlainDate } from '#calendar/plain-date';
import { allocations } from '#case-flow/allocation/allocation';
import { assessmentEndedOn, assessments } from '#case-flow/assessment/assessments';
import * as codes from '#case-flow/codes';
import { assessmentKindLabels } from '#case-flow/assessment-codes';
import { legalStatusLabels, placementTypeLabels } from '#case-flow/looked-after-codes';
import { leaverEligibilityLabels } from '#case-flow/leaver-codes';
import { legalStatusOn, periodOn, placementOn } from '#case-flow/care/periods-of-care';
import { openChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import { earlyHelp } from '#case-flow/early-help/early-help-work';
import { careLeaver, categoryOn } from '#case-flow/leaving-care/care-leaver';
import type { Journey } from '#case-flow/journey';
import { cases, endOf, heldOn, openCase, type Case } from '#case-flow/referral/case';
import { section47Enquiries } from '#case-flow/section-47-enquiry/section-47-enquiries';
import { runsOn } from '#case-flow/succession';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dayInWords } from '../filters.ts';

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

/** Something that is under way for a child: a plan, an assessment, a period of care. */
export interface UnderWay {
  readonly what: string;
  readonly since: PlainDate;
  readonly more: string;
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
    underWay: [
      ...plansUnderWay(journey, on),
      ...careUnderWay(journey, on),
      ...workUnderWay(journey, on),
      ...supportUnderWay(journey, on),
    ],
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

function plansUnderWay(journey: Journey, on: PlainDate): readonly UnderWay[] {
  const protection = childProtectionPlans(journey).filter((plan) => runsOn(plan, on));
  const need = openChildInNeedPlan(journey, on);
  return [
    ...protection.map(({ startedOn, latestCategory, isTemporary }) => ({
      what: isTemporary ? "Another authority's child protection plan" : 'Child protection plan',
      since: startedOn,
      more: codes.categoryOfAbuseLabels.get(latestCategory) ?? latestCategory,
    })),
    ...(need === undefined
      ? []
      : [
          {
            what: 'Child in need plan',
            since: need.startedOn,
            more:
              words('kind', need.kind) +
              (need.minimumUntil === undefined || need.minimumUntil <= on
                ? ''
                : `, held until ${dayInWords(need.minimumUntil)} at least`),
          },
        ]),
  ];
}

function careUnderWay(journey: Journey, on: PlainDate): readonly UnderWay[] {
  const period = periodOn(journey, on);
  if (period === undefined) return [];
  const status = legalStatusOn(period, on);
  const placement = placementOn(period, on);
  return [
    {
      what: 'Looked after',
      since: period.startedOn,
      more: [
        status === undefined ? undefined : (legalStatusLabels.get(status) ?? status),
        placement === undefined
          ? 'placement not recorded'
          : `${placementTypeLabels.get(placement.type) ?? placement.type} since ${dayInWords(placement.from)}`,
      ]
        .filter((part) => part !== undefined)
        .join('; '),
    },
  ];
}

function workUnderWay(journey: Journey, on: PlainDate): readonly UnderWay[] {
  const assessing = assessments(journey).filter(
    (one) => one.startedOn <= on && !((assessmentEndedOn(one) ?? '9999-12-31') <= on),
  );
  const enquiries = section47Enquiries(journey).filter(
    (one) => one.startedOn <= on && (one.concludedOn === undefined || one.concludedOn > on),
  );
  return [
    ...assessing.map(({ kind, startedOn, status, clockStartedOn }) => ({
      what: assessmentKindLabels.get(kind) ?? kind,
      since: startedOn,
      more:
        status === 'SUBMITTED'
          ? 'Submitted, waiting to be authorised'
          : `Working day ${workingDaysBetween(clockStartedOn, on)} of its clock`,
    })),
    ...enquiries.map(({ startedOn, conferenceTargetOn }) => ({
      what: 'Section 47 enquiry',
      since: startedOn,
      more: `A conference would be due by ${dayInWords(conferenceTargetOn)}`,
    })),
  ];
}

function supportUnderWay(journey: Journey, on: PlainDate): readonly UnderWay[] {
  const helping = earlyHelp(journey).filter(
    (one) => one.requestedOn <= on && (one.closedOn === undefined || one.closedOn > on),
  );
  const leaver = careLeaver(journey);
  const category = categoryOn(leaver, on);
  const since = leaver?.entitlements.find((one) => one.category === category && one.from <= on)?.from;
  return [
    ...helping.map(({ requestedOn, planStartedOn }) => ({
      what: 'Early help',
      since: requestedOn,
      more: planStartedOn === undefined ? 'No plan yet' : `Plan since ${dayInWords(planStartedOn)}`,
    })),
    ...(category === undefined || since === undefined
      ? []
      : [{ what: 'Care leaver', since, more: leaverEligibilityLabels.get(category) ?? category }]),
  ];
}

const words = (field: string, value: string): string => wordsOfValue(field, value) ?? value;
