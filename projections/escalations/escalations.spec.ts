import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom } from '#testing/measured';
import { escalated } from './escalations.projection.ts';

const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2016-05-03',
  source: '6',
  teamId: 'T1',
  areaId: 'EAST',
});
const raised = (step: number, at: string) =>
  happened('QueueEscalated', {
    escalationId: `E${step}`,
    queue: 'UNALLOCATED',
    subjectId: 'K1',
    toRole: step === 1 ? 'TM' : 'SM',
    step,
    waitedSince: '2016-05-03',
    escalatedAt: at,
  });
const first = raised(1, '2016-05-05T08:00:00.000Z');
const taken = happened('EscalationAcknowledged', { escalationId: 'E1', acknowledgedAt: '2016-05-06T10:00:00.000Z' });
const lead = (from: string) => happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', role: 'LEAD_SW', from });

const shown = (...events: readonly RecordedEvent[]) =>
  cellsFrom(escalated, events).map(({ escalationId, from, to, team, area }) => [escalationId, from, to, team, area]);

describe('the escalations', () => {
  it('are open from the day they were raised, with the team and area that held the case', () =>
    expect(shown(referred, first)).toEqual([['E1', '2016-05-05', null, 'T1', 'EAST']]));

  it('end with the acknowledgement or the allocation, whichever is first', () => {
    expect(shown(referred, first, taken)[0]?.[2]).toBe('2016-05-06');
    expect(shown(referred, first, lead('2016-05-09'))[0]?.[2]).toBe('2016-05-09');
    expect(shown(referred, first, taken, lead('2016-05-05'))[0]?.[2]).toBe('2016-05-05');
  });

  it('never end before they began, also when the allocation was entered late', () =>
    expect(shown(referred, first, lead('2016-05-04'))).toEqual([['E1', '2016-05-05', '2016-05-05', 'T1', 'EAST']]));

  it('are one row for each step, each with its own end', () => {
    const second = raised(2, '2016-05-09T08:00:00.000Z');
    expect(shown(referred, first, taken, second).map(([id, , to]) => [id, to])).toEqual([
      ['E1', '2016-05-06'],
      ['E2', null],
    ]);
  });

  it('of a contact end with the decision on it, and stand with its hub and the area the child lives in', () => {
    const contacted = happened('ContactReceived', {
      contactId: 'N1',
      source: '6',
      hub: 'MASH',
      receivedAt: '2016-05-03T09:30:00.000Z',
    });
    const child = happened('ChildRegistered', {
      laChildId: 'C1',
      dob: '2010-01-01',
      dobEstimated: false,
      sex: 'F',
      ethnicity: 'WBRI',
      disabilities: ['NONE'],
      homeArea: 'SOUTH',
    });
    const late = happened('QueueEscalated', {
      escalationId: 'E9',
      queue: 'CONTACT',
      subjectId: 'N1',
      toRole: 'TM',
      step: 1,
      waitedSince: '2016-05-03',
      escalatedAt: '2016-05-04T09:35:00.000Z',
    });
    const decided = happened('ContactDecided', {
      contactId: 'N1',
      outcome: 'NFA',
      decidedAt: '2016-05-05T10:00:00.000Z',
    });
    expect(shown(child, contacted, late)).toEqual([['E9', '2016-05-04', null, 'MASH', 'SOUTH']]);
    expect(shown(child, contacted, late, decided)[0]?.[2]).toBe('2016-05-05');
  });
});
