import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from '../event-catalogue.ts';
import { factsOf, perJourney, type Fact } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { told } from '../succession.ts';

/** An assessment: started, submitted to the team manager, authorised or cancelled (catalogue A.5). */
export interface Assessment {
  readonly assessmentId: string;
  /** The case's own id, also where the fact names a referral that was folded into it. */
  readonly caseId?: string;
  readonly kind: Fact<'AssessmentStarted'>['data']['kind'];
  readonly basis?: 'S17' | 'S47';
  readonly trigger?: Fact<'AssessmentStarted'>['data']['trigger'];
  readonly started: Fact<'AssessmentStarted'>;
  readonly startedOn: PlainDate;
  /** The day the 45 working days count from. */
  readonly clockStartedOn: PlainDate;
  readonly submittedOn?: PlainDate;
  /** The day the team manager sent it back, where that was the last that happened to it. */
  readonly rejectedOn?: PlainDate;
  readonly authorised?: Fact<'AssessmentAuthorised'>;
  readonly authorisedOn?: PlainDate;
  readonly cancelledOn?: PlainDate;
  readonly outcome?: Fact<'AssessmentAuthorised'>['data']['outcome'];
  readonly childSeen: boolean;
  readonly seen: readonly Fact<'ChildSeenDuringAssessment'>[];
  readonly reviewPoints: readonly { readonly point: 15 | 30 | 'OTHER'; readonly heldOn: PlainDate }[];
  readonly status: 'STARTED' | 'SUBMITTED' | 'AUTHORISED' | 'CANCELLED';
}

const later = [
  'ChildSeenDuringAssessment',
  'AssessmentReviewPointHeld',
  'AssessmentSubmitted',
  'AssessmentAuthorised',
  'AssessmentRejected',
  'AssessmentCancelled',
] as const satisfies readonly EventName[];
type Later = (typeof later)[number];

/** A child's assessments in the order of their start. Of two starts with one id the first counts. */
export const assessments = perJourney((journey): readonly Assessment[] => {
  const ids = new Set<string>();
  const starts = factsOf(journey, 'AssessmentStarted').flatMap((started) => {
    const { assessmentId } = started.data;
    if (ids.has(assessmentId)) return [];
    ids.add(assessmentId);
    return [{ started, startedOn: started.on, ids: new Set([assessmentId]) }];
  });
  const facts = told(starts, factsOf(journey, ...later), (data) => data.assessmentId);
  const clocked = new Set<string>();
  return starts.map((start) => {
    const own = stateOf(facts.get(start) ?? []);
    const referral = caseOf(journey, start.started);
    const isFirst = referral !== undefined && own.cancelledOn === undefined && !clocked.has(referral.caseId);
    if (isFirst) clocked.add(referral.caseId);
    const { assessmentId, kind, basis, trigger } = start.started.data;
    return {
      assessmentId,
      ...(referral === undefined ? {} : { caseId: referral.caseId }),
      kind,
      ...(basis === undefined ? {} : { basis }),
      ...(trigger === undefined ? {} : { trigger }),
      started: start.started,
      startedOn: start.startedOn,
      clockStartedOn: isFirst ? referral.referredOn : start.startedOn,
      ...own,
    };
  });
});

type Progress = Pick<
  Assessment,
  | 'submittedOn'
  | 'rejectedOn'
  | 'authorised'
  | 'authorisedOn'
  | 'cancelledOn'
  | 'outcome'
  | 'childSeen'
  | 'seen'
  | 'reviewPoints'
  | 'status'
>;

/** How far an assessment has come. A rejection takes the submission back, not the days already worked. */
function stateOf(facts: readonly Fact<Later>[]): Progress {
  const of = <Name extends Later>(name: Name) => facts.filter((fact) => fact.type === name) as Fact[] as Fact<Name>[];
  const authorised = of('AssessmentAuthorised').at(-1);
  const cancelledOn = authorised ? undefined : of('AssessmentCancelled').at(-1)?.on;
  const handled = facts.findLast((fact) => fact.type === 'AssessmentSubmitted' || fact.type === 'AssessmentRejected');
  const submittedOn = handled?.type === 'AssessmentSubmitted' ? handled.on : undefined;
  const seen = of('ChildSeenDuringAssessment');
  const outcome = authorised?.data.outcome;
  return {
    ...(submittedOn === undefined ? {} : { submittedOn }),
    ...(handled?.type === 'AssessmentRejected' ? { rejectedOn: handled.on } : {}),
    ...(authorised === undefined ? {} : { authorised, authorisedOn: authorised.on }),
    ...(cancelledOn === undefined ? {} : { cancelledOn }),
    ...(outcome === undefined ? {} : { outcome }),
    childSeen:
      authorised?.data.childSeen === true || seen.some((fact) => authorised === undefined || fact.on <= authorised.on),
    seen,
    reviewPoints: of('AssessmentReviewPointHeld').map(({ data, on }) => ({ point: pointOf(data.point), heldOn: on })),
    status: authorised ? 'AUTHORISED' : cancelledOn ? 'CANCELLED' : submittedOn ? 'SUBMITTED' : 'STARTED',
  };
}

const pointOf = (point: string | number): 15 | 30 | 'OTHER' =>
  point === 'OTHER' ? 'OTHER' : Number(point) === 15 ? 15 : 30;

/** The day an assessment stopped being open: authorised or cancelled. */
export const assessmentEndedOn = (one: Assessment): PlainDate | undefined => one.authorisedOn ?? one.cancelledOn;
