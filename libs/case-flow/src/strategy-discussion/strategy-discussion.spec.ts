import { given, happened } from '#testing/given';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { decidedOnAnEnquiry, strategyDiscussions } from './strategy-discussion.ts';
import { strategyDiscussionRules } from './strategy-discussion.rules.ts';

const received = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-06-10', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_STRATEGY', decidedOn: '2015-06-11' });
const asked = {
  childId: 'C1',
  strategyId: 'S1',
  heldAt: '2015-06-12T09:30:00.000Z',
  kind: 'MEETING',
  outcome: 'S47_JOINT',
} as const;
const { childId: _, ...data } = asked;
const held = happened('StrategyDiscussionHeld', data);

describe('holding a strategy discussion', () => {
  it('is accepted on an open case, and names it', () =>
    given(received, accepted)
      .when('HoldStrategyDiscussion', asked)
      .then({ type: 'StrategyDiscussionHeld', data: { ...data, caseId: 'K1' }, occurredOn: '2015-06-12' }));

  it('keeps what was said among the personal details', () =>
    given(received, accepted)
      .when('HoldStrategyDiscussion', { ...asked, discussion: 'The police will visit first.' })
      .then({
        type: 'StrategyDiscussionHeld',
        data: { ...data, caseId: 'K1' },
        personal: { discussion: 'The police will visit first.' },
      }));

  it('leaves the case as it was: a second discussion may follow', () =>
    expect(
      given(received, accepted, held)
        .when('HoldStrategyDiscussion', { ...asked, strategyId: 'S2', heldAt: '2015-06-15T09:30:00.000Z' })
        .events(),
    ).toHaveLength(1));

  it('asked twice is recorded once, with the id or without', () => {
    const { strategyId: _id, ...unnamed } = asked;
    given(received, accepted, held).when('HoldStrategyDiscussion', asked).thenNothing();
    given(received, accepted, held).when('HoldStrategyDiscussion', unnamed).thenNothing();
  });

  it('is refused before anybody has decided on the referral', () =>
    given(received).when('HoldStrategyDiscussion', asked).thenRefused('only-an-accepted-case'));

  it('is refused where no further action was decided', () =>
    given(received, happened('ReferralDecided', { caseId: 'K1', decision: 'NFA', decidedOn: '2015-06-11' }))
      .when('HoldStrategyDiscussion', { ...asked, caseId: 'K1' })
      .thenRefused('only-an-open-case'));

  it('is refused on a child with no case', () =>
    given().when('HoldStrategyDiscussion', asked).thenRefused('a-case-of-this-child'));
});

describe('strategy discussions', () => {
  it('are dated in London: half past eleven at night in summer UTC is the next day', () => {
    const late = happened('StrategyDiscussionHeld', { ...data, heldAt: '2015-06-12T23:30:00.000Z' });
    expect(strategyDiscussions(journeyOf('C1', [late]))[0]?.heldOn).toBe('2015-06-13');
  });

  it('stand without a referral, in the order they were held, one to an id', () => {
    const later = happened('StrategyDiscussionHeld', { ...data, strategyId: 'S2', heldAt: '2015-07-01T09:00:00.000Z' });
    const repeated = happened('StrategyDiscussionHeld', data, { recorded: '2015-08-01T09:00:00.000Z' });
    const found = strategyDiscussions(journeyOf('C1', [later, repeated, held]));
    expect(found.map((one) => [one.strategyId, one.heldOn, one.caseId])).toEqual([
      ['S1', '2015-06-12', undefined],
      ['S2', '2015-07-01', undefined],
    ]);
  });

  it('decide on an enquiry, single or joint, or on none', () => {
    const outcomes = ['S47_SINGLE', 'S47_JOINT', 'CONTINUE_ASSESSMENT', 'NFA'] as const;
    const found = outcomes.map((outcome) => {
      const one = happened('StrategyDiscussionHeld', { ...data, outcome });
      return decidedOnAnEnquiry(strategyDiscussions(journeyOf('C1', [one]))[0]!);
    });
    expect(found).toEqual([true, true, false, false]);
  });
});

describe('the rule that a strategy discussion is not before its referral', () => {
  const broken = (heldAt: string) =>
    breaches(
      strategyDiscussionRules,
      journeyOf('C1', [received, happened('StrategyDiscussionHeld', { ...data, caseId: 'K1', heldAt })]),
    ).map((breach) => breach.rule);

  it('holds on the day of the referral', () => expect(broken('2015-06-10T09:00:00.000Z')).toEqual([]));
  it('is broken the day before', () =>
    expect(broken('2015-06-09T09:00:00.000Z')).toEqual(['a-strategy-discussion-is-not-before-its-referral']));
});
