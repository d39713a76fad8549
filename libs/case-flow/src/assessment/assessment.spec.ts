import { workingDaysBetween } from '#calendar/working-days';
import { given, happened, on } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { assessments } from './assessment.ts';
import { assessmentRules } from './assessment.rules.ts';

const child = { childId: 'C1' };
const received = happened('ReferralReceived', { caseId: 'R1', referredOn: '2015-12-01', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-12-02' });
const open = [received, accepted];
const started = happened('AssessmentStarted', {
  caseId: 'R1',
  assessmentId: 'A1',
  kind: 'SINGLE',
  startedOn: '2015-12-03',
});
const submitted = happened('AssessmentSubmitted', { assessmentId: 'A1', submittedOn: '2016-02-01' });
const authorised = happened('AssessmentAuthorised', {
  assessmentId: 'A1',
  authorisedOn: '2016-02-05',
  outcome: 'NFA',
  factors: ['16A'],
});
const rejected = happened('AssessmentRejected', { assessmentId: 'A1' }, { occurredOn: '2016-02-02' });
const cancelled = happened('AssessmentCancelled', { assessmentId: 'A1' }, { occurredOn: '2015-12-20' });
const seen = (seenOn: string) => happened('ChildSeenDuringAssessment', { assessmentId: 'A1', seenOn, alone: true });

const of = (...events: RecordedEvent[]) => assessments(journeyOf('C1', events));
const broken = (...events: RecordedEvent[]) =>
  breaches(assessmentRules, journeyOf('C1', events)).map(({ rule, dfe, level }) => `${level} ${dfe} ${rule}`);

describe('starting an assessment', () => {
  const start = { ...child, assessmentId: 'A1', kind: 'SINGLE', startedOn: '2015-12-03' } as const;

  it('is accepted on an open case', () =>
    given(...open)
      .when('StartAssessment', { ...start, basis: 'S17', trigger: 'NEW_REFERRAL' })
      .then({
        type: 'AssessmentStarted',
        data: {
          caseId: 'R1',
          assessmentId: 'A1',
          kind: 'SINGLE',
          basis: 'S17',
          trigger: 'NEW_REFERRAL',
          startedOn: '2015-12-03',
        },
        occurredOn: '2015-12-03',
      }));

  it('before anybody decided on the referral is refused', () =>
    given(received).when('StartAssessment', start).thenRefused('only-an-accepted-case'));

  it('without a referral is refused', () => given().when('StartAssessment', start).thenRefused('a-case-of-this-child'));

  it('before the referral is refused', () =>
    given(...open)
      .when('StartAssessment', { ...start, caseId: 'R1', startedOn: '2015-11-30' })
      .thenRefused('an-assessment-is-not-before-its-referral'));

  it('while another one is under way is refused', () =>
    given(...open, started)
      .when('StartAssessment', { ...start, assessmentId: 'A2', startedOn: '2016-01-04' })
      .thenRefused('one-open-assessment-at-a-time'));

  it('is accepted once the last one is authorised, or was cancelled', () => {
    const second = { ...start, assessmentId: 'A2', startedOn: '2016-02-05' };
    expect(
      given(...open, started, authorised)
        .when('StartAssessment', second)
        .events(),
    ).toHaveLength(1);
    expect(
      given(...open, started, cancelled)
        .when('StartAssessment', second)
        .events(),
    ).toHaveLength(1);
  });

  it('twice is harmless; under its id on another day it is refused', () => {
    given(...open, started)
      .when('StartAssessment', start)
      .thenNothing();
    given(...open, started)
      .when('StartAssessment', { ...start, startedOn: '2015-12-04' })
      .thenRefused('an-assessment-starts-once');
  });

  it('after the child died is refused', () =>
    given(...open, happened('ChildDied', { diedOn: '2015-12-02', verifiedByCertificate: true }))
      .when('StartAssessment', start)
      .thenRefused('an-assessment-does-not-start-after-death'));
});

describe('during an assessment', () => {
  it('the child is seen', () =>
    given(...open, started)
      .when('RecordChildSeen', { ...child, seenOn: '2015-12-10', alone: true, by: 'W1' })
      .then({
        type: 'ChildSeenDuringAssessment',
        data: { assessmentId: 'A1', seenOn: '2015-12-10', alone: true, by: 'W1' },
      }));

  it('a visit told twice is one visit', () =>
    given(...open, started, seen('2015-12-10'))
      .when('RecordChildSeen', { ...child, seenOn: '2015-12-10', alone: true })
      .thenNothing());

  it('a visit made by then may be written up after the authorisation, a later one not', () => {
    expect(
      given(...open, started, authorised)
        .when('RecordChildSeen', { ...child, seenOn: '2016-02-05' })
        .events(),
    ).toHaveLength(1);
    given(...open, started, authorised)
      .when('RecordChildSeen', { ...child, seenOn: '2016-02-06' })
      .thenRefused('only-an-open-assessment');
  });

  it('a child is not seen for an assessment that was cancelled or does not exist', () => {
    given(...open, started, cancelled)
      .when('RecordChildSeen', { ...child, seenOn: '2016-01-06' })
      .thenRefused('only-an-open-assessment');
    given(...open)
      .when('RecordChildSeen', { ...child, seenOn: '2016-01-06' })
      .thenRefused('an-assessment-of-this-child');
    given(...open, started)
      .when('RecordChildSeen', { ...child, assessmentId: 'A7', seenOn: '2016-01-06' })
      .thenRefused('an-assessment-of-this-child');
  });

  it('a review point is held', () => {
    const held = { ...child, point: 15, heldOn: '2015-12-22', decision: 'CONTINUE' } as const;
    given(...open, started)
      .when('HoldAssessmentReviewPoint', held)
      .then({
        type: 'AssessmentReviewPointHeld',
        data: { assessmentId: 'A1', point: 15, heldOn: '2015-12-22', decision: 'CONTINUE' },
      });
    const event = happened('AssessmentReviewPointHeld', { assessmentId: 'A1', point: '15', heldOn: '2015-12-22' });
    given(...open, started, event)
      .when('HoldAssessmentReviewPoint', held)
      .thenNothing();
    given(...open, started, cancelled)
      .when('HoldAssessmentReviewPoint', held)
      .thenRefused('only-an-open-assessment');
  });
});

describe('submitting and authorising an assessment', () => {
  const authorise = {
    ...child,
    authorisedOn: '2016-02-05',
    outcome: 'CIN_PLAN',
    factors: ['3B', '16A'],
    childSeen: true,
  } as const;

  it('a started one is submitted', () =>
    given(...open, started)
      .when('SubmitAssessment', { ...child, submittedOn: '2016-02-01' })
      .then({ type: 'AssessmentSubmitted', data: { assessmentId: 'A1', submittedOn: '2016-02-01' } }));

  it('twice is harmless, on another day refused', () => {
    given(...open, started, submitted)
      .when('SubmitAssessment', { ...child, submittedOn: '2016-02-01' })
      .thenNothing();
    given(...open, started, submitted)
      .when('SubmitAssessment', { ...child, submittedOn: '2016-02-02' })
      .thenRefused('only-a-started-assessment-is-submitted');
  });

  it('before its start is refused', () =>
    given(...open, started)
      .when('SubmitAssessment', { ...child, assessmentId: 'A1', submittedOn: '2015-12-02' })
      .thenRefused('an-assessment-is-submitted-after-it-starts'));

  it('a submitted one is authorised with its outcome and factors', () =>
    given(...open, started, submitted)
      .when('AuthoriseAssessment', authorise)
      .then({
        type: 'AssessmentAuthorised',
        data: {
          assessmentId: 'A1',
          authorisedOn: '2016-02-05',
          outcome: 'CIN_PLAN',
          factors: ['3B', '16A'],
          childSeen: true,
        },
      }));

  it('one that was not submitted is not authorised', () =>
    given(...open, started)
      .when('AuthoriseAssessment', authorise)
      .thenRefused('only-a-submitted-assessment-is-authorised'));

  it('an authorised one is not authorised otherwise; the same again is harmless', () => {
    given(...open, started, submitted, authorised)
      .when('AuthoriseAssessment', { ...authorise, authorisedOn: '2016-02-08' })
      .thenRefused('only-a-submitted-assessment-is-authorised');
    given(...open, started, submitted, authorised)
      .when('AuthoriseAssessment', { ...authorise, outcome: 'NFA' })
      .thenNothing();
  });

  it.each([
    [[], 'an-authorised-assessment-has-factors'],
    [['21', '16A'], 'no-factors-stands-alone'],
    [['16A', '16A'], 'a-factor-is-recorded-once'],
  ] as const)('with the factors %j is refused', (factors, rule) =>
    given(...open, started, submitted)
      .when('AuthoriseAssessment', { ...authorise, factors })
      .thenRefused(rule),
  );

  it('with no factors identified, said so alone, is accepted', () =>
    expect(
      given(...open, started, submitted)
        .when('AuthoriseAssessment', { ...authorise, factors: ['21'] })
        .events(),
    ).toHaveLength(1));

  it('before it started is refused', () =>
    given(...open, started, submitted)
      .when('AuthoriseAssessment', { ...authorise, assessmentId: 'A1', authorisedOn: '2015-12-02' })
      .thenRefused('an-assessment-ends-after-it-starts'));

  it('a rejected one is started again, and submitted again', () => {
    const reject = { ...child, rejectedOn: '2016-02-02', reason: 'The father was not spoken to' };
    given(...open, started, submitted)
      .when('RejectAssessment', reject)
      .then({
        type: 'AssessmentRejected',
        data: { assessmentId: 'A1' },
        personal: { reason: reject.reason },
        occurredOn: '2016-02-02',
      });
    given(...open, started, submitted, rejected)
      .when('RejectAssessment', reject)
      .thenNothing();
    given(...open, started)
      .when('RejectAssessment', reject)
      .thenRefused('only-a-submitted-assessment-is-rejected');
    given(...open, started, submitted, rejected)
      .when('AuthoriseAssessment', authorise)
      .thenRefused('only-a-submitted-assessment-is-authorised');
    expect(
      given(...open, started, submitted, rejected)
        .when('SubmitAssessment', { ...child, submittedOn: '2016-02-04' })
        .events(),
    ).toHaveLength(1);
  });

  it('is cancelled from any open state, once', () => {
    const cancel = { ...child, cancelledOn: '2016-02-03', reason: 'Opened on the wrong child' };
    for (const events of [[started], [started, submitted]])
      given(...open, ...events)
        .when('CancelAssessment', cancel)
        .then({
          type: 'AssessmentCancelled',
          data: { assessmentId: 'A1' },
          personal: { reason: cancel.reason },
          occurredOn: '2016-02-03',
        });
    given(...open, started, cancelled)
      .when('CancelAssessment', cancel)
      .thenNothing();
    given(...open, started, authorised)
      .when('CancelAssessment', { ...cancel, cancelledOn: '2016-02-08' })
      .thenRefused('only-an-open-assessment');
  });
});

describe('assessments', () => {
  const second = happened('AssessmentStarted', { assessmentId: 'A2', kind: 'SINGLE', startedOn: '2016-02-10' });

  it('tell how far each has come', () => {
    expect(of(...open, started)[0]).toMatchObject({ status: 'STARTED', caseId: 'R1', kind: 'SINGLE' });
    expect(of(...open, started, submitted)[0]).toMatchObject({ status: 'SUBMITTED', submittedOn: '2016-02-01' });
    expect(of(...open, started, submitted, rejected)[0]).toMatchObject({ status: 'STARTED', rejectedOn: '2016-02-02' });
    expect(of(...open, started, submitted, rejected)[0]?.submittedOn).toBeUndefined();
    expect(of(...open, started, submitted, authorised)[0]).toMatchObject({
      status: 'AUTHORISED',
      authorisedOn: '2016-02-05',
      outcome: 'NFA',
    });
    expect(of(...open, started, cancelled)[0]).toMatchObject({ status: 'CANCELLED', cancelledOn: '2015-12-20' });
  });

  it('count the first of a case from its referral and later ones from their own start', () =>
    expect(of(...open, started, authorised, second).map((one) => one.clockStartedOn)).toEqual([
      '2015-12-01',
      '2016-02-10',
    ]));

  it('follow a referral date that is corrected: 52 working days become 45', () => {
    const referral = happened('ReferralReceived', { caseId: 'R1', referredOn: '2016-01-12', source: '6' });
    const start = happened('AssessmentStarted', { assessmentId: 'A1', kind: 'SINGLE', startedOn: '2016-01-21' });
    const correction = happened('EventDateCorrected', {
      targetEventId: referral.eventId,
      field: 'referredOn',
      to: '2016-01-21',
    });
    const worked = (...events: RecordedEvent[]) =>
      of(...events).map((one) => workingDaysBetween(one.clockStartedOn, on('2016-03-24')));
    expect(worked(referral, start)).toEqual([52]);
    expect(worked(referral, start, correction)).toEqual([45]);
  });

  it('that were cancelled leave the referral’s clock to the next one', () =>
    expect(of(...open, started, cancelled, second).map((one) => one.clockStartedOn)).toEqual([
      '2015-12-03',
      '2015-12-01',
    ]));

  it('without a case count from their own start', () => {
    const [one] = of(started);
    expect(one?.clockStartedOn).toBe('2015-12-03');
    expect(one?.caseId).toBeUndefined();
  });

  it('of a referral that was folded into another of the day belong to that one case', () => {
    const folded = happened(
      'ReferralReceived',
      { caseId: 'R2', referredOn: '2015-12-01', source: '2A' },
      { recorded: '2015-12-02T09:00:00Z' },
    );
    const under = happened('AssessmentStarted', {
      caseId: 'R2',
      assessmentId: 'A3',
      kind: 'SINGLE',
      startedOn: '2016-02-10',
    });
    expect(of(...open, folded, started, authorised, under).map((one) => [one.caseId, one.clockStartedOn])).toEqual([
      ['R1', '2015-12-01'],
      ['R1', '2016-02-10'],
    ]);
  });

  it('say whether the child was seen on or before the authorisation', () => {
    expect(of(started, authorised)[0]?.childSeen).toBe(false);
    expect(of(started, authorised, seen('2016-02-05'))[0]?.childSeen).toBe(true);
    expect(of(started, authorised, seen('2016-02-06'))[0]?.childSeen).toBe(false);
    expect(of(started, seen('2015-12-10'))[0]?.childSeen).toBe(true);
    const said = happened('AssessmentAuthorised', { assessmentId: 'A1', authorisedOn: '2016-02-05', childSeen: true });
    expect(of(started, said)[0]?.childSeen).toBe(true);
  });

  it('read a review point written as text or as a number', () => {
    const points = (['15', 30, 'OTHER'] as const).map((point) =>
      happened('AssessmentReviewPointHeld', { point, heldOn: '2016-01-04' }),
    );
    expect(
      of(started, ...points)[0]
        ?.reviewPoints.map((held) => held.point)
        .sort(),
    ).toEqual([15, 30, 'OTHER']);
  });

  it('take an unnamed fact for the latest started by its day', () => {
    const unnamed = happened('AssessmentAuthorised', { authorisedOn: '2016-03-01', outcome: 'NFA' });
    expect(of(...open, started, authorised, second, unnamed).map((one) => one.authorisedOn)).toEqual([
      '2016-02-05',
      '2016-03-01',
    ]);
  });

  it('started twice under one id are one', () => expect(of(started, { ...started, eventId: 'again' })).toHaveLength(1));
});

describe('the rules of an assessment flag an import', () => {
  it('that has nothing wrong not at all', () => expect(broken(...open, started, submitted, authorised)).toEqual([]));

  it('with two assessments open at once', () => {
    const second = happened('AssessmentStarted', { assessmentId: 'A2', kind: 'SINGLE', startedOn: '2016-01-10' });
    expect(broken(...open, started, second)).toEqual([
      'error 8896 one-open-assessment-at-a-time',
      'query 8863Q an-assessment-starts-after-the-last-one-ended',
    ]);
    expect(broken(...open, started, authorised, second)).toEqual([
      'query 8863Q an-assessment-starts-after-the-last-one-ended',
    ]);
    expect(broken(...open, started, cancelled, second)).toEqual([]);
  });

  it('with an authorisation before the start, without factors, or with a factor not in use', () => {
    const authorise = (more: object) =>
      happened('AssessmentAuthorised', { assessmentId: 'A1', authorisedOn: '2016-02-05', outcome: 'NFA', ...more });
    expect(broken(...open, started, authorise({}))).toEqual(['query 8897Q an-authorised-assessment-has-factors']);
    expect(broken(...open, started, authorise({ factors: ['21', '1A'] }))).toEqual([
      'error 8869 no-factors-stands-alone',
    ]);
    expect(broken(...open, started, authorise({ factors: ['1A', '1A'] }))).toEqual([
      'error 8898 a-factor-is-recorded-once',
    ]);
    expect(broken(...open, started, authorise({ factors: ['24A'] }))).toEqual(['query 8945Q a-factor-is-in-force']);
    expect(broken(...open, started, authorise({ factors: ['1A'], authorisedOn: '2015-12-02' }))).toEqual([
      'error 8608 an-assessment-ends-after-it-starts',
    ]);
  });
});
