import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { strategyDiscussions } from './strategy-discussions.projection.ts';
import { st01 } from './st-01-strategy-discussions.measure.ts';
import { st02 } from './st-02-strategy-discussions-after-an-initial-assessment.measure.ts';

const july = { from: '2015-07-01', to: '2015-07-31' };

const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2015-06-01',
  source: '6',
  teamId: 'T1',
  areaId: 'EAST',
});
const assessed = (kind: 'INITIAL' | 'SINGLE' | 'CORE', startedOn = '2015-06-02') =>
  happened('AssessmentStarted', { caseId: 'K1', assessmentId: 'A1', kind, startedOn });
const held = (heldAt: string, more: object = {}) =>
  happened('StrategyDiscussionHeld', {
    caseId: 'K1',
    strategyId: `S-${heldAt}`,
    heldAt,
    kind: 'MEETING',
    outcome: 'S47_JOINT',
    ...more,
  });

describe('the strategy discussions', () => {
  it('become one row each, on their day in London', () => {
    expect(cellsFrom(strategyDiscussions, [referred, assessed('SINGLE'), held('2015-07-06T23:30:00.000Z')])).toEqual([
      {
        strategyId: 'S-2015-07-06T23:30:00.000Z',
        caseId: 'K1',
        heldOn: '2015-07-07',
        kind: 'MEETING',
        outcome: 'S47_JOINT',
        followsInitialAssessment: true,
        team: 'T1',
        area: 'EAST',
      },
    ]);
  });

  it('are counted without the reviews among them', () => {
    const events = [
      referred,
      held('2015-07-06T10:00:00.000Z', { kind: 'DISCUSSION' }),
      held('2015-07-07T10:00:00.000Z', { kind: 'MEETING' }),
      held('2015-07-20T10:00:00.000Z', { kind: 'REVIEW' }),
    ];
    expect(figureOf(st01, events, july).value).toBe(2);
  });

  it('follow an initial assessment as it was recorded; else if one of the case had begun by then', () => {
    const share = (assessment: ReturnType<typeof assessed>, more: object = {}) =>
      figureOf(st02, [referred, assessment, held('2015-07-06T10:00:00.000Z', more)], july).value;
    expect(share(assessed('INITIAL'))).toBe(100);
    expect(share(assessed('SINGLE'))).toBe(100);
    expect(share(assessed('CORE'))).toBe(0);
    expect(share(assessed('INITIAL', '2015-07-06'))).toBe(100);
    expect(share(assessed('INITIAL', '2015-07-07'))).toBe(0);
    expect(share(assessed('INITIAL'), { precededBy: 'REFERRAL' })).toBe(0);
    expect(share(assessed('INITIAL', '2015-07-07'), { precededBy: 'INITIAL_ASSESSMENT' })).toBe(100);
  });
});
