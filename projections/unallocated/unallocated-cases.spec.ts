import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { unallocatedCases } from './unallocated-cases.projection.ts';
import { unq } from './un-q-cases-waiting-for-a-lead-social-worker.measure.ts';

const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2015-12-01',
  source: '6',
  teamId: 'MASH',
  areaId: 'EAST',
});
const decided = (decision: 'ACCEPT_ASSESS' | 'NFA') =>
  happened('ReferralDecided', { caseId: 'K1', decidedOn: '2015-12-02', decision });
const allocated = (from: string) => happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', role: 'LEAD_SW', from });
const left = (until: string) => happened('CaseDeallocated', { caseId: 'K1', workerId: 'W1', until });

/** What the queue says is due next at the end of a day. */
const next = (events: readonly RecordedEvent[], on: string) => {
  const row = cellsFrom(unallocatedCases, events).find(
    (cells) => cells.from! <= on && (cells.to === null || cells.to > on),
  );
  return row && [row.nextDue, row.nextDueOn];
};

describe('the cases that wait for a lead social worker', () => {
  it('become one row for each stretch of waiting in which one thing is due next', () => {
    const whole = {
      caseId: 'K1',
      referredOn: '2015-12-01',
      source: '6',
      waitingSince: '2015-12-01',
      team: 'MASH',
      area: 'EAST',
    };
    expect(
      cellsFrom(unallocatedCases, [referred, decided('ACCEPT_ASSESS'), allocated('2015-12-07'), left('2016-01-04')]),
    ).toEqual([
      {
        ...whole,
        isAccepted: false,
        nextDue: 'Referral decision',
        nextDueOn: '2015-12-02',
        from: '2015-12-01',
        to: '2015-12-02',
      },
      {
        ...whole,
        isAccepted: true,
        nextDue: 'Assessment',
        nextDueOn: '2016-02-05',
        from: '2015-12-02',
        to: '2015-12-07',
      },
      {
        ...whole,
        waitingSince: '2016-01-04',
        isAccepted: true,
        nextDue: 'Assessment',
        nextDueOn: '2016-02-05',
        from: '2016-01-04',
        to: null,
      },
    ]);
  });

  it('are on the queue whether decided or not, and leave it with a lead social worker, no further action or closure', () => {
    const waiting = (events: readonly RecordedEvent[]) => (on: string) => figureOf(unq, events, { on }).value;
    const days = ['2015-12-01', '2015-12-02', '2015-12-03'];
    expect(days.map(waiting([referred]))).toEqual([1, 1, 1]);
    expect(days.map(waiting([referred, decided('NFA')]))).toEqual([1, 0, 0]);
    expect(days.map(waiting([referred, allocated('2015-12-03')]))).toEqual([1, 1, 0]);
    const closed = happened('CaseClosed', { caseId: 'K1', closedOn: '2015-12-03', reason: 'RC7' });
    expect(days.map(waiting([referred, decided('ACCEPT_ASSESS'), closed]))).toEqual([1, 1, 0]);
  });

  it('show first what is due first, also when its day has passed', () => {
    const events = [
      referred,
      decided('ACCEPT_ASSESS'),
      happened('AssessmentStarted', { caseId: 'K1', assessmentId: 'A1', kind: 'SINGLE', startedOn: '2015-12-03' }),
      happened('Section47Started', { caseId: 'K1', s47Id: 'S1', startedOn: '2015-12-10' }),
      happened('InitialConferenceHeld', {
        caseId: 'K1',
        conferenceId: 'I1',
        s47Id: 'S1',
        heldOn: '2016-01-11',
        outcome: 'CP_PLAN',
      }),
      happened('CpPlanStarted', { caseId: 'K1', planId: 'P1', startedOn: '2016-01-11', category: 'NEG' }),
      happened('AssessmentAuthorised', { assessmentId: 'A1', authorisedOn: '2016-02-10' }),
      happened('ReviewConferenceHeld', { planId: 'P1', heldOn: '2016-04-04', decision: 'CONTINUE' }),
      happened('CpPlanEnded', { planId: 'P1', endedOn: '2016-09-01' }),
    ];
    expect(next(events, '2015-12-09')).toEqual(['Assessment', '2016-02-05']);
    expect(next(events, '2015-12-10')).toEqual(['Initial conference', '2016-01-05']);
    expect(next(events, '2016-01-10')).toEqual(['Initial conference', '2016-01-05']);
    expect(next(events, '2016-01-11')).toEqual(['Assessment', '2016-02-05']);
    expect(next(events, '2016-02-10')).toEqual(['Review conference', '2016-04-11']);
    expect(next(events, '2016-04-04')).toEqual(['Review conference', '2016-10-04']);
    expect(next(events, '2016-09-01')).toEqual([null, null]);
  });

  it('need no conference once the enquiry has found none is required', () => {
    const events = [
      referred,
      happened('Section47Started', { caseId: 'K1', s47Id: 'S1', startedOn: '2015-12-03' }),
      happened('Section47Concluded', { s47Id: 'S1', concludedOn: '2015-12-15', icpcRequired: false }),
    ];
    expect(next(events, '2015-12-14')).toEqual(['Initial conference', '2015-12-24']);
    expect(next(events, '2015-12-15')).toEqual([null, null]);
  });

  it('of children who moved here with a plan need a receiving conference', () => {
    const notified = happened('TransferInNotified', {
      caseId: 'K1',
      fromLa: '330',
      notifiedOn: '2015-12-01',
      hadCpp: true,
    });
    const held = happened('InitialConferenceHeld', {
      caseId: 'K1',
      conferenceId: 'I1',
      heldOn: '2015-12-18',
      transferIn: true,
    });
    expect(next([referred, decided('ACCEPT_ASSESS'), notified], '2015-12-02')).toEqual([
      'Receiving conference',
      '2015-12-22',
    ]);
    expect(next([referred, decided('ACCEPT_ASSESS'), notified, held], '2015-12-18')).toEqual([
      'Assessment',
      '2016-02-05',
    ]);
  });

  it('of looked-after children need visits and the reviews of their care, of short breaks none', () => {
    const care = (legalStatus: 'C2' | 'V4') =>
      happened('CareStarted', { caseId: 'K1', periodId: 'L1', startedOn: '2015-12-02', legalStatus });
    const review = happened('CareReviewHeld', { periodId: 'L1', heldOn: '2015-12-21' });
    const visit = (visitedOn: string) => happened('CareVisitMade', { periodId: 'L1', visitedOn, seen: true });
    expect(next([referred, care('C2')], '2015-12-02')).toEqual(['Visit in care', '2015-12-09']);
    expect(next([referred, care('C2'), visit('2015-12-05')], '2015-12-05')).toEqual(['Review of care', '2016-01-04']);
    expect(next([referred, care('C2'), review], '2015-12-21')).toEqual(['Visit in care', '2015-12-09']);
    const seen = [visit('2015-12-05'), review, visit('2016-03-01')];
    expect(next([referred, care('C2'), ...seen], '2016-03-01')).toEqual(['Review of care', '2016-03-21']);
    expect(next([referred, care('V4')], '2015-12-02')).toEqual([null, null]);
  });
});
