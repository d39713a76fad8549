import { instant } from '#calendar/instant';
import { happened } from '#testing/given';
import { decide } from '../decide.ts';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { Refused } from '../refused.ts';
import { registerCommand, registerCommands, subjectOfCommand, type RegisterCommandName } from './workforce.ts';

const told = (...[type, data]: Parameters<typeof happened>) => happened(type, data, { childId: '' });

/** What follows from a command after what has been told of its subject: the events, or the name of the rule that refuses. */
function asked(name: RegisterCommandName, input: object, ...before: readonly RecordedEvent[]) {
  const type = registerCommand(name)!;
  const command = type.schema.strict().parse(input);
  const { subject } = subjectOfCommand(command);
  try {
    return decide(type, journeyOf(subject, before), command, {
      commandId: 'asked in a spec',
      now: instant('2016-12-31T12:00:00Z'),
    }).map(({ type: of, data }) => ({ type: of, data }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.message).toMatch(/[A-Z].{15,}\.$/s);
    return error.rule;
  }
}

const registration = { workerId: 'W1', teamId: 'T1', from: '2015-01-05', qualified: true };
const post = { fte: 1, employment: 'PERMANENT', role: 'SOCIAL_WORKER' } as const;
const registered = told('WorkerRegistered', { ...registration, ...post });
const left = told('WorkerLeft', { workerId: 'W1', on: '2016-01-04' });

describe('a worker', () => {
  it('is registered with a whole permanent post unless told otherwise, and asking twice is harmless', () => {
    expect(asked('RegisterWorker', registration)).toEqual([
      { type: 'WorkerRegistered', data: { ...registration, ...post } },
    ]);
    expect(asked('RegisterWorker', registration, registered)).toEqual([]);
  });

  it('is registered once, and again after leaving', () => {
    expect(asked('RegisterWorker', { ...registration, from: '2015-02-01' }, registered)).toBe(
      'a-worker-is-registered-once',
    );
    const back = { ...registration, from: '2016-06-01' };
    expect(asked('RegisterWorker', back, registered, left)).toHaveLength(1);
    expect(asked('RegisterWorker', { ...back, from: '2015-12-01' }, registered, left)).toBe(
      'a-worker-comes-back-after-leaving',
    );
  });

  it('covers for somebody only from an agency', () => {
    const covering = { ...registration, agencyCovers: 'MATERNITY' };
    expect(asked('RegisterWorker', covering)).toBe('only-an-agency-worker-covers');
    expect(asked('RegisterWorker', { ...covering, employment: 'AGENCY' })).toHaveLength(1);
    const change = { workerId: 'W1', from: '2015-06-01', agencyCovers: 'SICKNESS' };
    expect(asked('ChangeWorker', change, registered)).toBe('only-an-agency-worker-covers');
  });

  it('changes while in post, and a change that is so already is harmless', () => {
    const change = { workerId: 'W1', from: '2015-06-01', fte: 0.6 };
    expect(asked('ChangeWorker', change, registered)).toEqual([{ type: 'WorkerChanged', data: change }]);
    expect(asked('ChangeWorker', { ...change, fte: 1 }, registered)).toEqual([]);
    expect(asked('ChangeWorker', { workerId: 'W1', from: '2015-06-01' }, registered)).toBe(
      'a-change-says-what-changed',
    );
    expect(asked('ChangeWorker', change)).toBe('only-a-registered-worker');
    expect(asked('ChangeWorker', { ...change, from: '2014-06-01' }, registered)).toBe(
      'nothing-of-a-worker-before-the-registration',
    );
    expect(asked('ChangeWorker', { ...change, from: '2016-02-01' }, registered, left)).toBe('only-a-worker-in-post');
  });

  it('moves to another team', () => {
    const move = { workerId: 'W1', teamId: 'T2', from: '2015-06-01' };
    expect(asked('MoveWorkerToTeam', move, registered)).toEqual([{ type: 'WorkerMovedTeam', data: move }]);
    expect(asked('MoveWorkerToTeam', { ...move, teamId: 'T1' }, registered)).toEqual([]);
    expect(asked('MoveWorkerToTeam', move)).toBe('only-a-registered-worker');
  });

  it('leaves once, and after everything recorded of them', () => {
    const leave = { workerId: 'W1', on: '2016-01-04' };
    expect(asked('RecordWorkerLeft', leave, registered)).toEqual([{ type: 'WorkerLeft', data: leave }]);
    expect(asked('RecordWorkerLeft', leave, registered, left)).toEqual([]);
    expect(asked('RecordWorkerLeft', { ...leave, on: '2016-03-01' }, registered, left)).toBe('only-a-worker-in-post');
    const moved = told('WorkerMovedTeam', { workerId: 'W1', teamId: 'T2', from: '2016-05-01' });
    expect(asked('RecordWorkerLeft', leave, registered, moved)).toBe('nothing-of-a-worker-after-leaving');
    expect(asked('RecordWorkerLeft', { ...leave, on: '2017-01-04' }, registered)).toBe('nothing-happens-after-today');
  });
});

describe('leave of a worker', () => {
  const leave = { workerId: 'W1', from: '2017-01-09', until: '2017-01-13', reason: 'ANNUAL' } as const;
  const on = (occurredOn: string) => ({ childId: '', occurredOn });
  const planned = happened('WorkerLeavePlanned', leave, on('2016-12-01'));
  const cancelled = happened('WorkerLeaveCancelled', { workerId: 'W1', from: leave.from }, on('2016-12-02'));

  it('is planned ahead, and planning it twice is harmless', () => {
    expect(asked('PlanWorkerLeave', leave, registered)).toEqual([{ type: 'WorkerLeavePlanned', data: leave }]);
    expect(asked('PlanWorkerLeave', leave, registered, planned)).toEqual([]);
  });

  it('is one at a time, ends after it begins, and is of a worker in post', () => {
    const longer = { ...leave, from: '2017-01-13', until: '2017-02-01' };
    expect(asked('PlanWorkerLeave', longer, registered, planned)).toBe('a-worker-is-on-one-leave-at-a-time');
    expect(asked('PlanWorkerLeave', { ...longer, from: '2017-01-14' }, registered, planned)).toHaveLength(1);
    expect(asked('PlanWorkerLeave', { ...leave, until: '2017-01-08' }, registered)).toBe('leave-ends-after-it-begins');
    expect(asked('PlanWorkerLeave', leave)).toBe('only-a-registered-worker');
    expect(asked('PlanWorkerLeave', leave, registered, left)).toBe('only-a-worker-in-post');
  });

  it('is cancelled once, and can then be planned again', () => {
    const cancel = { workerId: 'W1', from: leave.from };
    expect(asked('CancelWorkerLeave', cancel, registered, planned)).toEqual([
      { type: 'WorkerLeaveCancelled', data: cancel },
    ]);
    expect(asked('CancelWorkerLeave', cancel, registered, planned, cancelled)).toEqual([]);
    expect(asked('CancelWorkerLeave', cancel, registered)).toBe('only-planned-leave-is-cancelled');
    expect(asked('PlanWorkerLeave', leave, registered, planned, cancelled)).toHaveLength(1);
  });
});

describe('a team', () => {
  const creation = { teamId: 'T1', type: 'SAFEGUARDING', area: 'EAST' } as const;
  const created = told('TeamCreated', { ...creation, from: '2015-01-05' });

  it('is created once, today unless told otherwise', () => {
    expect(asked('CreateTeam', creation)).toEqual([{ type: 'TeamCreated', data: { ...creation, from: '2016-12-31' } }]);
    expect(asked('CreateTeam', creation, created)).toEqual([]);
    expect(asked('CreateTeam', { ...creation, type: 'MASH' }, created)).toBe('a-team-is-created-once');
    expect(asked('CreateTeam', { ...creation, citywide: true })).toBe('a-team-serves-an-area-or-everyone');
  });

  it('changes after it was created, and a change that is so already is harmless', () => {
    const change = { teamId: 'T1', from: '2015-06-01', area: null };
    expect(asked('ChangeTeam', change, created)).toEqual([{ type: 'TeamChanged', data: change }]);
    expect(asked('ChangeTeam', { ...change, area: 'EAST' }, created)).toEqual([]);
    expect(asked('ChangeTeam', change)).toBe('only-a-known-team');
    expect(asked('ChangeTeam', { ...change, from: '2014-06-01' }, created)).toBe(
      'nothing-of-a-team-before-its-creation',
    );
    expect(asked('ChangeTeam', { teamId: 'T1', from: '2015-06-01' }, created)).toBe('a-change-says-what-changed');
  });
});

describe('a service', () => {
  const of = { authority: '330', service: 'CARE' };
  const vacancy = { service: 'CARE', vacancyId: 'V1' };
  const opened = told('VacancyOpened', { ...vacancy, fte: 1.5, on: '2015-05-01' });

  it('is established for so many posts, and setting what is in force is harmless', () => {
    const set = { ...of, fte: 12.5, from: '2015-04-01' };
    const known = told('EstablishmentSet', { service: 'CARE', fte: 12.5, from: '2015-04-01' });
    expect(asked('SetEstablishment', set)).toEqual([
      { type: 'EstablishmentSet', data: { service: 'CARE', fte: 12.5, from: '2015-04-01' } },
    ]);
    expect(asked('SetEstablishment', { ...set, from: '2015-09-01' }, known)).toEqual([]);
    expect(asked('SetEstablishment', { ...set, area: 'EAST' }, known)).toHaveLength(1);
  });

  it('opens a vacancy once', () => {
    const open = { ...of, vacancyId: 'V1', fte: 1.5, on: '2015-05-01' };
    expect(asked('OpenVacancy', open)).toHaveLength(1);
    expect(asked('OpenVacancy', open, opened)).toEqual([]);
    expect(asked('OpenVacancy', { ...open, fte: 1 }, opened)).toBe('a-vacancy-is-opened-once');
  });

  it('fills no more of a vacancy than is open', () => {
    const fill = { ...of, vacancyId: 'V1', fte: 1, on: '2015-06-01' };
    expect(asked('FillVacancy', fill, opened)).toHaveLength(1);
    const filled = told('VacancyFilled', { ...vacancy, fte: 1, on: '2015-06-01' });
    expect(asked('FillVacancy', fill, opened, filled)).toEqual([]);
    expect(asked('FillVacancy', { ...fill, on: '2015-07-01' }, opened, filled)).toBe('no-more-is-filled-than-was-open');
    expect(asked('FillVacancy', fill)).toBe('only-an-opened-vacancy-is-filled');
    expect(asked('FillVacancy', { ...fill, on: '2015-04-01' }, opened)).toBe('a-vacancy-is-filled-after-it-was-opened');
  });

  it('recruits somebody until they start or withdraw', () => {
    const stage = { ...of, candidateId: 'P1', stage: 'OFFERED', on: '2015-06-01' };
    expect(asked('RecordRecruitmentStage', stage)).toHaveLength(1);
    const offered = told('RecruitmentStageReached', {
      service: 'CARE',
      candidateId: 'P1',
      stage: 'OFFERED',
      on: '2015-06-01',
    });
    expect(asked('RecordRecruitmentStage', stage, offered)).toEqual([]);
    const withdrew = told('RecruitmentStageReached', {
      service: 'CARE',
      candidateId: 'P1',
      stage: 'WITHDRAWN',
      on: '2015-06-02',
    });
    expect(asked('RecordRecruitmentStage', { ...stage, stage: 'ACCEPTED', on: '2015-06-03' }, offered, withdrew)).toBe(
      'recruitment-ends-with-a-start-or-a-withdrawal',
    );
  });
});

describe('the commands of the register', () => {
  it('are each about one worker, team or service, on its stream', () => {
    expect(subjectOfCommand({ workerId: 'W1', teamId: 'T1' })).toEqual({ subject: 'worker-W1', stream: 'worker-W1' });
    expect(subjectOfCommand({ teamId: 'T1', service: 'CARE' })).toEqual({ subject: 'team-T1', stream: 'team-T1' });
    expect(subjectOfCommand({ service: 'CARE', authority: '330' })).toEqual({
      subject: 'service-CARE',
      stream: 'authority-330',
    });
    expect(Object.keys(registerCommands)).toHaveLength(12);
    expect(registerCommand('toString')).toBeUndefined();
  });
});
