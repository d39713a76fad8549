import { addDays, earliest } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { assessments, type Assessment } from '#case-flow/assessment/assessments';
import type { Journey } from '#case-flow/journey';
import { caseById } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { leadEvents } from '../case-events.ts';
import { holdingFacts, responsibleIn } from '../stretches.ts';

/**
 * The days an assessment was open, one row for each stretch of them in one team and area, with or without a lead social
 * worker. A cancelled assessment was open until it was cancelled.
 */
export const openAssessments = projection({
  name: 'open-assessments',
  question: 'Which assessments are open, which are past day 45, and which have no lead social worker?',
  version: 2,
  columns: {
    assessmentId: 'text',
    caseId: 'text',
    kind: 'text',
    startedOn: 'day',
    /** Working day 45 after the clock started. That day itself is in time. */
    dueOn: 'day',
    overdueFrom: 'day',
    /** The first day more than 45 working days after its own start. */
    overdueFromStartFrom: 'day',
    /** In a stretch without a lead social worker: the first day more than seven days after the start. */
    unallocatedFrom: 'day',
    /** The seventh day itself, for the variant that counts from it. */
    unallocatedFromDay7: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...leadEvents, 'AssessmentStarted', 'AssessmentAuthorised', 'AssessmentCancelled'],
  rows: (journey) => assessments(journey).flatMap((one) => rows(journey, one)),
});

function rows(journey: Journey, one: Assessment) {
  const { assessmentId, caseId, startedOn } = one;
  const endedOn = earliest(one.authorisedOn, one.cancelledOn);
  const dueOn = addWorkingDays(one.clockStartedOn, 45);
  const interval = { from: startedOn, ...(endedOn === undefined ? {} : { to: endedOn }) };
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  return responsibleIn(ofCase, interval).map(({ from, to, team, area, allocated }) => ({
    rowId: `${one.started.childId}/${assessmentId}#${from}`,
    because: [one.started, ...holdingFacts(journey, ofCase), one.authorised].filter((fact) => fact !== undefined),
    cells: {
      assessmentId,
      caseId: caseId ?? null,
      kind: one.kind,
      startedOn,
      dueOn,
      overdueFrom: addDays(dueOn, 1),
      overdueFromStartFrom: addDays(addWorkingDays(startedOn, 45), 1),
      unallocatedFrom: allocated ? null : addDays(startedOn, 8),
      unallocatedFromDay7: allocated ? null : addDays(startedOn, 7),
      from,
      to: to ?? null,
      team,
      area,
    },
  }));
}
