import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from '../event-catalogue.ts';
import { factsOf, perJourney, type Fact } from '../journey.ts';
import { spokenOf, told } from '../succession.ts';

/** One stretch of early help for a child, from the request to its closure (catalogue A.3). */
export interface EarlyHelp {
  readonly ehId: string;
  readonly requested: Fact<'EarlyHelpRequested'>;
  readonly requestedOn: PlainDate;
  readonly origin: Fact<'EarlyHelpRequested'>['data']['origin'];
  readonly assessmentStartedOn?: PlainDate;
  readonly assessed?: Fact<'EarlyHelpAssessmentCompleted'>;
  readonly teamMeetings: readonly PlainDate[];
  readonly planStartedOn?: PlainDate;
  readonly reviews: readonly PlainDate[];
  readonly steppedUp?: Fact<'EarlyHelpSteppedUp'>;
  readonly closed?: Fact<'EarlyHelpClosed'>;
  /** Closed by itself, or by the step-up. */
  readonly closedOn?: PlainDate;
  readonly outcome?: Fact<'EarlyHelpClosed'>['data']['outcome'];
  readonly status: 'REQUESTED' | 'ASSESSING' | 'ASSESSED' | 'ACTIVE' | 'CLOSED';
}

const later = [
  'EarlyHelpAssessmentStarted',
  'EarlyHelpAssessmentCompleted',
  'TeamAroundFamilyHeld',
  'EarlyHelpPlanStarted',
  'EarlyHelpReviewed',
  'EarlyHelpSteppedUp',
  'EarlyHelpClosed',
] as const satisfies readonly EventName[];
type Later = (typeof later)[number];

/** A child's early help in the order of the requests. Of two requests with one id the first counts. */
export const earlyHelp = perJourney((journey): readonly EarlyHelp[] => {
  const requests = factsOf(journey, 'EarlyHelpRequested').filter(
    (fact, i, all) => all.findIndex((other) => other.data.ehId === fact.data.ehId) === i,
  );
  const starts = requests.map((requested) => ({
    requested,
    startedOn: requested.on,
    ids: new Set([requested.data.ehId]),
  }));
  const facts = told(starts, factsOf(journey, ...later), (data) => data.ehId);
  return starts.map((start) => work(start.requested, facts.get(start) ?? []));
});

function work(requested: Fact<'EarlyHelpRequested'>, facts: readonly Fact<Later>[]): EarlyHelp {
  const of = <Name extends Later>(name: Name) => facts.filter((fact) => fact.type === name) as Fact[] as Fact<Name>[];
  const assessing = of('EarlyHelpAssessmentStarted').at(-1);
  const assessed = of('EarlyHelpAssessmentCompleted').at(-1);
  const plan = of('EarlyHelpPlanStarted')[0];
  const steppedUp = of('EarlyHelpSteppedUp')[0];
  const closed = of('EarlyHelpClosed').at(-1);
  const closedOn = closed?.on ?? steppedUp?.on;
  return {
    ehId: requested.data.ehId,
    requested,
    requestedOn: requested.on,
    origin: requested.data.origin,
    ...(assessing === undefined ? {} : { assessmentStartedOn: assessing.on }),
    ...(assessed === undefined ? {} : { assessed }),
    teamMeetings: of('TeamAroundFamilyHeld').map((fact) => fact.on),
    ...(plan === undefined ? {} : { planStartedOn: plan.on }),
    reviews: of('EarlyHelpReviewed').map((fact) => fact.on),
    ...(steppedUp === undefined ? {} : { steppedUp }),
    ...(closed === undefined ? {} : { closed }),
    ...(closedOn === undefined ? {} : { closedOn, outcome: closed?.data.outcome ?? 'STEPPED_UP' }),
    status: closedOn ? 'CLOSED' : plan ? 'ACTIVE' : assessed ? 'ASSESSED' : assessing ? 'ASSESSING' : 'REQUESTED',
  };
}

/** A family's registration for targeted support, as it stands on this child's record. */
export interface TargetedSupport {
  readonly familyId: string;
  readonly registered: Fact<'TargetedSupportRegistered'>;
  readonly startedOn: PlainDate;
  readonly endedOn?: PlainDate;
}

/** The registrations in the order of their days. The next end of the same family ends each. */
export const targetedSupport = perJourney((journey): readonly TargetedSupport[] => {
  const ended = factsOf(journey, 'TargetedSupportEnded');
  return factsOf(journey, 'TargetedSupportRegistered').map((registered) => {
    const { familyId } = registered.data;
    const end = ended.find((fact) => fact.data.familyId === familyId && fact.on >= registered.on);
    return { familyId, registered, startedOn: registered.on, ...(end === undefined ? {} : { endedOn: end.on }) };
  });
});

/** The early help a fact or command speaks of: the one it names, else the latest requested by that day. */
export function earlyHelpOf(all: readonly EarlyHelp[], ehId: string | undefined, on: PlainDate): EarlyHelp | undefined {
  const spans = all.map((one) => ({ one, startedOn: one.requestedOn, ids: new Set([one.ehId]) }));
  return spokenOf(spans, ehId, on)?.one;
}
