import { assessments } from '#case-flow/assessment/assessments';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import {
  strategyDiscussions as discussionsOf,
  type StrategyDiscussion,
} from '#case-flow/strategy-discussion/strategy-discussion';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row a strategy discussion and child. */
export const strategyDiscussions = projection({
  name: 'strategy-discussions',
  question: 'Which strategy discussions were held, and did they follow an assessment?',
  version: 1,
  columns: {
    strategyId: 'text',
    caseId: 'text',
    heldOn: 'day',
    kind: 'text',
    outcome: 'text',
    /**
     * As it was recorded what preceded the discussion; where that was left out, whether an initial or single assessment
     * of the case had begun by then.
     */
    followsInitialAssessment: 'flag',
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    'StrategyDiscussionHeld',
    'AssessmentStarted',
    'AssessmentAuthorised',
    'AssessmentCancelled',
  ],
  rows: (journey) => discussionsOf(journey).map((one) => row(journey, one)),
});

function row(journey: Journey, one: StrategyDiscussion) {
  const { strategyId, caseId, heldOn: on } = one;
  const assessment = one.precededBy === undefined ? assessmentBefore(journey, one) : undefined;
  return {
    rowId: `${one.held.childId}/${strategyId}`,
    because: [assessment?.started, one.held].filter((fact) => fact !== undefined),
    cells: {
      strategyId,
      caseId: caseId ?? null,
      heldOn: on,
      kind: one.kind,
      outcome: one.outcome,
      followsInitialAssessment: one.precededBy === 'INITIAL_ASSESSMENT' || assessment !== undefined,
      ...heldOn(caseId === undefined ? undefined : caseById(journey, caseId), on),
    },
  };
}

function assessmentBefore(journey: Journey, { caseId, heldOn: on }: StrategyDiscussion) {
  return assessments(journey).find(
    (one) =>
      one.caseId === caseId &&
      one.cancelledOn === undefined &&
      (one.kind === 'INITIAL' || one.kind === 'SINGLE') &&
      one.startedOn <= on,
  );
}
