import { addDays, daysBetween, type PlainDate } from '#calendar/plain-date';
import { decide } from '#case-flow/decide';
import type { RecordedEvent } from '#case-flow/event';
import { emptyJourney, extend, type Journey } from '#case-flow/journey';
import { registerCommand, subjectOfCommand, type RegisterCommandName } from '#case-flow/workforce/workforce';
import { simulatedAuthority, type SimulatedAuthority, type SimulatedWorker, type TeamType } from './authority.ts';
import type { Input } from './diary.ts';
import { randomFrom, type Random } from './random.ts';
import { at } from './setting.ts';

/** One thing entered into the register on a day. */
type Entered = readonly [on: PlainDate, command: RegisterCommandName, input: Input];

interface Workforce {
  readonly children: number;
  /** Tells one demo's events from another's; the people are the same. */
  readonly seed: number;
  /** The simulated time, both days included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** What is there before the simulated time began: teams, and everybody who works from its first day on. */
const BEFORE_DAYS = 400;

/**
 * The register of the authority that does the work of so many simulated children, decided by the real commands: its teams
 * and workers, the establishment, recruitment, and who came and went. In the order of recording; the same always.
 */
export function simulatedWorkforce({ children, seed, from, to }: Workforce): readonly RecordedEvent[] {
  const authority = simulatedAuthority(children);
  const first = addDays(from, -BEFORE_DAYS);
  const random = randomFrom('register of the authority');
  const entered: readonly Entered[] = [
    ...authority.teams.map(({ id, type, area }): Entered => {
      const place = area === undefined ? { citywide: true } : { area };
      return [first, 'CreateTeam', { teamId: id, type, service: type, from: first, ...place }];
    }),
    ...authority.workers.map((worker): Entered => [first, 'RegisterWorker', registered(worker, first, from, random)]),
    ...comingsAndGoings(from, to),
    ...leave(authority, to),
    ...services(authority, first, from, to),
  ];
  const inOrder = entered.filter(([on]) => on <= to).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return carriedOut(inOrder, `workforce/${seed}`);
}

/** Case holders keep their posts; some are senior, newly qualified or from an agency. Officers of the front door are not qualified. */
function registered(worker: SimulatedWorker, first: PlainDate, from: PlainDate, random: Random): Input {
  const { id: workerId, teamId, role, qualified, fte, employment } = worker;
  const isSocialWorker = role === 'SOCIAL_WORKER';
  const covers = random.weighted(['VACANCY', 70], ['MATERNITY', 15], ['SICKNESS', 10], ['ADDITIONAL', 5]);
  const [isSenior, isNewlyQualified, days] = [random.chance(0.15), random.chance(0.2), random.whole(90, 600)];
  return {
    ...{ workerId, teamId, from: first, qualified, fte, employment },
    role: isSocialWorker ? (isSenior ? 'SENIOR_PRACTITIONER' : role) : role === 'TEAM_MANAGER' ? role : 'OTHER',
    ...(employment === 'AGENCY' ? { agencyCovers: covers } : {}),
    ...(isSocialWorker && employment === 'PERMANENT' && !isSenior && isNewlyQualified
      ? { asyeUntil: addDays(from, days) }
      : {}),
  };
}

/** Every quarter somebody newly qualified starts, an agency worker goes and somebody permanent leaves. They hold no cases. */
function comingsAndGoings(from: PlainDate, to: PlainDate): readonly Entered[] {
  const quarters = Math.floor(daysBetween(from, to) / 91);
  const trainee = { workerId: 'X-TRAINEE', teamId: 'MASH', from, qualified: false, role: 'TRAINEE' };
  return [
    [from, 'RegisterWorker', trainee],
    ...Array.from({ length: quarters }, (_, i): readonly Entered[] => {
      const [came, went] = [addDays(from, i * 91 + 12), addDays(from, i * 91 + 75)];
      const [teamId, other] = ['ASSESSMENT-EAST', 'SAFEGUARDING-SOUTH'];
      const [newly, leaver, agency] = [`X-NEW-${i}`, `X-LEFT-${i}`, `X-AGENCY-${i}`];
      const starts = { from: came, qualified: true };
      return [
        [came, 'RegisterWorker', { workerId: newly, teamId, ...starts, asyeUntil: addDays(came, 364) }],
        [came, 'RegisterWorker', { workerId: leaver, teamId: other, ...starts, fte: 0.6 }],
        [
          came,
          'RegisterWorker',
          { workerId: agency, teamId, ...starts, employment: 'AGENCY', agencyCovers: 'MATERNITY' },
        ],
        [went, 'MoveWorkerToTeam', { workerId: newly, teamId: other, from: went }],
        [went, 'RecordWorkerLeft', { workerId: leaver, on: went, reason: 'RESIGNED' }],
        i % 2 === 0
          ? [went, 'RecordWorkerLeft', { workerId: agency, on: went }]
          : [went, 'ChangeWorker', { workerId: agency, from: went, employment: 'PERMANENT' }],
      ];
    }).flat(),
  ];
}

/** On the last days some are away or soon will be: managers see it where they allocate. */
function leave({ workers }: SimulatedAuthority, to: PlainDate): readonly Entered[] {
  const [planned, soon] = [addDays(to, -7), addDays(to, 6)];
  const socialWorkers = workers.filter(({ role }) => role === 'SOCIAL_WORKER');
  return socialWorkers.flatMap(({ id: workerId }, i): readonly Entered[] => {
    if (i % 6 === 1)
      return [[planned, 'PlanWorkerLeave', { workerId, from: to, until: addDays(to, 9), reason: 'ANNUAL' }]];
    if (i % 6 === 4)
      return [[planned, 'PlanWorkerLeave', { workerId, from: soon, until: addDays(soon, 4), reason: 'TRAINING' }]];
    return [];
  });
}

/** Each service is established for a little more than works in it, area by area, and recruits for the difference. */
function services({ code, teams, workers }: SimulatedAuthority, first: PlainDate, from: PlainDate, to: PlainDate) {
  const entered: Entered[] = [];
  const known = new Set<TeamType>();
  for (const { id, type, area } of teams) {
    const heads = workers.filter((worker) => worker.teamId === id && worker.role === 'SOCIAL_WORKER').length;
    const service = { authority: code, service: type };
    const place = area === undefined ? {} : { area };
    entered.push([first, 'SetEstablishment', { ...service, ...place, fte: heads + 0.5, from: first }]);
    if (known.has(type)) continue;
    known.add(type);
    const [opened, offered, filled] = [addDays(from, 40), addDays(from, 100), addDays(to, -45)];
    const [vacancyId, candidateId] = [`VACANCY-${type}`, `CANDIDATE-${type}`];
    const stage = (name: string, on: PlainDate): Entered => [
      on,
      'RecordRecruitmentStage',
      { ...service, candidateId, stage: name, on, newlyQualified: true },
    ];
    entered.push([opened, 'OpenVacancy', { ...service, vacancyId, fte: 1.5, on: opened }]);
    entered.push(stage('SHORTLISTED', addDays(from, 70)), stage('OFFERED', offered), stage('STARTED', filled));
    entered.push([filled, 'FillVacancy', { ...service, vacancyId, fte: 1, on: filled }]);
  }
  return entered;
}

/** What the commands make of it; a refusal is a mistake of the story and thrown. Nothing shares an instant of recording. */
function carriedOut(entered: readonly Entered[], name: string): readonly RecordedEvent[] {
  const journeys = new Map<string, Journey>();
  const entriesOn = new Map<PlainDate, number>();
  return entered.flatMap(([on, asked, input], i) => {
    const type = registerCommand(asked)!;
    const command = type.schema.strict().parse(input);
    const { subject, stream } = subjectOfCommand(command);
    const journey = journeys.get(subject) ?? emptyJourney(subject);
    const minute = entriesOn.get(on) ?? 0;
    entriesOn.set(on, minute + 1);
    const now = at(on, 7 * 60 + minute / 60); // one a second, before anybody enters anything about a child
    const events = decide(type, journey, command, { commandId: `${name}/${i}`, now }).map((event): RecordedEvent => ({
      ...event,
      childId: '',
      stream,
      recordedAt: now,
    }));
    journeys.set(subject, extend(journey, events));
    return events;
  });
}
