import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { section47Enquiries } from './section-47-enquiries.ts';
import { section47EnquiryRules } from './section-47-enquiry.rules.ts';

const received = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-09-01', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_STRATEGY', decidedOn: '2015-09-02' });
const discussed = (strategyId: string, heldOn: string, outcome: 'S47_SINGLE' | 'NFA' = 'S47_SINGLE') =>
  happened('StrategyDiscussionHeld', {
    strategyId,
    caseId: 'K1',
    heldAt: `${heldOn}T10:00:00.000Z`,
    kind: 'MEETING',
    outcome,
  });
const started = (s47Id: string, startedOn: string, caseId?: string) =>
  happened('Section47Started', { s47Id, startedOn, ...(caseId === undefined ? {} : { caseId }) });
const concluded = (concludedOn: string, icpcRequired: boolean, s47Id?: string) =>
  happened('Section47Concluded', { concludedOn, icpcRequired, ...(s47Id === undefined ? {} : { s47Id }) });
const of = (...events: RecordedEvent[]) => section47Enquiries(journeyOf('C1', events));
const broken = (...events: RecordedEvent[]) =>
  breaches(section47EnquiryRules, journeyOf('C1', events)).map((one) => `${one.dfe ?? ''} ${one.rule}`.trim());

const open = [received, accepted, discussed('S1', '2015-09-28')];

describe('starting a section 47 enquiry', () => {
  it('IC02: is accepted on the day of the strategy discussion, its conference due 15 working days on', () =>
    given(...open)
      .when('StartSection47Enquiry', { childId: 'C1', s47Id: 'E1', startedOn: '2015-09-28' })
      .then({
        type: 'Section47Started',
        data: { s47Id: 'E1', caseId: 'K1', strategyId: 'S1', startedOn: '2015-09-28', icpcTargetOn: '2015-10-19' },
      }));

  it('is accepted where the discussion is named', () =>
    expect(
      given(...open)
        .when('StartSection47Enquiry', { childId: 'C1', strategyId: 'S1', startedOn: '2015-09-28' })
        .events()[0]?.data,
    ).toMatchObject({ strategyId: 'S1', caseId: 'K1' }));

  it('asked twice is recorded once', () =>
    given(...open, started('E1', '2015-09-28'))
      .when('StartSection47Enquiry', { childId: 'C1', startedOn: '2015-09-28' })
      .thenNothing());

  it('is refused without a strategy discussion', () =>
    given(received, accepted)
      .when('StartSection47Enquiry', { childId: 'C1', startedOn: '2015-09-28' })
      .thenRefused('an-enquiry-follows-a-strategy-discussion-that-decided-on-it'));

  it('is refused where the discussion decided on none', () =>
    given(received, accepted, discussed('S1', '2015-09-28', 'NFA'))
      .when('StartSection47Enquiry', { childId: 'C1', strategyId: 'S1', startedOn: '2015-09-28' })
      .thenRefused('an-enquiry-follows-a-strategy-discussion-that-decided-on-it'));

  it('is refused on another day than the discussion', () =>
    given(...open)
      .when('StartSection47Enquiry', { childId: 'C1', startedOn: '2015-09-29' })
      .thenRefused('an-enquiry-starts-on-the-day-of-its-strategy-discussion'));

  it('is refused while another enquiry is open', () =>
    given(...open, started('E1', '2015-09-28'), discussed('S2', '2015-10-05'))
      .when('StartSection47Enquiry', { childId: 'C1', startedOn: '2015-10-05' })
      .thenRefused('one-section-47-enquiry-at-a-time'));

  it('is accepted after the one before was concluded', () =>
    expect(
      given(...open, started('E1', '2015-09-28'), concluded('2015-10-01', false), discussed('S2', '2015-10-05'))
        .when('StartSection47Enquiry', { childId: 'C1', startedOn: '2015-10-05' })
        .events(),
    ).toHaveLength(1));

  it('is refused before the referral is decided', () =>
    given(received)
      .when('StartSection47Enquiry', { childId: 'C1', startedOn: '2015-09-28' })
      .thenRefused('only-an-accepted-case'));
});

describe('concluding a section 47 enquiry', () => {
  const running = [...open, started('E1', '2015-09-28')];
  const asked = { childId: 'C1', concludedOn: '2015-10-09', outcome: 'ICPC', icpcRequired: true } as const;

  it('is accepted while it is open', () =>
    given(...running)
      .when('ConcludeSection47Enquiry', { ...asked, analysis: 'The risk stands.' })
      .then({
        type: 'Section47Concluded',
        data: { s47Id: 'E1', caseId: 'K1', concludedOn: '2015-10-09', outcome: 'ICPC', icpcRequired: true },
        personal: { analysis: 'The risk stands.' },
      }));

  it('asked twice is recorded once', () =>
    given(...running, concluded('2015-10-09', true))
      .when('ConcludeSection47Enquiry', asked)
      .thenNothing());

  it('is refused with another answer once it is concluded', () =>
    given(...running, concluded('2015-10-09', true))
      .when('ConcludeSection47Enquiry', { ...asked, outcome: 'CIN', icpcRequired: false })
      .thenRefused('only-an-open-enquiry-is-concluded'));

  it('is refused with a conference as the outcome and none required', () =>
    given(...running)
      .when('ConcludeSection47Enquiry', { ...asked, icpcRequired: false })
      .thenRefused('an-enquiry-that-ends-in-a-conference-requires-one'));

  it('is refused before it started', () =>
    given(...running)
      .when('ConcludeSection47Enquiry', { ...asked, s47Id: 'E1', concludedOn: '2015-09-27' })
      .thenRefused('a-section-47-enquiry-is-not-concluded-before-its-start'));

  it('is refused where there is none', () =>
    given(...open)
      .when('ConcludeSection47Enquiry', asked)
      .thenRefused('an-enquiry-of-this-child'));
});

describe('section 47 enquiries', () => {
  it('IC03: a discussion on a Saturday makes the conference due on 2015-10-23', () =>
    expect(of(started('E1', '2015-10-03'))[0]?.conferenceTargetOn).toBe('2015-10-23'));

  it('IC04: Christmas lies between 2015-12-10 and the conference due on 2016-01-05', () =>
    expect(of(started('E1', '2015-12-10'))[0]?.conferenceTargetOn).toBe('2016-01-05'));

  it('are one where two starts fall on one day', () => {
    const [one, ...more] = of(
      started('E1', '2015-09-28'),
      started('E2', '2015-09-28'),
      concluded('2015-10-09', true, 'E2'),
    );
    expect(more).toEqual([]);
    expect(one).toMatchObject({ section47Id: expect.stringMatching(/^E[12]$/), concludedOn: '2015-10-09' });
  });

  it('stand in order, and a conclusion that names none ends the one still open', () =>
    expect(
      of(
        concluded('2015-11-10', false),
        started('E2', '2015-10-09'),
        concluded('2015-10-09', true),
        started('E1', '2015-09-28'),
      ).map(({ section47Id, concludedOn, conferenceRequired }) => [section47Id, concludedOn, conferenceRequired]),
    ).toEqual([
      ['E1', '2015-10-09', true],
      ['E2', '2015-11-10', false],
    ]));

  it('tell apart what a system opened together with an assessment', () => {
    const automatic = happened('Section47Started', { s47Id: 'E1', startedOn: '2015-09-28', autoS47: true });
    expect(of(automatic)[0]?.isAutomatic).toBe(true);
    expect(of(started('E1', '2015-09-28'))[0]?.isAutomatic).toBe(false);
  });

  it('do not mind a conclusion of an enquiry nobody started', () =>
    expect(of(concluded('2015-10-09', true))).toEqual([]));
});

describe('rules of section 47 enquiries', () => {
  const assessed = happened('AssessmentStarted', {
    assessmentId: 'A1',
    caseId: 'K1',
    kind: 'SINGLE',
    startedOn: '2015-09-02',
  });
  const held = (heldOn: string) =>
    happened('InitialConferenceHeld', { conferenceId: 'F1', caseId: 'K1', heldOn, s47Id: 'E1', outcome: 'CP_PLAN' });

  it('are kept by one enquiry after another with an assessment and a conference', () =>
    expect(
      broken(received, assessed, started('E1', '2015-09-28'), held('2015-10-19'), started('E2', '2015-10-19')),
    ).toEqual([]));

  it('8839: two of one case are not open at once', () =>
    expect(broken(received, assessed, started('E1', '2015-09-28'), started('E2', '2015-10-05'))).toEqual([
      '8839 one-open-section-47-enquiry-in-a-case',
    ]));

  it('8890: one does not start before the one before it is over', () =>
    expect(
      broken(
        received,
        assessed,
        started('E1', '2015-09-28'),
        concluded('2015-10-09', false, 'E1'),
        started('E2', '2015-10-05'),
      ),
    ).toEqual(['8890 section-47-enquiries-of-a-case-do-not-overlap']));

  it('8890: enquiries of two cases are not compared', () => {
    const second = happened('ReferralReceived', { caseId: 'K2', referredOn: '2015-10-01', source: '6' });
    const also = happened('AssessmentStarted', {
      assessmentId: 'A2',
      caseId: 'K2',
      kind: 'SINGLE',
      startedOn: '2015-10-02',
    });
    expect(
      broken(received, second, assessed, also, started('E1', '2015-09-28', 'K1'), started('E2', '2015-10-05', 'K2')),
    ).toEqual([]);
  });

  it('2991Q: a case without an assessment is asked about', () =>
    expect(broken(received, started('E1', '2015-09-28'))).toEqual([
      '2991Q a-case-with-a-section-47-enquiry-has-an-assessment',
    ]));

  it('8615: the conference is not before the enquiry', () => {
    expect(broken(received, assessed, started('E1', '2015-09-28'), held('2015-09-28'))).toEqual([]);
    expect(broken(received, assessed, started('E1', '2015-09-28'), held('2015-09-25'))).toEqual([
      '8615 a-section-47-enquiry-is-not-after-its-conference',
    ]);
  });

  it('2889: the enquiry is not before the referral', () => {
    expect(broken(received, assessed, started('E1', '2015-09-01', 'K1'))).toEqual([]);
    expect(broken(received, assessed, started('E1', '2015-08-31', 'K1'))).toEqual([
      '2889 a-section-47-enquiry-is-not-before-its-referral',
    ]);
  });

  it('a conclusion is not before the start', () =>
    expect(broken(received, assessed, started('E1', '2015-09-28'), concluded('2015-09-27', false, 'E1'))).toEqual([
      'a-section-47-enquiry-is-not-concluded-before-its-start',
    ]));
});
