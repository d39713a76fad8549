import { earlyHelp as earlyHelpOf, type EarlyHelp } from '#case-flow/early-help/early-help';
import type { Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { homeEvents, placeOfFact } from './early-help-place.ts';

/** One row for each early help of a child, from the request to its closure. A step-up closes it, however it was recorded. */
export const earlyHelp = projection({
  name: 'early-help',
  question: 'Which early help was asked for, where did it come from, and how did it end?',
  version: 1,
  columns: {
    earlyHelpId: 'text',
    requestedOn: 'day',
    origin: 'text',
    stepDownFrom: 'text',
    closedOn: 'day',
    outcome: 'text',
    /** The day it was stepped up to the statutory service. */
    steppedUpOn: 'day',
    steppedUpBecause: 'text',
    /** Of the request; of what ended it. */
    team: 'text',
    area: 'text',
    endedTeam: 'text',
    endedArea: 'text',
  },
  reads: [...homeEvents, 'EarlyHelpRequested', 'EarlyHelpSteppedUp', 'EarlyHelpClosed'],
  rows: (journey) => earlyHelpOf(journey).map((one) => row(journey, one)),
});

function row(journey: Journey, one: EarlyHelp) {
  const { requested, ehId, steppedUp, closed, closedOn, outcome } = one;
  const ending = closed ?? steppedUp;
  const place = ending === undefined ? undefined : placeOfFact(journey, ending);
  return {
    rowId: `${requested.childId}/${ehId}`,
    because: [requested, steppedUp, closed].filter((fact) => fact !== undefined),
    cells: {
      earlyHelpId: ehId,
      requestedOn: one.requestedOn,
      origin: one.origin,
      stepDownFrom: requested.data.stepDownFrom ?? null,
      closedOn: closedOn ?? null,
      outcome: outcome ?? null,
      steppedUpOn: steppedUp?.on ?? (outcome === 'STEPPED_UP' ? closedOn : undefined) ?? null,
      steppedUpBecause: steppedUp?.data.reason ?? null,
      ...placeOfFact(journey, requested),
      endedTeam: place?.team ?? null,
      endedArea: place?.area ?? null,
    },
  };
}
