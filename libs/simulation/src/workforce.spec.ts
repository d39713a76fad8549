import { plainDate } from '#calendar/plain-date';
import { simulatedTeams, simulatedAuthority } from './authority.ts';
import { simulatedWorkforce } from './workforce.ts';

const time = { children: 300, seed: 1, from: plainDate('2024-11-01'), to: plainDate('2026-10-31') };
const events = simulatedWorkforce(time);
const of = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data);

describe('the register of the simulated authority', () => {
  it('has every team and every worker who may lead a case, under the ids they go by', () => {
    expect(of('TeamCreated').map((data) => data['teamId'])).toEqual(simulatedTeams.map(({ id }) => id));
    const registered = new Set(of('WorkerRegistered').map((data) => data['workerId']));
    for (const { id } of simulatedAuthority(time.children).workers) expect(registered).toContain(id);
    const leads = new Set(simulatedAuthority(time.children).workers.map(({ id }) => id));
    for (const { workerId } of of('WorkerLeft')) expect(leads).not.toContain(workerId);
  });

  it('has some of everything that is counted', () => {
    const workers = of('WorkerRegistered');
    for (const field of ['asyeUntil', 'agencyCovers']) expect(workers.some((data) => field in data)).toBe(true);
    expect(workers.some((data) => data['qualified'] === false)).toBe(true);
    for (const type of ['WorkerChanged', 'WorkerMovedTeam', 'WorkerLeft', 'EstablishmentSet'])
      expect(of(type).length).toBeGreaterThan(3);
    for (const type of ['VacancyOpened', 'VacancyFilled', 'RecruitmentStageReached'])
      expect(of(type).length).toBeGreaterThan(3);
  });

  it('is the same every time, in the order of recording, each event on the stream of what it is about', () => {
    expect(simulatedWorkforce(time)).toEqual(events);
    expect(events.map(({ recordedAt }) => recordedAt)).toEqual(events.map(({ recordedAt }) => recordedAt).sort());
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    for (const { childId, stream } of events)
      expect([childId, stream]).toEqual(['', expect.stringMatching(/^(worker|team)-.|^authority-SIM$/)]);
  });
});
