import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { homeEvents, placeOfFact } from './early-help-place.ts';

/** One row an early help assessment completed; one with the same tool on the same day told twice is one. */
export const earlyHelpAssessments = projection({
  name: 'early-help-assessments',
  question: 'Which early help assessments were completed, with which tool and for what?',
  version: 1,
  columns: {
    completedOn: 'day',
    tool: 'text',
    /** Unknown where an import does not say. */
    purpose: 'text',
    organisation: 'text',
    /** Of those who recorded it. */
    team: 'text',
    area: 'text',
  },
  reads: [...homeEvents, 'EarlyHelpAssessmentCompleted'],
  rows: (journey) => completed(journey).map((fact) => row(journey, fact)),
});

type Completed = Fact<'EarlyHelpAssessmentCompleted'>;

function completed(journey: Journey): readonly Completed[] {
  const facts = factsOf(journey, 'EarlyHelpAssessmentCompleted');
  const isSame = (a: Completed, b: Completed) => a.on === b.on && a.data.tool === b.data.tool;
  return facts.filter((fact, i) => facts.findIndex((other) => isSame(other, fact)) === i);
}

const row = (journey: Journey, fact: Completed) => ({
  rowId: `${fact.childId}/${fact.eventId}`,
  because: [fact],
  cells: {
    completedOn: fact.on,
    tool: fact.data.tool,
    purpose: fact.data.purpose ?? null,
    organisation: fact.data.organisation ?? null,
    ...placeOfFact(journey, fact),
  },
});
