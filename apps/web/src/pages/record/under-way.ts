import { workingDaysBetween } from '#calendar/working-days';
import type { PlainDate } from '#calendar/plain-date';
import { assessmentEndedOn, assessments } from '#case-flow/assessment/assessments';
import { assessmentKindLabels } from '#case-flow/assessment-codes';
import { legalStatusOn, periodOn, placementOn } from '#case-flow/care/periods-of-care';
import { openChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import * as codes from '#case-flow/codes';
import { earlyHelp } from '#case-flow/early-help/early-help-work';
import type { Journey } from '#case-flow/journey';
import { careLeaver, categoryOn } from '#case-flow/leaving-care/care-leaver';
import { leaverEligibilityLabels } from '#case-flow/leaver-codes';
import { legalStatusLabels, placementTypeLabels } from '#case-flow/looked-after-codes';
import { section47Enquiries } from '#case-flow/section-47-enquiry/section-47-enquiries';
import { runsOn } from '#case-flow/succession';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dayInWords } from '../filters.ts';

/** Something that is under way for a child: a plan, an assessment, a period of care. */
export interface UnderWay {
  readonly what: string;
  readonly since: PlainDate;
  readonly more: string;
}

/** What is under way for a child at the end of a day: plans first, then care, then the work towards them. */
export const underWayOn = (journey: Journey, on: PlainDate): readonly UnderWay[] => [
  ...plansUnderWay(journey, on),
  ...careUnderWay(journey, on),
  ...workUnderWay(journey, on),
  ...supportUnderWay(journey, on),
];

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
