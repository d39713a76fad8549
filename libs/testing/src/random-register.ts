import fc from 'fast-check';
import { addDays } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import type { EventName } from '#case-flow/event-catalogue';
import { registerEvents, registerSubject } from '#case-flow/workforce/register-streams';
import { happened } from './given.ts';
import { anyDay, flag, ids, maybe, present, told, type Strays } from './told.ts';

const workerId = ids('W');
const teamId = ids('T');
const service = fc.constantFrom('SAFEGUARDING', 'LEAVING_CARE');
const area = fc.constantFrom('EAST', 'WEST', undefined);
const fte = fc.constantFrom(0.5, 0.75, 1);
const teamType = fc.constantFrom('MASH', 'ASSESSMENT', 'SAFEGUARDING', 'LEAVING_CARE');
const post = {
  qualified: flag,
  fte,
  employment: fc.constantFrom('PERMANENT', 'AGENCY'),
  agencyCovers: maybe(fc.constantFrom('VACANCY', 'MATERNITY')),
  asyeUntil: maybe(anyDay),
  role: fc.constantFrom('SOCIAL_WORKER', 'TEAM_MANAGER', 'PERSONAL_ADVISER'),
};

const payloads: Strays = {
  WorkerRegistered: { workerId, teamId: maybe(teamId), ...post },
  WorkerChanged: { workerId, qualified: maybe(flag), fte: maybe(fte), employment: maybe(post.employment) },
  WorkerMovedTeam: { workerId, teamId },
  WorkerLeft: { workerId },
  WorkerLeavePlanned: { workerId, from: anyDay, until: anyDay, reason: fc.constantFrom('ANNUAL', 'TRAINING') },
  WorkerLeaveCancelled: { workerId, from: anyDay },
  TeamCreated: { teamId, type: teamType, area, service: maybe(service) },
  TeamChanged: { teamId, type: maybe(teamType), area: fc.constantFrom('EAST', null, undefined) },
  EstablishmentSet: { service, area, fte: fc.constantFrom(4, 7.5) },
  VacancyOpened: { vacancyId: ids('V'), service, fte },
  VacancyFilled: { vacancyId: ids('V'), service, fte },
  RecruitmentStageReached: {
    candidateId: ids('R'),
    service,
    stage: fc.constantFrom('ADVERTISED', 'SHORTLISTED', 'OFFERED', 'ACCEPTED', 'STARTED', 'WITHDRAWN'),
    newlyQualified: maybe(flag),
  },
};

/** What the register is told of some workers, teams and services on any days, recorded then or up to four months later. */
const entries = (names: readonly EventName[]): fc.Arbitrary<RecordedEvent> =>
  fc.constantFrom(...names).chain((type) =>
    fc.tuple(anyDay, fc.nat(120), fc.record(payloads[type]!)).map(([on, late, data]) => {
      const said = told(type, on, present(data));
      return ofRegister(
        happened(type, said.data as never, {
          childId: '',
          occurredOn: on,
          recorded: `${addDays(on, late)}T09:00:00.000Z`,
        }),
      );
    }),
  );

/** On the stream of the worker or the team; what belongs to a service stands on the authority's. */
const ofRegister = (event: RecordedEvent): RecordedEvent => ({
  ...event,
  stream: registerSubject(event)!.replace(/^service-.*/, 'authority-330'),
});

/** Corrections and voids of entries, on the streams of those. */
const repair = fc.record({ of: fc.nat(), isVoid: flag, to: anyDay, on: anyDay });

function repairOf(event: RecordedEvent, { isVoid, to, on }: { isVoid: boolean; to: string; on: string }) {
  const targetEventId = event.eventId;
  const envelope = {
    childId: '',
    occurredOn: on,
    recorded: `${addDays(on as typeof event.occurredOn, 700)}T16:00:00.000Z`,
  };
  const made = isVoid
    ? happened('EventVoided', { targetEventId }, envelope)
    : happened(
        'EventDateCorrected',
        { targetEventId, field: event.type === 'WorkerLeft' ? 'on' : 'from', to },
        envelope,
      );
  return { ...made, stream: event.stream! };
}

const registerOf = (names: readonly EventName[], maxLength: number): fc.Arbitrary<readonly RecordedEvent[]> =>
  fc
    .tuple(fc.array(entries(names), { minLength: 1, maxLength }), fc.array(repair, { maxLength: 2 }))
    .map(([told, repairs]) => {
      const repairable = told.filter((event) => /^(worker|team)-/.test(event.stream!));
      const of = (n: number) => repairable[n % repairable.length]!;
      return [...told, ...(repairable.length === 0 ? [] : repairs.map((one) => repairOf(of(one.of), one)))];
    });

const isOfWorker = (name: string) => name.startsWith('Worker');

/** What is told of the workers W1 to W3. */
export const randomWorkers = registerOf(registerEvents.filter(isOfWorker) as EventName[], 9);
/** What is told of the teams T1 to T3, and of services. */
export const randomTeams = registerOf(registerEvents.filter((name) => !isOfWorker(name)) as EventName[], 40);
