import { factsOf } from '#case-flow/journey';
import { caseOf, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

const steps = [
  'LegalPlanningMeetingHeld',
  'PreProceedingsStarted',
  'ProceedingsIssued',
  'CareOrderDischarged',
] as const;

/** One row a step towards, or back from, an order of the court. Steps of one kind on one day are one. */
export const legalSteps = projection({
  name: 'legal-steps',
  question: 'Which legal planning meetings were held, proceedings issued and care orders discharged?',
  version: 1,
  columns: { step: 'text', on: 'day', outcome: 'text', team: 'text', area: 'text' },
  reads: [...holdingEvents, ...steps],
  rows: (journey) =>
    factsOf(journey, ...steps)
      .filter((fact, i, all) => !all.slice(0, i).some((one) => one.type === fact.type && one.on === fact.on))
      .map((fact) => ({
        rowId: `${fact.childId}/${fact.eventId}`,
        because: [fact],
        cells: {
          step: fact.type,
          on: fact.on,
          outcome: fact.data.outcome ?? null,
          ...heldOn(caseOf(journey, fact), fact.on),
        },
      })),
});
