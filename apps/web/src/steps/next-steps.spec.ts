import { roles, type Role } from '#access/roles';
import { endOfLondonDay, londonDate } from '#calendar/instant';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import { decide } from '#case-flow/decide';
import type { NewEvent, RecordedEvent } from '#case-flow/event';
import { journeyOf, type Journey } from '#case-flow/journey';
import { commandType, commandTypes, type CommandName } from '#case-flow/processes';
import { Refused } from '#case-flow/refused';
import { simulate } from '#simulation/simulate';
import { happened } from '#testing/given';
import { bodies } from '#testing/random-bodies';
import fc from 'fast-check';
import { formOf } from '../forms/form-of.ts';
import { isPossible, nextSteps, whatWaits } from './next-steps.ts';
import { presetsOf } from './presets.ts';
import { processesOfSteps, withPagesOfTheirOwn } from './processes-of-steps.ts';

const everyRole = Object.keys(roles) as Role[];
const today = plainDate('2016-06-30');

/** What waits for somebody of a role on 30 June 2016, or another day. */
const waiting = (events: readonly RecordedEvent[], role: Role, on: PlainDate = today) =>
  whatWaits(journeyOf('C1', events), on, { role });
const commandsFor = (events: readonly RecordedEvent[], role: Role, on?: PlainDate) =>
  waiting(events, role, on).map(({ command }) => command);

const referred = happened('ReferralReceived', { caseId: 'K1', referredOn: '2016-06-01', source: '2A' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_ASSESS', decidedOn: '2016-06-02' });
const assessing = happened('AssessmentStarted', {
  assessmentId: 'A1',
  caseId: 'K1',
  kind: 'SINGLE',
  startedOn: '2016-06-02',
});
const seen = happened('ChildSeenDuringAssessment', { assessmentId: 'A1', seenOn: '2016-06-06' });
const submitted = happened('AssessmentSubmitted', { assessmentId: 'A1', submittedOn: '2016-06-20' });
const discussed = happened('StrategyDiscussionHeld', {
  strategyId: 'S1',
  caseId: 'K1',
  heldAt: '2016-06-08T10:00:00.000Z',
  kind: 'DISCUSSION',
  outcome: 'S47_JOINT',
});
const enquiring = happened('Section47Started', {
  s47Id: 'E1',
  caseId: 'K1',
  strategyId: 'S1',
  startedOn: '2016-06-08',
});
const concluded = happened('Section47Concluded', {
  s47Id: 'E1',
  caseId: 'K1',
  concludedOn: '2016-06-15',
  outcome: 'ICPC',
  icpcRequired: true,
});
const requested = happened('ConferenceRequested', { conferenceId: 'F1', caseId: 'K1', requestedOn: '2016-06-15' });
const booked = happened(
  'ConferenceScheduled',
  { conferenceId: 'F1', caseId: 'K1', plannedOn: '2016-06-24' },
  { occurredOn: '2016-06-15', recorded: '2016-06-15T13:00:00.000Z' },
);
const conferred = happened('InitialConferenceHeld', {
  conferenceId: 'F1',
  caseId: 'K1',
  s47Id: 'E1',
  heldOn: '2016-06-24',
  outcome: 'CP_PLAN',
});
const planned = happened('CpPlanStarted', { planId: 'P1', caseId: 'K1', startedOn: '2016-06-24', category: 'NEG' });

const story = [
  referred,
  accepted,
  assessing,
  seen,
  submitted,
  discussed,
  enquiring,
  concluded,
  requested,
  booked,
  conferred,
  planned,
];
const upTo = (last: RecordedEvent) => story.slice(0, story.indexOf(last) + 1);

describe('the next step of a case', () => {
  it.each([
    ['a referral waits for its decision', upTo(referred), 'TM', 'DecideReferral', '2016-06-02'],
    ['an accepted referral for its assessment', upTo(accepted), 'SW', 'StartAssessment', '2016-08-03'],
    ['an assessment for the child to be seen', upTo(assessing), 'SW', 'RecordChildSeen', '2016-08-03'],
    ['then to be submitted', upTo(seen), 'SW', 'SubmitAssessment', '2016-08-03'],
    ['then to be authorised', upTo(submitted), 'TM', 'AuthoriseAssessment', '2016-08-03'],
    ['a strategy discussion for the enquiry it decided on', upTo(discussed), 'SW', 'StartSection47Enquiry', undefined],
    ['an enquiry for its conclusion', upTo(enquiring), 'TM', 'ConcludeSection47Enquiry', '2016-06-29'],
    ['its conclusion for the conference to be requested', upTo(concluded), 'SW', 'RequestConference', '2016-06-29'],
    ['and booked', upTo(requested), 'CPA', 'ScheduleConference', '2016-06-29'],
    ['and held', upTo(booked), 'CHAIR', 'HoldInitialConference', '2016-06-29'],
    ['the conference for the plan', upTo(conferred), 'CHAIR', 'StartChildProtectionPlan', undefined],
    ['the plan for the child to be visited', upTo(planned), 'SW', 'RecordChildProtectionVisit', '2016-07-08'],
  ] as const)('%s', (_, events, role, command, dueOn) => {
    const [first] = waiting(events, role);
    expect([first?.command, first?.dueOn]).toEqual([command, dueOn]);
  });

  it('is offered only to the role that carries it out', () => {
    expect(commandsFor(upTo(submitted), 'SW')).toEqual([]);
    for (const role of ['ADMIN', 'PERF', 'WFM'] as const)
      expect(nextSteps(journeyOf('C1', story), today, { role })).toEqual([]);
  });

  it('starts with what it is about, and with the day that follows from the record', () => {
    const presets = (events: readonly RecordedEvent[], role: Role) => waiting(events, role)[0]?.presets;
    expect(presets(upTo(submitted), 'TM')).toEqual({ assessmentId: 'A1' });
    expect(presets(upTo(discussed), 'SW')).toEqual({ caseId: 'K1', strategyId: 'S1', startedOn: '2016-06-08' });
    expect(presets(upTo(conferred), 'CHAIR')).toEqual({ caseId: 'K1', startedOn: '2016-06-24' });
  });

  it('a visit is preset to the worker who enters it', () => {
    const [visit] = whatWaits(journeyOf('C1', story), today, { role: 'SW', workerId: 'W7' });
    expect(visit).toMatchObject({ command: 'RecordChildProtectionVisit', presets: { planId: 'P1', by: 'W7' } });
  });

  it('a case that is closed waits for nothing, and a new referral can be recorded', () => {
    const closed = happened('CaseClosed', { caseId: 'K1', closedOn: '2016-06-29', reason: 'RC8' });
    const authorised = happened('AssessmentAuthorised', {
      assessmentId: 'A1',
      authorisedOn: '2016-06-28',
      outcome: 'NFA',
      factors: ['21'],
    });
    const events = [...upTo(submitted), authorised, closed];
    for (const role of everyRole) expect(commandsFor(events, role)).toEqual([]);
    const offered = nextSteps(journeyOf('C1', events), today, { role: 'QP' }).flatMap(({ steps }) => steps);
    expect(offered.map(({ command }) => command)).toContain('ReceiveReferral');
  });

  it('what has a page of its own is not offered here, and every other command stands in a process once', () => {
    const listed = processesOfSteps.flatMap(({ commands }) => commands);
    expect(new Set(listed).size).toBe(listed.length);
    const elsewhere = Object.keys(commandTypes).filter((name) => !listed.includes(name as CommandName));
    expect(elsewhere.sort()).toEqual(['AcknowledgeEscalation', 'EscalateQueue']);
    const offered = everyRole
      .flatMap((role) => nextSteps(journeyOf('C1', story), today, { role }))
      .flatMap(({ steps }) => steps);
    expect(offered.filter(({ command }) => withPagesOfTheirOwn.has(command))).toEqual([]);
  });
});

/** Rules that turn on an answer of the form, so that another answer mends it. Anything else would be a reason of state. */
const mendedByAnotherAnswer = new Set<string>([
  'no-factors-stands-alone',
  'a-conference-is-not-at-a-weekend',
  'an-accepted-referral-has-a-primary-need',
  'a-transfer-in-conference-follows-a-notification',
  'an-enquiry-that-ends-in-a-conference-requires-one',
  'a-closure-after-assessment-follows-an-assessment-alone',
]);

/** A simulated child's record as it stood on some day. */
interface State {
  readonly journey: Journey;
  readonly on: PlainDate;
}

const states: readonly State[] = statesOf([...simulate({ children: 60, seed: 11 })]);

function statesOf(events: readonly RecordedEvent[]) {
  const byChild = new Map<string, RecordedEvent[]>();
  for (const event of events) byChild.set(event.childId, [...(byChild.get(event.childId) ?? []), event]);
  return [...byChild].flatMap(([childId, own]) =>
    own
      .filter((_, i) => i % 3 === 0)
      .map((event, i) => ({ event, wait: i % 9 }))
      .map(({ event, wait }) => {
        const on = addDays(londonDate(event.recordedAt), wait);
        const known = own.filter(({ recordedAt }) => londonDate(recordedAt) <= on);
        return { journey: journeyOf(childId, known), on };
      }),
  );
}

/** A body a person could send today: any answers, today's day, and what the record presets. */
function anyBody(
  command: CommandName,
  { journey, on }: State,
  isPlain: boolean,
): fc.Arbitrary<Record<string, unknown>> {
  const { fields, about } = formOf(command);
  const asked = fields.filter(
    ({ isRequired, kind }) => isRequired || !(isPlain || kind === 'identifier' || kind === 'day' || kind === 'moment'),
  );
  return bodies(asked).map((said) => {
    const body = { ...about(journey.childId), ...said };
    for (const { name, kind } of asked) {
      if (kind === 'day' && Object.hasOwn(said, name)) body[name] = on;
      if (kind === 'moment' && Object.hasOwn(said, name)) body[name] = endOfLondonDay(on);
    }
    return { ...body, ...presetsOf(journey, on, command) };
  });
}

/** What follows from a command, or the rule that forbids it. */
function outcomeOf(
  command: CommandName,
  { journey, on }: State,
  body: Record<string, unknown>,
): Refused | readonly NewEvent[] {
  const type = commandType(command)!;
  try {
    return decide(type, journey, type.schema.parse(body), { commandId: 'a key', now: endOfLondonDay(on) });
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

describe('on every simulated record', () => {
  const state = fc.nat({ max: states.length - 1 });

  it('there are records in many states', () => expect(states.length).toBeGreaterThan(200));

  it('a step that the record waits for is refused for no reason of state, whatever is answered', () => {
    const waitingSomewhere = state.chain((n) => {
      const { journey, on } = states[n]!;
      const commands = everyRole.flatMap((role) => whatWaits(journey, on, { role })).map(({ command }) => command);
      return fc.record({ n: fc.constant(n), command: fc.constantFrom(...commands, undefined) });
    });
    const asked = waitingSomewhere.chain(({ n, command }) =>
      command === undefined
        ? fc.constant(undefined)
        : fc.record({ n: fc.constant(n), command: fc.constant(command), body: anyBody(command, states[n]!, false) }),
    );
    fc.assert(
      fc.property(asked, (found) => {
        if (found === undefined) return;
        const outcome = outcomeOf(found.command, states[found.n]!, found.body);
        if (outcome instanceof Refused && !mendedByAnotherAnswer.has(outcome.rule)) throw outcome;
      }),
      { numRuns: 1000 },
    );
  });

  it('a step that is not possible is refused by a rule whatever is answered, or says what is recorded already', () => {
    const asked = fc
      .record({ n: state, command: fc.constantFrom(...mainTransitions) })
      .chain(({ n, command }) =>
        fc.record({ n: fc.constant(n), command: fc.constant(command), body: anyBody(command, states[n]!, true) }),
      );
    fc.assert(
      fc.property(asked, ({ n, command, body }) => {
        const { journey, on } = states[n]!;
        if (isPossible(journey, on, command)) return;
        const outcome = outcomeOf(command, states[n]!, body);
        if (!(outcome instanceof Refused)) expect(outcome).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

const mainTransitions = [
  'ReceiveReferral',
  'DecideReferral',
  'StartAssessment',
  'SubmitAssessment',
  'AuthoriseAssessment',
  'RejectAssessment',
  'HoldStrategyDiscussion',
  'StartSection47Enquiry',
  'ConcludeSection47Enquiry',
  'RequestConference',
  'ScheduleConference',
  'HoldInitialConference',
  'StartChildProtectionPlan',
  'HoldCoreGroup',
  'RecordChildProtectionVisit',
  'HoldReviewConference',
  'EndChildProtectionPlan',
  'StartChildInNeedPlan',
  'EndChildInNeedPlan',
  'ChangePlacement',
  'RecordLeaverContact',
  'SetLeaverEligibility',
  'EndMissingEpisode',
  'StartCare',
  'ChangeLegalStatus',
  'HoldCareReview',
  'CeaseCare',
  'CloseCase',
  'ReopenCaseClosedInError',
  'RequestEarlyHelp',
  'StartEarlyHelpPlan',
  'CloseEarlyHelp',
] as const satisfies readonly CommandName[];
