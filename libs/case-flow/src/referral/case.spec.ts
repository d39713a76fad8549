import { journeysOf } from '../child-identity/merged-children.ts';
import { happened, on } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { factsOf, journeyOf } from '../journey.ts';
import { caseById, caseOf, cases, endOf, heldOn, isOpen, openCase } from './case.ts';

const received = (
  caseId: string,
  referredOn: string,
  more: { teamId?: string; areaId?: string; source?: '6' | '2A' } = {},
) => happened('ReferralReceived', { caseId, referredOn, source: '6', ...more });
const closed = (closedOn: string, caseId?: string, recorded?: string) =>
  happened(
    'CaseClosed',
    { ...(caseId === undefined ? {} : { caseId }), closedOn, reason: 'RC7' },
    recorded ? { recorded } : {},
  );
const lead = (workerId: string, from: string, more: { teamId?: string; areaId?: string } = {}) =>
  happened('CaseAllocated', { workerId, role: 'LEAD_SW', from, ...more });
const of = (...events: RecordedEvent[]) => cases(journeyOf('C1', events));
const leads = (...events: RecordedEvent[]) => of(received('R1', '2015-06-10'), ...events)[0]?.leads;

describe('cases', () => {
  it('begin with their referrals, in the order of the world', () =>
    expect(of(received('R2', '2016-01-12'), received('R1', '2015-06-10')).map((one) => one.caseId)).toEqual([
      'R1',
      'R2',
    ]));

  it('are one where two referrals fall on one day, which keeps the source of the first', () => {
    const second = happened(
      'ReferralReceived',
      { caseId: 'R2', referredOn: '2015-06-10', source: '2A' },
      { recorded: '2015-06-11T09:00:00Z' },
    );
    const journey = journeyOf('C1', [second, received('R1', '2015-06-10')]);
    expect(cases(journey)).toHaveLength(1);
    expect(cases(journey)[0]?.received.data.source).toBe('6');
    expect(caseById(journey, 'R2')).toBe(caseById(journey, 'R1'));
  });

  it('take a fact that names them, and one that names none by its day', () => {
    const journey = journeyOf('C1', [
      received('R1', '2015-06-10'),
      received('R2', '2016-01-12'),
      happened('NewInformationRecorded', { caseId: 'R1' }, { occurredOn: '2016-02-01' }),
      happened('NewInformationRecorded', {}, { occurredOn: '2016-02-02' }),
      happened('NewInformationRecorded', {}, { occurredOn: '2015-01-01' }),
      happened('NewInformationRecorded', { caseId: 'unknown' }, { occurredOn: '2016-02-03' }),
    ]);
    const byDay = factsOf(journey, 'NewInformationRecorded').map((fact) => caseOf(journey, fact)?.caseId);
    expect(byDay).toEqual(['R1', 'R1', 'R2', undefined]);
  });
});

describe('a case', () => {
  const decided = (decision: 'NFA' | 'ACCEPT_ASSESS', decidedOn: string) =>
    happened('ReferralDecided', { decision, decidedOn });
  const assessed = happened('AssessmentStarted', { assessmentId: 'A1', kind: 'SINGLE', startedOn: '2015-06-15' });

  it('is accepted on the day of the decision', () =>
    expect(of(received('R1', '2015-06-10'), decided('ACCEPT_ASSESS', '2015-06-11'), assessed)[0]?.acceptedOn).toBe(
      '2015-06-11',
    ));

  it('is accepted by the first activity where no decision is known', () =>
    expect(of(received('R1', '2015-06-10'), assessed)[0]?.acceptedOn).toBe('2015-06-15'));

  it('that needed no further action was never accepted and ended with the decision', () => {
    const [one] = of(received('R1', '2015-06-10'), decided('NFA', '2015-06-11'), assessed);
    expect(one?.acceptedOn).toBeUndefined();
    expect(endOf(one!)).toBe('2015-06-11');
  });

  it('is open from its referral to the day before it closes', () => {
    const [one] = of(received('R1', '2015-06-10'), closed('2015-09-30'));
    const days = ['2015-06-09', '2015-06-10', '2015-09-29', '2015-09-30'];
    expect(days.map((day) => isOpen(one!, on(day)))).toEqual([false, true, true, false]);
  });

  it('referred and closed on one day was open at the end of none', () =>
    expect(
      openCase(journeyOf('C1', [received('R1', '2015-06-10'), closed('2015-06-10')]), on('2015-06-10')),
    ).toBeUndefined());

  it('is open again when its closure was an error, and closed by the closure recorded since', () => {
    const reopened = happened('CaseReopenedInError', { caseId: 'R1' }, { recorded: '2015-10-05T09:00:00Z' });
    const first = [received('R1', '2015-06-10'), closed('2015-09-30', 'R1', '2015-09-30T09:00:00Z'), reopened];
    expect(of(...first)[0]?.closedOn).toBeUndefined();
    expect(of(...first, closed('2015-08-31', 'R1', '2015-10-06T09:00:00Z'))[0]?.closedOn).toBe('2015-08-31');
  });
});

describe('the team that holds a case', () => {
  const [one] = of(
    received('R1', '2015-06-10', { teamId: 'MASH', areaId: 'EAST' }),
    lead('W1', '2015-06-15', { teamId: 'ASSESS', areaId: 'SOUTH' }),
    happened('CaseTransferredBetweenTeams', { toTeam: 'MASH', effectiveOn: '2015-08-01' }),
    happened('CaseAllocated', { workerId: 'W9', role: 'PA', teamId: 'LEAVING', from: '2015-09-01' }),
  );

  it('is the one it was referred to, then the lead social worker’s, then the one it was handed to', () =>
    expect(one?.held).toEqual([
      { from: '2015-06-10', to: '2015-06-15', team: 'MASH', area: 'EAST' },
      { from: '2015-06-15', to: '2015-08-01', team: 'ASSESS', area: 'SOUTH' },
      { from: '2015-08-01', team: 'MASH', area: 'EAST' },
    ]));

  it('keeps no area of the team before when it is handed to a team that names none', () => {
    const handed = happened('CaseTransferredBetweenTeams', {
      caseId: 'R1',
      toTeam: 'DISABLED-CHILDREN',
      effectiveOn: '2015-07-01',
    });
    const [one] = of(received('R1', '2015-06-10', { teamId: 'ASSESSMENT-EAST', areaId: 'EAST' }), handed);
    expect(heldOn(one, on('2015-06-30'))).toEqual({ team: 'ASSESSMENT-EAST', area: 'EAST' });
    expect(heldOn(one, on('2015-07-01'))).toEqual({ team: 'DISABLED-CHILDREN', area: null });
  });

  it('is asked by the day; before the first day it is the first', () => {
    expect(heldOn(one, on('2015-07-31'))).toEqual({ team: 'ASSESS', area: 'SOUTH' });
    expect(heldOn(one, on('2015-01-01'))).toEqual({ team: 'MASH', area: 'EAST' });
    expect(heldOn(undefined, on('2015-01-01'))).toEqual({ team: null, area: null });
  });
});

describe('the lead social worker', () => {
  it('gives way to the next one', () =>
    expect(leads(lead('W1', '2015-06-12'), lead('W2', '2015-07-01'))).toEqual([
      { from: '2015-06-12', to: '2015-07-01', workerId: 'W1' },
      { from: '2015-07-01', workerId: 'W2' },
    ]));

  it('leaves when deallocated, and with the closure', () => {
    const left = happened('CaseDeallocated', { workerId: 'W1', until: '2015-07-10' });
    expect(leads(lead('W1', '2015-06-12'), left)).toEqual([{ from: '2015-06-12', to: '2015-07-10', workerId: 'W1' }]);
    expect(leads(lead('W1', '2015-06-12'), closed('2015-09-30'))?.[0]?.to).toBe('2015-09-30');
  });

  it('stays when somebody else leaves', () =>
    expect(
      leads(lead('W1', '2015-06-12'), happened('CaseDeallocated', { workerId: 'W2', until: '2015-07-10' }))?.[0]?.to,
    ).toBeUndefined());

  it('is not there on the strength of another role', () =>
    expect(leads(happened('CaseAllocated', { workerId: 'W1', role: 'CO_WORKER', from: '2015-06-12' }))).toEqual([]));
});

describe('a case whose teams and workers are registered', () => {
  const ofRegister = (...[type, data]: Parameters<typeof happened>) => happened(type, data, { childId: '' });
  const team = ofRegister('TeamCreated', { teamId: 'T1', type: 'ASSESSMENT', area: 'EAST', from: '2015-01-01' });
  const moved = ofRegister('TeamChanged', { teamId: 'T1', area: 'SOUTH', from: '2015-08-01' });
  const worker = (workerId: string, qualified: boolean) =>
    ofRegister('WorkerRegistered', {
      workerId,
      from: '2015-01-01',
      qualified,
      fte: 1,
      employment: 'PERMANENT',
      role: 'SOCIAL_WORKER',
    });
  const qualifiedLeads = (...events: RecordedEvent[]) =>
    of(received('R1', '2015-06-10'), ...events)[0]?.qualifiedLeads.map(({ workerId, from, to }) => [
      workerId,
      from,
      to,
    ]);

  it('has the area of its team, whatever the events say, and is cut where that changes', () => {
    const [one] = of(received('R1', '2015-06-10', { teamId: 'T1', areaId: 'WEST' }), team, moved);
    expect(one?.held).toEqual([
      { from: '2015-06-10', to: '2015-08-01', team: 'T1', area: 'EAST' },
      { from: '2015-08-01', team: 'T1', area: 'SOUTH' },
    ]);
  });

  it('has no area with a team that serves the whole authority', () => {
    const citywide = ofRegister('TeamCreated', { teamId: 'T2', type: 'MASH', citywide: true, from: '2015-01-01' });
    const [one] = of(
      received('R1', '2015-06-10', { teamId: 'T2', areaId: 'WEST' }),
      citywide,
      team,
      lead('W1', '2015-06-12', { teamId: 'T1' }),
    );
    expect(one?.held.map(({ team: of, area }) => [of, area])).toEqual([
      ['T2', null],
      ['T1', 'EAST'],
    ]);
  });

  it('goes by its own events where the team was never registered', () =>
    expect(of(received('R1', '2015-06-10', { teamId: 'T9', areaId: 'WEST' }), team, moved)[0]?.held).toEqual([
      { from: '2015-06-10', team: 'T9', area: 'WEST' },
    ]));

  it('is not allocated by a lead who is not qualified, and is by one whom nobody registered', () => {
    expect(qualifiedLeads(lead('W1', '2015-06-12'), worker('W1', false))).toEqual([]);
    expect(qualifiedLeads(lead('W1', '2015-06-12'), worker('W1', true))).toEqual([['W1', '2015-06-12', undefined]]);
    expect(qualifiedLeads(lead('W9', '2015-06-12'), worker('W1', false))).toEqual([['W9', '2015-06-12', undefined]]);
  });

  it('is allocated from the day on which its lead qualifies', () => {
    const qualified = ofRegister('WorkerChanged', { workerId: 'W1', from: '2015-07-01', qualified: true });
    const until = closed('2015-09-30');
    expect(qualifiedLeads(lead('W1', '2015-06-12'), worker('W1', false), qualified, until)).toEqual([
      ['W1', '2015-07-01', '2015-09-30'],
    ]);
  });
});

describe('two merged children whose cases bear one id', () => {
  it('keep what each stream says of its own case', () => {
    const referral = (childId: string, referredOn: string) =>
      happened('ReferralReceived', { caseId: 'K1', referredOn, source: '6' }, { childId });
    const events = [
      referral('C1', '2016-01-04'),
      referral('C2', '2016-03-01'),
      happened('CaseClosed', { caseId: 'K1', closedOn: '2016-02-01', reason: 'RC7' }, { childId: 'C1' }),
      happened('CaseClosed', { caseId: 'K1', closedOn: '2016-05-02', reason: 'RC7' }, { childId: 'C2' }),
      happened('DuplicateRecordsMerged', { survivorId: 'C1', mergedId: 'C2' }, { recorded: '2016-06-01T09:00:00Z' }),
    ];
    const [journey] = journeysOf(events);
    expect(cases(journey!).map(({ referredOn, closedOn }) => [referredOn, closedOn])).toEqual([
      ['2016-01-04', '2016-02-01'],
      ['2016-03-01', '2016-05-02'],
    ]);
  });
});
