import type { PlainDate } from '#calendar/plain-date';
import { assessments } from '../assessment/assessments.ts';
import { periodsOfCare } from '../care/periods-of-care.ts';
import { childInNeedPlans } from '../child-in-need-plan/child-in-need-plans.ts';
import { childProtectionPlans } from '../child-protection-plan/child-protection-plans.ts';
import { isCodeInForce } from '../codes.ts';
import type { EventName } from '../event-catalogue.ts';
import { factsOf, type Fact, type Journey } from '../journey.ts';
import { caseOf, cases, type Case } from '../referral/case.ts';
import type { OrderingRule } from '../rule.ts';
import { section47Enquiries } from '../section-47-enquiry/section-47-enquiries.ts';

type Closed = Case & { readonly closed: Fact<'CaseClosed'>; readonly closedOn: PlainDate };

const closedCases = (journey: Journey) => cases(journey).filter((one): one is Closed => one.closed !== undefined);

/** A rule about each closed case: the sentences that say what is wrong with its closure. */
function ofClosure(
  rule: Omit<OrderingRule, 'broken' | 'level'> & { level?: 'query' },
  wrong: (one: Closed, journey: Journey) => readonly string[],
): OrderingRule {
  return {
    level: 'error',
    ...rule,
    broken: (journey) =>
      closedCases(journey).flatMap((one) =>
        wrong(one, journey).map((sentence) => ({ eventId: one.closed.eventId, sentence })),
      ),
  };
}

/** What a case's closure may not be before (DfE 8565: the closure is the last date of the episode). */
const dated = [
  'ReferralDecided',
  'AssessmentStarted',
  'AssessmentAuthorised',
  'StrategyDiscussionHeld',
  'Section47Started',
  'Section47Concluded',
  'InitialConferenceHeld',
  'ReviewConferenceHeld',
  'CpPlanStarted',
  'CpPlanEnded',
  'CinPlanStarted',
  'CinPlanEnded',
] as const satisfies readonly EventName[];

interface Span {
  readonly startedOn: PlainDate;
  readonly endedOn?: PlainDate | undefined;
}

/** What had begun by the closure and ends later or not at all. Something that ends on the day of the closure is in order. */
const stillRunning = (spans: readonly Span[], closedOn: PlainDate) =>
  spans.filter((span) => span.startedOn <= closedOn && (span.endedOn ?? '9999-12-31') > closedOn);

const ended = (
  name: string,
  dfe: string | undefined,
  what: string,
  spansOf: (journey: Journey, one: Closed) => readonly Span[],
): OrderingRule =>
  ofClosure({ name, ...(dfe === undefined ? {} : { dfe }) }, (one, journey) =>
    stillRunning(spansOf(journey, one), one.closedOn).map(
      (span) => `The case cannot close on ${one.closedOn}: ${what} of ${span.startedOn} has not ended by then.`,
    ),
  );

const during = (one: Case, on: PlainDate) => one.referredOn <= on && on <= (one.closedOn ?? '9999-12-31');

/** Whether anything beyond assessment came of a case: an enquiry, a conference or a plan (DfE 2990). */
const wentFurther = (journey: Journey, one: Closed) =>
  factsOf(journey, 'Section47Started', 'InitialConferenceHeld', 'CinPlanStarted', 'CpPlanStarted').some(
    (fact) => caseOf(journey, fact) === one,
  );

const authorisedIn = (journey: Journey, one: Closed) =>
  assessments(journey).filter((a) => a.caseId === one.caseId && a.authorised);

/** Invariants of a closure (catalogue A.4, A.12, A.14 Close). */
export const closureRules: readonly OrderingRule[] = [
  ofClosure({ name: 'a-case-closes-after-its-referral', dfe: '8630' }, (one) =>
    one.closedOn < one.referredOn
      ? [`The closure on ${one.closedOn} is before the referral of ${one.referredOn}.`]
      : [],
  ),
  {
    name: 'the-closure-is-the-last-date-of-a-case',
    dfe: '8565',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, ...dated).flatMap((fact) => {
        const closedOn = caseOf(journey, fact)?.closedOn;
        return closedOn !== undefined && fact.on > closedOn
          ? [{ eventId: fact.eventId, sentence: `This is dated ${fact.on}, after the case closed on ${closedOn}.` }]
          : [];
      }),
  },
  ended('a-case-closes-when-its-assessments-are-authorised', '8867', 'the assessment', (journey, one) =>
    assessments(journey)
      .filter((a) => a.caseId === one.caseId && a.cancelledOn === undefined)
      .map(({ startedOn, authorisedOn }) => ({ startedOn, endedOn: authorisedOn })),
  ),
  ended('a-case-closes-when-its-enquiries-are-concluded', '8868', 'the section 47 enquiry', (journey, one) =>
    section47Enquiries(journey)
      .filter((enquiry) => (enquiry.caseId ?? one.caseId) === one.caseId)
      .map(({ startedOn, concludedOn }) => ({ startedOn, endedOn: concludedOn })),
  ),
  ended('a-case-closes-when-its-protection-plans-ended', undefined, 'the child protection plan', (journey) =>
    childProtectionPlans(journey),
  ),
  ended('a-case-closes-when-its-child-in-need-plans-ended', undefined, 'the child in need plan', (journey) =>
    childInNeedPlans(journey),
  ),
  ended('a-case-closes-when-the-child-is-not-looked-after', undefined, 'the period of care', (journey) =>
    periodsOfCare(journey).map(({ startedOn, ceasedOn }) => ({ startedOn, endedOn: ceasedOn })),
  ),
  ofClosure({ name: 'a-closure-after-assessment-follows-an-assessment-alone', dfe: '2990' }, (one, journey) => {
    if (one.closed.data.reason !== 'RC8' && one.closed.data.reason !== 'RC9') return [];
    if (authorisedIn(journey, one).length === 0)
      return [`A case closed after assessment (${one.closed.data.reason}) needs an authorised assessment.`];
    return wentFurther(journey, one)
      ? [
          `More than an assessment came of this case, so the reason cannot be ${one.closed.data.reason}. Use RC7 if services ceased.`,
        ]
      : [];
  }),
  ofClosure({ name: 'a-closure-reason-is-in-force' }, (one) =>
    isCodeInForce('closureReason', one.closed.data.reason, one.closedOn)
      ? []
      : [`The reason ${one.closed.data.reason} was not in use on ${one.closedOn}.`],
  ),
  ofClosure({ name: 'services-that-ceased-had-factors', dfe: '8873Q', level: 'query' }, (one, journey) => {
    const reason = Number(one.closed.data.reason.slice(2));
    const without = authorisedIn(journey, one).some(
      ({ authorised, startedOn }) => during(one, startedOn) && authorised?.data.factors?.includes('21'),
    );
    return reason <= 7 && without
      ? [`No factors were identified (21), yet the case was closed with ${one.closed.data.reason}.`]
      : [];
  }),
];
