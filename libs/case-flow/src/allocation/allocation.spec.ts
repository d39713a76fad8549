import { given, happened } from '#testing/given';
import { journeyOf } from '../journey.ts';
import { cases } from '../referral/case.ts';
import { allocations } from './allocation.ts';

const child = { childId: 'C1' };
const received = happened('ReferralReceived', {
  caseId: 'R1',
  referredOn: '2015-06-10',
  source: '6',
  teamId: 'MASH',
  areaId: 'EAST',
});
const accepted = happened('ReferralDecided', { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-06-11' });
const closed = happened('CaseClosed', { caseId: 'R1', closedOn: '2015-09-30', reason: 'RC7' });
const lead = happened('CaseAllocated', {
  caseId: 'R1',
  workerId: 'W1',
  teamId: 'T1',
  role: 'LEAD_SW',
  from: '2015-06-12',
});
const left = happened('CaseDeallocated', { workerId: 'W1', until: '2015-07-10' });
const helper = happened('CaseAllocated', { workerId: 'W5', role: 'CO_WORKER', from: '2015-06-20' });

describe('allocating a case', () => {
  const allocate = { ...child, workerId: 'W1', teamId: 'T1', role: 'LEAD_SW', from: '2015-06-12' } as const;

  it('is accepted as soon as the referral is there', () => {
    for (const events of [[received], [received, accepted]])
      given(...events)
        .when('AllocateCase', allocate)
        .then({
          type: 'CaseAllocated',
          data: { caseId: 'R1', workerId: 'W1', teamId: 'T1', role: 'LEAD_SW', from: '2015-06-12' },
          occurredOn: '2015-06-12',
        });
  });

  it('twice is harmless', () => given(received, lead).when('AllocateCase', allocate).thenNothing());

  it('again after a deallocation on the same day is accepted', () => {
    const same = happened(
      'CaseDeallocated',
      { workerId: 'W1', until: '2015-06-12' },
      { recorded: '2015-06-12T15:00:00Z' },
    );
    expect(given(received, lead, same).when('AllocateCase', allocate).events()).toHaveLength(1);
  });

  it('to another lead social worker ends the first one’s time', () => {
    const [event] = given(received, lead)
      .when('AllocateCase', { ...allocate, workerId: 'W2', from: '2015-07-01' })
      .events();
    const journey = journeyOf('C1', [received, lead, happened('CaseAllocated', event!.data as never)]);
    expect(cases(journey)[0]?.leads.map(({ workerId, to }) => [workerId, to])).toEqual([
      ['W1', '2015-07-01'],
      ['W2', undefined],
    ]);
  });

  it('without a case is refused', () => given().when('AllocateCase', allocate).thenRefused('a-case-of-this-child'));

  it('of a closed case is refused', () =>
    given(received, accepted, closed)
      .when('AllocateCase', { ...allocate, caseId: 'R1', from: '2015-10-01' })
      .thenRefused('only-an-open-case'));

  it('from before the referral is refused', () =>
    given(received)
      .when('AllocateCase', { ...allocate, caseId: 'R1', from: '2015-06-09' })
      .thenRefused('a-case-is-allocated-from-its-referral-on'));
});

describe('deallocating', () => {
  const deallocate = { ...child, workerId: 'W1', until: '2015-07-10', reason: 'LEFTRL' } as const;

  it('ends a worker’s time, whatever the role', () => {
    given(received, lead)
      .when('DeallocateCase', deallocate)
      .then({ type: 'CaseDeallocated', data: { caseId: 'R1', workerId: 'W1', until: '2015-07-10', reason: 'LEFTRL' } });
    expect(
      given(received, helper)
        .when('DeallocateCase', { ...deallocate, workerId: 'W5' })
        .events(),
    ).toHaveLength(1);
  });

  it('twice is harmless', () => given(received, lead, left).when('DeallocateCase', deallocate).thenNothing());

  it('on the day the next lead takes over is harmless: that ended it', () =>
    given(received, lead, happened('CaseAllocated', { workerId: 'W2', role: 'LEAD_SW', from: '2015-07-10' }))
      .when('DeallocateCase', deallocate)
      .thenNothing());

  it('somebody who is not allocated is refused', () =>
    given(received, lead)
      .when('DeallocateCase', { ...deallocate, workerId: 'W2' })
      .thenRefused('only-an-allocated-worker-is-deallocated'));

  it('somebody who left earlier is refused', () =>
    given(received, lead, left)
      .when('DeallocateCase', { ...deallocate, until: '2015-08-10' })
      .thenRefused('only-an-allocated-worker-is-deallocated'));
});

describe('handing a case to another team', () => {
  const transfer = { ...child, toTeam: 'T2', area: 'SOUTH', effectiveOn: '2015-08-01' };

  it('says from which team', () =>
    given(received, lead)
      .when('TransferCaseBetweenTeams', transfer)
      .then({
        type: 'CaseTransferredBetweenTeams',
        data: { caseId: 'R1', fromTeam: 'T1', toTeam: 'T2', area: 'SOUTH', effectiveOn: '2015-08-01' },
      }));

  it('that holds it already is harmless', () =>
    given(received, lead)
      .when('TransferCaseBetweenTeams', { ...transfer, toTeam: 'T1', area: undefined })
      .thenNothing());

  it('from one that does not hold it is refused', () =>
    given(received, lead)
      .when('TransferCaseBetweenTeams', { ...transfer, fromTeam: 'T9' })
      .thenRefused('only-the-team-that-holds-a-case-hands-it-on'));
});

describe('allocations', () => {
  it('hold leads and everyone else, each with an end', () => {
    const journey = journeyOf('C1', [received, lead, helper, left, closed]);
    expect(allocations(journey, cases(journey)[0]!)).toEqual([
      { workerId: 'W1', role: 'LEAD_SW', from: '2015-06-12', to: '2015-07-10' },
      { workerId: 'W5', role: 'CO_WORKER', from: '2015-06-20', to: '2015-09-30' },
    ]);
  });
});
