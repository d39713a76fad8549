import { earliest, type PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { endsOf, startsOf } from '../succession.ts';

/** A budget of short-break hours agreed for a disabled child. `endedOn` may lie ahead: the day it was agreed until. */
export interface ShortBreakBudget {
  readonly budgetId?: string;
  readonly caseId?: string;
  readonly agreed: Fact<'ShortBreakBudgetAgreed'>;
  readonly startedOn: PlainDate;
  readonly endedOn?: PlainDate;
  readonly hours?: number;
}

/** The child's short-break budgets in the order of their start (catalogue A.8, CIN-02). */
export const shortBreakBudgets = perJourney((journey): readonly ShortBreakBudget[] => {
  const starts = startsOf(factsOf(journey, 'ShortBreakBudgetAgreed'), (data) => data.budgetId);
  const ends = endsOf(starts, factsOf(journey, 'ShortBreakBudgetEnded'), (data) => data.budgetId);
  return starts.map((start) => {
    const { budgetId, hours, until } = start.started.data;
    const caseId = caseOf(journey, start.started)?.caseId;
    const endedOn = earliest(until, ends.get(start)?.on);
    return {
      ...(budgetId === undefined ? {} : { budgetId }),
      ...(caseId === undefined ? {} : { caseId }),
      agreed: start.started,
      startedOn: start.startedOn,
      ...(endedOn === undefined ? {} : { endedOn }),
      ...(hours === undefined ? {} : { hours }),
    };
  });
});
