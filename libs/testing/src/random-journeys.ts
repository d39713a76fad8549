import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { eventTypes, type EventName } from '#case-flow/event-catalogue';
import { happened } from './given.ts';

/** What is told of a child before it is known when it was recorded. */
interface Told {
  readonly type: EventName;
  readonly on: PlainDate;
  readonly data: Readonly<Record<string, unknown>>;
}

const first = plainDate('2015-01-01');
const anyDay = fc.integer({ min: 0, max: 900 }).map((n) => addDays(first, n));
const told = (type: EventName, on: PlainDate, data: Told['data'] = {}): Told => ({
  type,
  on,
  data: dated(type, on, data),
});

/** The payload with its own day filled in; an instant is one of that day's noon. */
function dated(type: EventName, on: PlainDate, data: Told['data']): Told['data'] {
  const { on: field } = eventTypes[type] as { readonly on?: string };
  if (field === undefined) return data;
  return { ...data, [field]: field.endsWith('At') || type.startsWith('Missing') ? `${on}T12:00:00.000Z` : on };
}

/**
 * A referral and what followed, as it ought to go, up to some point: contact, decision, allocation, assessment, enquiry,
 * conference, plan, care, closure. `gaps` are the days between its steps.
 */
function story(n: number, start: PlainDate, gaps: readonly number[], length: number): readonly Told[] {
  let on = start;
  let step = 0;
  const gap = () => gaps[step++ % gaps.length]!;
  const later = () => (on = addDays(on, gap()));
  const id = { caseId: `K${n}` };
  const team = () => ({ teamId: `T${gap() % 3}`, areaId: gap() % 4 === 0 ? 'EAST' : 'WEST' });
  const isNoFurtherAction = gap() % 5 === 0;
  const steps = [
    told('ContactReceived', on, { contactId: `N${n}`, source: '6', hub: 'MASH', children: ['C1', 'C2'] }),
    told('ContactScreened', later(), { contactId: `N${n}`, screenedBy: 'W9', qualified: gap() % 4 > 0 }),
    told('ContactDecided', on, { contactId: `N${n}`, outcome: 'REFERRAL' }),
    told('ReferralReceived', on, { ...id, source: '2A', ...team() }),
    told('ReferralDecided', later(), { ...id, decision: isNoFurtherAction ? 'NFA' : 'ACCEPT_ASSESS' }),
  ];
  if (isNoFurtherAction) return steps.slice(0, length);
  const assessed = { assessmentId: `A${n}` };
  steps.push(
    told('CaseAllocated', later(), { ...id, workerId: 'W1', role: 'LEAD_SW', ...team() }),
    told('AssessmentStarted', later(), {
      ...id,
      ...assessed,
      kind: gap() % 4 > 0 ? 'SINGLE' : 'INITIAL',
      basis: 'S17',
    }),
    told('StrategyDiscussionHeld', later(), { ...id, strategyId: `S${n}`, kind: 'MEETING', outcome: 'S47_JOINT' }),
    told('Section47Started', on, { ...id, s47Id: `E${n}`, strategyId: `S${n}` }),
    told('ChildSeenDuringAssessment', later(), assessed),
    told('AssessmentReviewPointHeld', later(), { ...assessed, point: '15' }),
    told('Section47Concluded', later(), { ...id, s47Id: `E${n}`, outcome: 'ICPC', icpcRequired: true }),
    told('InitialConferenceHeld', later(), { ...id, conferenceId: `I${n}`, outcome: 'CP_PLAN', s47Id: `E${n}` }),
    told('CpPlanStarted', on, { ...id, planId: `P${n}`, category: 'NEG' }),
    told('AssessmentAuthorised', later(), { ...assessed, outcome: 'STRATEGY', factors: ['16A'], childSeen: true }),
    told('CaseDeallocated', later(), { ...id, workerId: 'W1' }),
    told('CpCategoryChanged', later(), { planId: `P${n}`, category: 'EMO' }),
    told('CaseTransferredBetweenTeams', later(), { ...id, fromTeam: 'T0', toTeam: 'T2', area: 'WEST' }),
    told('CaseAllocated', later(), { ...id, workerId: 'W2', role: 'LEAD_SW', teamId: 'T2' }),
    told('ReviewConferenceHeld', later(), { planId: `P${n}`, decision: 'CONTINUE' }),
    told('ReviewConferenceHeld', later(), { planId: `P${n}`, decision: 'END' }),
    told('CareStarted', later(), { ...id, periodId: `L${n}`, legalStatus: gap() % 4 > 0 ? 'V2' : 'V4' }),
    told('CpPlanEnded', on, { planId: `P${n}`, reason: 'BECAME_CLA' }),
    told('CareReviewHeld', later(), { periodId: `L${n}` }),
    told('LegalStatusChanged', later(), { periodId: `L${n}`, legalStatus: 'C1' }),
    told('CareReviewHeld', later(), { periodId: `L${n}` }),
    told('CareCeased', later(), { periodId: `L${n}`, reason: 'E4A' }),
    told('CaseClosed', later(), { ...id, reason: 'RC7' }),
  );
  return steps.slice(0, length);
}

const stories = (children: number): fc.Arbitrary<readonly Told[]> =>
  fc
    .tuple(
      anyDay,
      fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 9, maxLength: 9 }),
      fc.integer({ min: 3, max: 30 }),
      fc.integer({ min: children, max: children + 3 }),
    )
    .map(([start, gaps, length, n]) => story(n, start, gaps, length));

const ids = (prefix: string) => fc.constantFrom(`${prefix}1`, `${prefix}2`, `${prefix}3`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const caseId = maybe(ids('K'));
const none = fc.constant(undefined);
const flag = fc.boolean();

/** Payloads of events that stand anywhere, name anything or nothing, and make no story. The day is added. */
const strays: { readonly [Name in EventName]?: Readonly<Record<string, fc.Arbitrary<unknown>>> } = {
  ChildRegistered: {
    dob: maybe(anyDay.map((on) => addDays(on, -6500))),
    sex: fc.constantFrom('F', 'M'),
    homeArea: maybe(ids('AREA')),
  },
  DemographicsAmended: { field: fc.constant('homeArea'), to: ids('AREA') },
  UnbornChildBorn: {},
  ChildDied: {},
  RecordRestricted: { level: fc.constantFrom('TEAM_ONLY', 'NAMED_WORKERS') },
  RestrictionLifted: {},
  ContactReceived: { contactId: ids('N'), source: fc.constantFrom('1A', '6'), onOpenCase: maybe(flag) },
  ContactScreened: { contactId: maybe(ids('N')), screenedBy: ids('W'), qualified: maybe(flag) },
  ContactDecided: { contactId: maybe(ids('N')), outcome: fc.constantFrom('NFA', 'REFERRAL') },
  ContactReopened: { contactId: maybe(ids('N')) },
  ReferralReceived: {
    caseId: ids('K'),
    source: fc.constantFrom('1A', '6'),
    teamId: maybe(fc.constantFrom('T1', 'MASH')),
    areaId: maybe(ids('AREA')),
  },
  ReferralDecided: { caseId, decision: fc.constantFrom('ACCEPT_ASSESS', 'ACCEPT_STRATEGY', 'ACCEPT_OTHER', 'NFA') },
  PrimaryNeedRecorded: { caseId, code: fc.constant('N1') },
  TransferInNotified: { caseId, fromLa: fc.constant('330'), hadCpp: flag },
  CaseAllocated: { caseId, workerId: ids('W'), teamId: maybe(ids('T')), role: fc.constantFrom('LEAD_SW', 'CO_WORKER') },
  CaseDeallocated: { caseId, workerId: ids('W') },
  CaseTransferredBetweenTeams: { caseId, toTeam: ids('T'), area: maybe(ids('AREA')) },
  CaseClosed: { caseId, reason: fc.constantFrom('RC7', 'RC8') },
  CaseReopenedInError: { caseId },
  AssessmentStarted: {
    caseId,
    assessmentId: ids('A'),
    kind: fc.constantFrom('SINGLE', 'INITIAL', 'CORE'),
    basis: maybe(fc.constantFrom('S17', 'S47')),
  },
  ChildSeenDuringAssessment: { assessmentId: maybe(ids('A')) },
  AssessmentReviewPointHeld: { assessmentId: maybe(ids('A')), point: fc.constantFrom('15', '30', 'OTHER') },
  AssessmentSubmitted: { assessmentId: maybe(ids('A')) },
  AssessmentAuthorised: {
    assessmentId: maybe(ids('A')),
    outcome: maybe(fc.constantFrom('NFA', 'CIN_PLAN')),
    childSeen: maybe(flag),
  },
  AssessmentRejected: { assessmentId: maybe(ids('A')) },
  AssessmentCancelled: { assessmentId: maybe(ids('A')) },
  StrategyDiscussionHeld: {
    caseId,
    strategyId: ids('S'),
    kind: fc.constantFrom('DISCUSSION', 'REVIEW'),
    precededBy: maybe(fc.constantFrom('INITIAL_ASSESSMENT', 'REFERRAL')),
    outcome: fc.constant('S47_SINGLE'),
  },
  Section47Started: { caseId, s47Id: ids('E'), autoS47: maybe(flag) },
  Section47Concluded: { caseId, s47Id: maybe(ids('E')), icpcRequired: flag },
  ConferenceScheduled: {
    caseId,
    conferenceId: maybe(ids('I')),
    plannedOn: anyDay,
    lateReason: maybe(fc.constant('FAMILY')),
  },
  InitialConferenceHeld: {
    caseId,
    conferenceId: ids('I'),
    s47Id: maybe(ids('E')),
    transferIn: maybe(flag),
    outcome: maybe(fc.constantFrom('CP_PLAN', 'NFA')),
  },
  CpPlanStarted: {
    caseId,
    planId: ids('P'),
    category: fc.constantFrom('NEG', 'EMO'),
    previousPlansHere: maybe(fc.nat(1)),
  },
  CpCategoryChanged: { caseId, planId: maybe(ids('P')), category: fc.constantFrom('NEG', 'PHY') },
  CpVisitMade: { caseId, planId: maybe(ids('P')), seen: flag },
  ReviewConferenceHeld: { caseId, planId: maybe(ids('P')) },
  CpPlanEnded: { caseId, planId: maybe(ids('P')) },
  CinPlanStarted: { caseId, cinPlanId: maybe(ids('Q')) },
  CinPlanEnded: { caseId, cinPlanId: maybe(ids('Q')) },
  CareStarted: { caseId, periodId: ids('L'), legalStatus: fc.constantFrom('C1', 'V2', 'V3', 'V4') },
  LegalStatusChanged: { caseId, periodId: maybe(ids('L')), legalStatus: fc.constantFrom('C2', 'V2', 'V4') },
  CareReviewHeld: { caseId, periodId: maybe(ids('L')), kind: maybe(fc.constantFrom('FIRST', 'SUBSEQUENT')) },
  CareVisitMade: { caseId, periodId: maybe(ids('L')), seen: flag },
  CareCeased: { caseId, periodId: maybe(ids('L')), reason: fc.constantFrom('E4A', 'E8') },
};

const stray: fc.Arbitrary<Told> = fc
  .constantFrom(...(Object.keys(strays) as EventName[]))
  .chain((type) =>
    fc.tuple(anyDay, fc.record({ ...strays[type], absent: none })).map(([on, data]) => told(type, on, present(data))),
  );

const present = (data: object) => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

/** What a child's stream is told, and for each how many days later it was recorded: mostly at once. */
const lateness = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(120) });
const recorded = (childId: string, what: fc.Arbitrary<readonly Told[]>): fc.Arbitrary<readonly RecordedEvent[]> =>
  fc
    .tuple(what, fc.array(lateness, { minLength: 7, maxLength: 7 }))
    .map(([all, late]) => all.map((one, i) => recording(childId, one, late[i % 7]!)));

const recording = (childId: string, { type, on, data }: Told, late: number): RecordedEvent =>
  happened(type, data as never, { childId, occurredOn: on, recorded: `${addDays(on, late)}T12:00:00.000Z` });

/** Events of one child as they ought to be: one or two stories, nothing astray and nothing corrected. */
export const plausibleJourney: fc.Arbitrary<readonly RecordedEvent[]> = recorded(
  'C1',
  fc.tuple(stories(0), fc.option(stories(10), { nil: [] })).map(([one, other]) => [...one, ...other]),
);

const child = (childId: string) =>
  recorded(
    childId,
    fc.tuple(stories(0), fc.array(stray, { maxLength: 12 })).map(([plausible, astray]) => [...plausible, ...astray]),
  );

/** Repairs of what was recorded: each of some event, in some order of recording. */
const repair = fc.record({
  of: fc.nat(),
  kind: fc.constantFrom('correct', 'correct', 'void', 'merge', 'reverse'),
  to: anyDay,
  on: fc.integer({ min: 0, max: 1100 }).map((n) => addDays(first, n)),
});

/**
 * The events of one to three children, plausible and implausible, some recorded late, some corrected, voided, merged and
 * unmerged. In no particular order. Every payload is one its schema accepts.
 */
export const randomEvents: fc.Arbitrary<readonly RecordedEvent[]> = fc
  .tuple(
    child('C1'),
    fc.option(child('C2'), { nil: [] }),
    fc.option(child('C3'), { nil: [] }),
    fc.array(repair, { maxLength: 5 }),
  )
  .map(([one, two, three, repairs]) => {
    const events: RecordedEvent[] = [...one, ...two, ...three];
    for (const { of, kind, to, on } of repairs) {
      const target = events[of % events.length]!;
      const merge = events.find((event) => event.type === 'DuplicateRecordsMerged');
      const envelope = { childId: target.childId, recorded: `${on}T15:00:00.000Z`, occurredOn: on };
      if (kind === 'correct')
        events.push(
          happened('EventDateCorrected', { targetEventId: target.eventId, field: 'occurredOn', to }, envelope),
        );
      if (kind === 'void')
        events.push(happened('EventVoided', { targetEventId: target.eventId, reason: 'NOT_HAPPENED' }, envelope));
      if (kind === 'merge' && target.childId !== 'C1')
        events.push(
          happened(
            'DuplicateRecordsMerged',
            { survivorId: 'C1', mergedId: target.childId },
            { ...envelope, childId: 'C1' },
          ),
        );
      if (kind === 'reverse' && merge)
        events.push(happened('MergeReversed', { mergeEventId: merge.eventId }, { ...envelope, childId: 'C1' }));
    }
    return events;
  });
