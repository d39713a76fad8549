import { given, happened } from '#testing/given';

const received = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-01-05', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-01-05' });
const care = (legalStatus: 'V2' | 'V4') =>
  happened('CareStarted', { periodId: 'L1', caseId: 'K1', startedOn: '2015-03-02', legalStatus });
const ceased = happened('CareCeased', { ceasedOn: '2015-09-01', reason: 'E4A' });

const open = [received, accepted];
const lookedAfter = [...open, care('V2')];
const ids = { periodId: 'L1', caseId: 'K1' };

describe('a care review', () => {
  const asked = { childId: 'C1', reviewId: 'R1', heldOn: '2015-03-27', kind: 'FIRST', participation: 'PN1' } as const;
  const { childId: _, ...data } = asked;

  it('is held while the child is looked after, once a day', () => {
    given(...lookedAfter)
      .when('HoldCareReview', asked)
      .then({ type: 'CareReviewHeld', data: { ...data, ...ids } });
    given(...lookedAfter, happened('CareReviewHeld', data))
      .when('HoldCareReview', { ...asked, reviewId: 'R2' })
      .thenNothing();
  });

  it('is refused when care has ceased', () =>
    given(...lookedAfter, ceased)
      .when('HoldCareReview', { ...asked, heldOn: '2015-09-02' })
      .thenRefused('only-a-looked-after-child'));

  it('399: is refused for a child on short breaks', () =>
    given(...open, care('V4'))
      .when('HoldCareReview', asked)
      .thenRefused('short-breaks-have-no-care-review'));

  it('has its minutes completed once, by its own id or by day', () => {
    const held = happened('CareReviewHeld', data);
    const minutes = { childId: 'C1', reviewId: 'R1', completedOn: '2015-04-10' } as const;
    given(...lookedAfter, held)
      .when('CompleteReviewMinutes', minutes)
      .then({ type: 'ReviewMinutesCompleted', data: { ...ids, reviewId: 'R1', completedOn: '2015-04-10' } });
    given(...lookedAfter, held)
      .when('CompleteReviewMinutes', { childId: 'C1', completedOn: '2015-04-10' })
      .then({ type: 'ReviewMinutesCompleted', data: { ...ids, reviewId: held.eventId, completedOn: '2015-04-10' } });
    const done = happened('ReviewMinutesCompleted', { reviewId: 'R1', completedOn: '2015-04-10' });
    given(...lookedAfter, held, done)
      .when('CompleteReviewMinutes', minutes)
      .thenNothing();
    given(...lookedAfter, held, done)
      .when('CompleteReviewMinutes', { ...minutes, completedOn: '2015-04-11' })
      .thenRefused('minutes-are-completed-once');
  });

  it('has no minutes before it was held', () => {
    given(...lookedAfter, happened('CareReviewHeld', data))
      .when('CompleteReviewMinutes', { childId: 'C1', reviewId: 'R1', completedOn: '2015-03-26' })
      .thenRefused('minutes-follow-a-review');
    given(...lookedAfter)
      .when('CompleteReviewMinutes', { childId: 'C1', completedOn: '2015-03-26' })
      .thenRefused('minutes-follow-a-review');
  });
});

describe('a visit to a looked-after child', () => {
  const asked = { childId: 'C1', visitedOn: '2015-03-09', seen: true, alone: true, by: 'W1' } as const;
  const { childId: _, ...data } = asked;

  it('is recorded while the child is looked after, the same visit once', () => {
    given(...lookedAfter)
      .when('RecordCareVisit', { ...asked, note: 'Settled in well.' })
      .then({ type: 'CareVisitMade', data: { ...data, ...ids }, personal: { note: 'Settled in well.' } });
    given(...lookedAfter, happened('CareVisitMade', data))
      .when('RecordCareVisit', asked)
      .thenNothing();
  });

  it('is refused before care started and after it ceased, and recorded late', () => {
    given(...lookedAfter)
      .when('RecordCareVisit', { ...asked, periodId: 'L1', visitedOn: '2015-03-01' })
      .thenRefused('only-a-looked-after-child');
    given(...lookedAfter, ceased)
      .when('RecordCareVisit', { ...asked, visitedOn: '2015-09-02' })
      .thenRefused('only-a-looked-after-child');
    expect(
      given(...lookedAfter, ceased)
        .when('RecordCareVisit', asked)
        .events(),
    ).toHaveLength(1);
  });
});

describe('a missing episode', () => {
  const gone = { childId: 'C1', missingId: 'M1', from: '2015-05-02T21:00:00.000Z', kind: 'M' } as const;
  const back = { childId: 'C1', until: '2015-05-03T08:00:00.000Z' } as const;
  const { childId: _, ...data } = gone;
  const missing = [...lookedAfter, happened('MissingEpisodeStarted', data)];
  const returned = happened('MissingEpisodeEnded', { missingId: 'M1', until: back.until });

  it('starts while the child is looked after, once', () => {
    given(...lookedAfter)
      .when('StartMissingEpisode', gone)
      .then({ type: 'MissingEpisodeStarted', data: { ...data, ...ids }, occurredOn: '2015-05-02' });
    given(...missing)
      .when('StartMissingEpisode', gone)
      .thenNothing();
    given(...missing)
      .when('StartMissingEpisode', { ...gone, missingId: 'M2', from: '2015-05-02T23:00:00.000Z' })
      .thenRefused('one-missing-episode-at-a-time');
    given(...open)
      .when('StartMissingEpisode', gone)
      .thenRefused('a-period-of-care-of-this-child');
  });

  it('ends with the return, once', () => {
    given(...missing)
      .when('EndMissingEpisode', back)
      .then({ type: 'MissingEpisodeEnded', data: { until: back.until, ...ids, missingId: 'M1' } });
    given(...missing, returned)
      .when('EndMissingEpisode', back)
      .thenNothing();
    given(...missing, returned)
      .when('EndMissingEpisode', { ...back, until: '2015-05-04T08:00:00.000Z' })
      .thenRefused('only-a-missing-child-returns');
    given(...lookedAfter)
      .when('EndMissingEpisode', back)
      .thenRefused('only-a-missing-child-returns');
  });

  it('is told again when the answer about the return interview is known', () =>
    given(...missing, returned)
      .when('EndMissingEpisode', { ...back, returnInterviewOffered: true, accepted: false })
      .then({
        type: 'MissingEpisodeEnded',
        data: { until: back.until, ...ids, missingId: 'M1', returnInterviewOffered: true, accepted: false },
      }));
});

describe('recording one fact as it is told', () => {
  const on = '2015-06-01';

  it.each([
    ['RecordIndependentReviewingOfficerContact', 'IroContactMade', { on }],
    ['RecordHealthAssessment', 'HealthAssessmentDone', { on }],
    ['RecordDentalCheck', 'DentalCheckDone', { on }],
    ['RecordImmunisations', 'ImmunisationsRecorded', { on, upToDate: true }],
    ['RecordStrengthsQuestionnaire', 'SdqScored', { on, score: 12 }],
  ] as const)('%s becomes %s in the period of care, once', (command, type, data) => {
    given(...lookedAfter)
      .when(command, { childId: 'C1', ...data })
      .then({ type, data: { ...data, ...ids } });
    given(...lookedAfter, happened(type, data as never))
      .when(command, { childId: 'C1', ...data })
      .thenNothing();
    given(...open)
      .when(command, { childId: 'C1', ...data })
      .thenRefused('a-period-of-care-of-this-child');
  });

  it.each([
    ['RecordAdoptionDecision', 'AdoptionDecisionMade', { on }],
    ['RecordAdoptionDecisionReversal', 'AdoptionDecisionReversed', { on, reason: 'RD3' }],
    ['RecordPlacementOrder', 'PlacementOrderMade', { on }],
    ['RecordAdoptionMatch', 'AdoptionMatched', { on, adopters: 2, adopterGender: 'MF', adopterStatus: 'L11' }],
    ['RecordPlacementForAdoption', 'PlacedForAdoption', { on }],
    ['RecordAdoptionOrder', 'AdoptionOrderMade', { on }],
    ['RecordCareOrderDischarge', 'CareOrderDischarged', { on, outcome: 'SUPERVISION_ORDER' }],
    ['StartDeprivationOfLibertyOrder', 'DolOrderStarted', { from: on }],
    ['EndDeprivationOfLibertyOrder', 'DolOrderEnded', { until: on }],
  ] as const)('%s becomes %s of a looked-after child', (command, type, data) => {
    given(...lookedAfter)
      .when(command, { childId: 'C1', ...data })
      .then({ type, data: { ...data, caseId: 'K1' } });
    given(...lookedAfter, happened(type, data as never))
      .when(command, { childId: 'C1', ...data })
      .thenNothing();
    given(...open)
      .when(command, { childId: 'C1', ...data })
      .thenRefused('a-period-of-care-of-this-child');
  });

  it.each([
    ['RecordSpecialGuardianshipOrder', 'SgoMade', { on, carerRelation: 'FORMER_FOSTER_CARER' }],
    ['RecordChildArrangementsOrder', 'CaoMade', { on }],
    ['RecordLegalPlanningMeeting', 'LegalPlanningMeetingHeld', { on, outcome: 'ISSUE' }],
    ['StartPreProceedings', 'PreProceedingsStarted', { on }],
    ['IssueProceedings', 'ProceedingsIssued', { on }],
  ] as const)('%s becomes %s of an open case', (command, type, data) => {
    given(...open)
      .when(command, { childId: 'C1', ...data })
      .then({ type, data: { ...data, caseId: 'K1' } });
    given()
      .when(command, { childId: 'C1', ...data })
      .thenRefused('a-case-of-this-child');
  });

  it('needs nothing for what is brought along: asylum and earlier permanence', () => {
    given()
      .when('RecordUnaccompaniedStatus', { childId: 'C1', from: '2015-06-01' })
      .then({ type: 'UnaccompaniedStatusRecorded', data: { from: '2015-06-01' } });
    given()
      .when('RecordPreviousPermanence', { childId: 'C1', kind: 'P1' })
      .then({ type: 'PreviousPermanenceRecorded', data: { kind: 'P1' } });
  });
});
