import { plainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '../event.ts';
import { given, happened } from '#testing/given';
import { journeyOf } from '../journey.ts';
import { escalations, stepsOf } from './escalation.ts';
import { waitOn, waits } from './waits.ts';

const referred = happened('ReferralReceived', { caseId: 'K1', referredOn: '2016-05-03', source: '6', teamId: 'T1' });
const lead = (from: string) => happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', role: 'LEAD_SW', from });
const left = (until: string) => happened('CaseDeallocated', { caseId: 'K1', workerId: 'W1', until });
const contacted = happened('ContactReceived', { contactId: 'N1', source: '6', receivedAt: '2016-05-03T09:30:00.000Z' });
const decided = (at: string) => happened('ContactDecided', { contactId: 'N1', outcome: 'NFA', decidedAt: at });
const reopened = (on: string) => happened('ContactReopened', { contactId: 'N1' }, { occurredOn: on });
const raised = (step: number, toRole: 'TM' | 'SM', at: string, waitedSince = '2016-05-03') =>
  happened('QueueEscalated', {
    escalationId: `E${step}`,
    queue: 'UNALLOCATED',
    subjectId: 'K1',
    toRole,
    step,
    waitedSince,
    escalatedAt: at,
  });
const taken = happened('EscalationAcknowledged', { escalationId: 'E1', acknowledgedAt: '2016-05-06T10:00:00.000Z' });
const day = plainDate;

describe('what waits', () => {
  const told = (...events: readonly RecordedEvent[]) =>
    waits(journeyOf('C1', events)).map(({ queue, subjectId, since, to }) => [queue, subjectId, since, to]);

  it('is a case in each stretch without a qualified lead social worker', () => {
    expect(told(referred)).toEqual([['UNALLOCATED', 'K1', '2016-05-03', undefined]]);
    expect(told(referred, lead('2016-05-05'), left('2016-06-01'))).toEqual([
      ['UNALLOCATED', 'K1', '2016-05-03', '2016-05-05'],
      ['UNALLOCATED', 'K1', '2016-06-01', undefined],
    ]);
    expect(told(referred, lead('2016-05-03'))).toEqual([]);
    const closed = happened('CaseClosed', { caseId: 'K1', closedOn: '2016-06-10', reason: 'RC7' });
    expect(told(referred, lead('2016-05-03'), closed)).toEqual([]);
    expect(told(referred, closed)).toEqual([['UNALLOCATED', 'K1', '2016-05-03', '2016-06-10']]);
  });

  it('is a contact until it is decided on, and again from the day it is reopened', () => {
    expect(told(contacted)).toEqual([['CONTACT', 'N1', '2016-05-03', undefined]]);
    const later = [contacted, decided('2016-05-04T10:00:00.000Z'), reopened('2016-05-09')];
    expect(told(...later)).toEqual([
      ['CONTACT', 'N1', '2016-05-03', '2016-05-04'],
      ['CONTACT', 'N1', '2016-05-09', undefined],
    ]);
  });

  it('began with the minute a contact came in, and of a case with its day', () => {
    const journey = journeyOf('C1', [contacted, referred]);
    expect(waitOn(journey, 'CONTACT', 'N1', day('2016-05-03'))?.sinceAt).toBe('2016-05-03T09:30:00.000Z');
    expect(waitOn(journey, 'UNALLOCATED', 'K1', day('2016-05-03'))?.sinceAt).toBe('2016-05-02T23:00:00.000Z');
  });
});

describe('escalating what waits', () => {
  const escalate = {
    childId: 'C1',
    queue: 'UNALLOCATED',
    subjectId: 'K1',
    toRole: 'TM',
    step: 1,
    waitedSince: '2016-05-03',
  } as const;
  const at = '2016-05-05T08:00:00.000Z';

  it('is on record with whom it went to and since when it waited', () => {
    const [event] = given(referred).when('EscalateQueue', escalate, at, 'SYS').events();
    expect(event).toMatchObject({
      type: 'QueueEscalated',
      actingRole: 'SYS',
      occurredOn: '2016-05-05',
      data: {
        queue: 'UNALLOCATED',
        subjectId: 'K1',
        toRole: 'TM',
        step: 1,
        waitedSince: '2016-05-03',
        escalatedAt: at,
      },
    });
  });

  it('twice at one step is harmless, and the next step is another escalation', () => {
    const first = raised(1, 'TM', at);
    given(referred, first).when('EscalateQueue', escalate, '2016-05-05T09:00:00.000Z', 'SYS').thenNothing();
    const next = { ...escalate, step: 2, toRole: 'SM' } as const;
    expect(given(referred, first).when('EscalateQueue', next, '2016-05-06T09:00:00.000Z', 'SYS').events()).toHaveLength(
      1,
    );
  });

  it('is refused to everybody but the clock of the service', () => {
    for (const role of ['TM', 'ADMIN', undefined])
      given(referred).when('EscalateQueue', escalate, at, role).thenRefused('only-the-clock-escalates');
  });

  it('is refused once somebody took it up', () =>
    given(referred, lead('2016-05-04'))
      .when('EscalateQueue', escalate, at, 'SYS')
      .thenRefused('only-what-still-waits-is-escalated'));

  it('begins anew when a case loses its lead social worker', () => {
    const events = [referred, raised(1, 'TM', at), lead('2016-05-06'), left('2016-06-01')];
    const again = { ...escalate, waitedSince: '2016-06-01' };
    expect(
      given(...events)
        .when('EscalateQueue', again, '2016-06-03T08:00:00.000Z', 'SYS')
        .events(),
    ).toHaveLength(1);
  });
});

describe('acknowledging an escalation', () => {
  const acknowledge = { childId: 'C1', escalationId: 'E1', note: 'Duty takes it today.' };
  const at = '2016-05-06T10:00:00.000Z';
  const first = raised(1, 'TM', '2016-05-05T08:00:00.000Z');

  it('is for the manager it went to or one above, and keeps the note with the personal details', () => {
    for (const role of ['TM', 'SM'])
      given(referred, first)
        .when('AcknowledgeEscalation', acknowledge, at, role)
        .then({
          type: 'EscalationAcknowledged',
          data: { escalationId: 'E1', acknowledgedAt: at },
          personal: { note: 'Duty takes it today.' },
        });
  });

  it('is refused to anybody else, and of the service manager’s to a team manager', () => {
    for (const role of ['SW', 'SYS', undefined])
      given(referred, first)
        .when('AcknowledgeEscalation', acknowledge, at, role)
        .thenRefused('only-the-manager-asked-acknowledges');
    given(referred, raised(2, 'SM', '2016-05-06T08:00:00.000Z'))
      .when('AcknowledgeEscalation', { ...acknowledge, escalationId: 'E2' }, at, 'TM')
      .thenRefused('only-the-manager-asked-acknowledges');
  });

  it('twice is harmless, and of something nobody raised it is refused', () => {
    given(referred, first, taken).when('AcknowledgeEscalation', acknowledge, at, 'TM').thenNothing();
    given(referred).when('AcknowledgeEscalation', acknowledge, at, 'TM').thenRefused('an-escalation-of-this-child');
    given(referred, first)
      .when('AcknowledgeEscalation', { ...acknowledge, acknowledgedAt: '2016-05-05T07:00:00.000Z' }, at, 'TM')
      .thenRefused('nothing-is-acknowledged-before-it-was-raised');
  });

  it('stands with the escalation it answers, whatever the order of arrival', () => {
    for (const events of [
      [referred, first, taken],
      [taken, first, referred],
    ]) {
      const [one] = escalations(journeyOf('C1', events));
      expect([one?.raised.data.escalationId, one?.acknowledged?.on]).toEqual(['E1', '2016-05-06']);
    }
  });

  it('belongs to the wait in which it was raised, also when a corrected date moved its beginning', () => {
    const earlier = happened('ReferralReceived', { caseId: 'K1', referredOn: '2016-05-02', source: '6' });
    const journey = journeyOf('C1', [earlier, first]);
    expect(stepsOf(journey, waitOn(journey, 'UNALLOCATED', 'K1', day('2016-05-06'))!)).toHaveLength(1);
  });
});
