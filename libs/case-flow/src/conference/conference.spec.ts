import { given, happened } from '#testing/given';
import { workingDaysBetween } from '#calendar/working-days';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { conferenceRules } from './conference.rules.ts';
import { initialConferences } from './initial-conferences.ts';
import { requestedConferences } from './requested-conferences.ts';

const received = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-09-01', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_STRATEGY', decidedOn: '2015-09-02' });
const started = happened('Section47Started', { s47Id: 'E1', caseId: 'K1', startedOn: '2015-09-28' });
const concluded = (icpcRequired: boolean) =>
  happened('Section47Concluded', { s47Id: 'E1', caseId: 'K1', concludedOn: '2015-10-09', icpcRequired });
const held = (heldOn: string, more: { s47Id?: string; transferIn?: boolean; conferenceId?: string } = {}) =>
  happened('InitialConferenceHeld', { conferenceId: 'F1', caseId: 'K1', heldOn, outcome: 'CP_PLAN', ...more });
const requested = happened('ConferenceRequested', { conferenceId: 'F1', caseId: 'K1', requestedOn: '2015-10-09' });
const of = (...events: RecordedEvent[]) => initialConferences(journeyOf('C1', events));

const enquired = [received, accepted, started, concluded(true)];
const asked = { childId: 'C1', heldOn: '2015-10-19', outcome: 'CP_PLAN' } as const;

const movedIn = happened('TransferInNotified', { caseId: 'K9', fromLa: '884', notifiedOn: '2016-04-18', hadCpp: true });
const movedInCase = happened('ReferralReceived', {
  caseId: 'K9',
  referredOn: '2016-04-18',
  source: '5C',
  transferInFrom: '884',
});
const movedInAccepted = happened('ReferralDecided', {
  caseId: 'K9',
  decision: 'ACCEPT_OTHER',
  decidedOn: '2016-04-18',
});

describe('holding an initial child protection conference', () => {
  it('is accepted after an enquiry that was concluded with a conference required', () =>
    given(...enquired)
      .when('HoldInitialConference', { ...asked, conferenceId: 'F1' })
      .then({
        type: 'InitialConferenceHeld',
        data: { conferenceId: 'F1', caseId: 'K1', s47Id: 'E1', heldOn: '2015-10-19', outcome: 'CP_PLAN' },
      }));

  it('takes the id of the conference that was requested', () =>
    expect(
      given(...enquired, requested)
        .when('HoldInitialConference', asked)
        .events()[0]?.data,
    ).toMatchObject({
      conferenceId: 'F1',
    }));

  it('asked twice is recorded once', () =>
    given(...enquired, held('2015-10-19'))
      .when('HoldInitialConference', asked)
      .thenNothing());

  it('is refused with another outcome on the same day', () =>
    given(...enquired, held('2015-10-19'))
      .when('HoldInitialConference', { ...asked, outcome: 'NFA' })
      .thenRefused('one-conference-on-a-day'));

  it('is refused while the enquiry is open', () =>
    given(received, accepted, started)
      .when('HoldInitialConference', asked)
      .thenRefused('a-conference-follows-a-concluded-enquiry-or-a-transfer-in'));

  it('is refused where the enquiry required none', () =>
    given(received, accepted, started, concluded(false))
      .when('HoldInitialConference', asked)
      .thenRefused('a-conference-follows-a-concluded-enquiry-or-a-transfer-in'));

  it('is refused before the enquiry was concluded', () =>
    given(...enquired)
      .when('HoldInitialConference', { ...asked, heldOn: '2015-10-08' })
      .thenRefused('a-conference-follows-a-concluded-enquiry-or-a-transfer-in'));

  it('8875: is refused on a Saturday', () =>
    given(...enquired)
      .when('HoldInitialConference', { ...asked, heldOn: '2015-10-17' })
      .thenRefused('a-conference-is-not-at-a-weekend'));

  it('is accepted without an enquiry for a child who moved here', () =>
    given(movedIn, movedInCase, movedInAccepted)
      .when('HoldInitialConference', { ...asked, conferenceId: 'F9', heldOn: '2016-05-10', transferIn: true })
      .then({
        type: 'InitialConferenceHeld',
        data: { conferenceId: 'F9', caseId: 'K9', heldOn: '2016-05-10', outcome: 'CP_PLAN', transferIn: true },
      }));

  it('is refused as a transfer in for a child who did not', () =>
    given(...enquired)
      .when('HoldInitialConference', { ...asked, transferIn: true })
      .thenRefused('a-transfer-in-conference-follows-a-notification'));
});

describe('requesting, scheduling and cancelling a conference', () => {
  const at = '2015-10-12T09:00:00.000Z';

  it('a request is accepted on an open case', () =>
    given(...enquired)
      .when('RequestConference', { childId: 'C1', conferenceId: 'F1', requestedOn: '2015-10-09' })
      .then({ type: 'ConferenceRequested', data: { conferenceId: 'F1', caseId: 'K1', requestedOn: '2015-10-09' } }));

  it('a request asked twice is recorded once, and a second one is refused while the first stands', () => {
    given(...enquired, requested)
      .when('RequestConference', { childId: 'C1', requestedOn: '2015-10-09' })
      .thenNothing();
    given(...enquired, requested)
      .when('RequestConference', { childId: 'C1', requestedOn: '2015-10-12' })
      .thenRefused('one-requested-conference-at-a-time');
  });

  it('a booking is accepted for a day ahead, and once', () => {
    const booking = { childId: 'C1', plannedOn: '2015-10-21', lateReason: 'QUORACY' } as const;
    const { childId: _, ...data } = booking;
    given(...enquired, requested)
      .when('ScheduleConference', booking, at)
      .then({
        type: 'ConferenceScheduled',
        data: { ...data, conferenceId: 'F1', caseId: 'K1' },
        occurredOn: '2015-10-12',
      });
    const booked = happened('ConferenceScheduled', { ...data, conferenceId: 'F1' }, { occurredOn: '2015-10-12' });
    given(...enquired, requested, booked)
      .when('ScheduleConference', booking, at)
      .thenNothing();
  });

  it('a booking is refused at a weekend, and where none was requested', () => {
    given(...enquired, requested)
      .when('ScheduleConference', { childId: 'C1', plannedOn: '2015-10-18' }, at)
      .thenRefused('a-conference-is-not-at-a-weekend');
    given(...enquired)
      .when('ScheduleConference', { childId: 'C1', plannedOn: '2015-10-19' }, at)
      .thenRefused('only-a-requested-conference');
  });

  it('a cancellation is accepted while the request stands, and once', () => {
    const data = { conferenceId: 'F1', caseId: 'K1', reason: 'FAMILY_MOVED' };
    given(...enquired, requested)
      .when('CancelConference', { childId: 'C1', reason: 'FAMILY_MOVED' }, at)
      .then({ type: 'ConferenceCancelled', data, occurredOn: '2015-10-12' });
    const cancelled = happened('ConferenceCancelled', data, { occurredOn: '2015-10-12' });
    given(...enquired, requested, cancelled)
      .when('CancelConference', { childId: 'C1' }, at)
      .thenNothing();
  });

  it('a cancellation is refused once the conference was held', () =>
    given(...enquired, requested, held('2015-10-19'))
      .when('CancelConference', { childId: 'C1' })
      .thenRefused('only-a-requested-conference'));

  it('the requests tell their booking, and that one was held', () => {
    const booked = happened(
      'ConferenceScheduled',
      { conferenceId: 'F1', plannedOn: '2015-10-19' },
      { occurredOn: '2015-10-12' },
    );
    expect(requestedConferences(journeyOf('C1', [held('2015-10-19'), booked, requested, received]))).toEqual([
      { conferenceId: 'F1', caseId: 'K1', requestedOn: '2015-10-09', plannedOn: '2015-10-19', heldOn: '2015-10-19' },
    ]);
  });
});

describe('initial conferences', () => {
  it('IC02: from a discussion on 2015-09-28 to a conference on 2015-10-20 are 16 working days, one too many', () => {
    const [one] = of(...enquired, held('2015-10-20', { s47Id: 'E1' }));
    expect(workingDaysBetween(one!.clockStartedOn!, one!.heldOn)).toBe(16);
    expect(one!.dueOn).toBe('2015-10-19');
  });

  it('IC05: a receiving conference is due 15 working days after the transfer was notified, and follows no enquiry', () => {
    const conference = held('2016-05-10', { transferIn: true });
    const [one] = of(movedIn, movedInCase, { ...conference, data: { ...conference.data, caseId: 'K9' } });
    expect(one).toMatchObject({ transferIn: true, clockStartedOn: '2016-04-18', dueOn: '2016-05-10' });
    expect(one?.enquiry).toBeUndefined();
  });

  it('count a transfer in from its referral where no notification is known', () =>
    expect(of(received, held('2015-09-22', { transferIn: true }))[0]?.dueOn).toBe('2015-09-22'));

  it('take the latest enquiry of the case that had started, where they name none', () => {
    const later = happened('Section47Started', { s47Id: 'E2', caseId: 'K1', startedOn: '2015-11-02' });
    expect(of(...enquired, later, held('2015-10-19'))[0]?.enquiry?.section47Id).toBe('E1');
    expect(of(...enquired, later, held('2015-11-09'))[0]?.enquiry?.section47Id).toBe('E2');
  });

  it('keep an enquiry they name although it started later: the measure leaves them out', () =>
    expect(of(...enquired, held('2015-09-25', { s47Id: 'E1' }))[0]?.clockStartedOn).toBe('2015-09-28'));

  it('have no clock where no enquiry is known', () => {
    const [one] = of(held('2015-10-19'));
    expect([one?.caseId, one?.clockStartedOn, one?.dueOn]).toEqual([undefined, undefined, undefined]);
  });

  it('are one where two records fall on one day', () =>
    expect(of(...enquired, held('2015-10-19'), held('2015-10-19', { conferenceId: 'F2' }))).toHaveLength(1));

  it('give the reason they were late, told when held or when booked', () => {
    const booked = happened(
      'ConferenceScheduled',
      { caseId: 'K1', plannedOn: '2015-10-21', lateReason: 'CAPACITY' },
      { occurredOn: '2015-10-12' },
    );
    expect(of(...enquired, booked, held('2015-10-21'))[0]?.lateReason).toBe('CAPACITY');
    expect(of(...enquired, booked, held('2015-10-22'))[0]?.lateReason).toBeUndefined();
    const told = happened('InitialConferenceHeld', { conferenceId: 'F1', heldOn: '2015-10-21', lateReason: 'FAMILY' });
    expect(of(...enquired, booked, told)[0]?.lateReason).toBe('FAMILY');
  });
});

describe('rules of initial conferences', () => {
  const broken = (heldOn: string) =>
    breaches(conferenceRules, journeyOf('C1', [received, held(heldOn)])).map((one) => `${one.dfe} ${one.rule}`);

  it('are kept by a conference on a weekday after the referral', () => expect(broken('2015-10-19')).toEqual([]));
  it('8875: are broken on a Sunday', () =>
    expect(broken('2015-10-18')).toEqual(['8875 a-conference-is-not-at-a-weekend']));
  it('1104: are broken before the referral, not on its day', () => {
    expect(broken('2015-09-01')).toEqual([]);
    expect(broken('2015-08-31')).toEqual(['1104 a-conference-is-not-before-its-referral']);
  });
});
