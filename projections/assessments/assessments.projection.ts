import { addWorkingDays, workingDaysBetween } from '#calendar/working-days';
import { assessments as assessmentsOf, type Assessment } from '#case-flow/assessment/assessments';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { clockOfKind } from './clocks.ts';

/** One row an assessment. Cancelled ones are left out of every measure (catalogue A.5), so they are no rows. */
export const assessments = projection({
  name: 'assessments',
  question: 'Which assessments were begun and authorised, how long did they take, and what came of them?',
  version: 2,
  columns: {
    assessmentId: 'text',
    caseId: 'text',
    kind: 'text',
    basis: 'text',
    startedOn: 'day',
    /** The referral for the first assessment of a case, its own start for later ones (catalogue G1). */
    clockStartedOn: 'day',
    /** 45 working days after the clock started (CIN guide 4.9). */
    dueOn: 'day',
    authorisedOn: 'day',
    outcome: 'text',
    workingDays: 'number',
    /** The DfE's bands of working days (table c2). */
    band: 'text',
    /** Within 45 working days: authorised on a Saturday after day 45 it still is, as its count is 45 (catalogue C.0.3). */
    inTime: 'flag',
    within15: 'flag',
    within20: 'flag',
    /** The same from the assessment's own start, whatever came before it (catalogue G1, the other reading). */
    workingDaysFromStart: 'number',
    bandFromStart: 'text',
    inTimeFromStart: 'flag',
    within15FromStart: 'flag',
    within20FromStart: 'flag',
    /** The last day of its own kind's limit: initial 10 working days (7 before April 2010), core 35, single 45. */
    dueByKindOn: 'day',
    inTimeByKind: 'flag',
    childSeen: 'flag',
    /** Responsible on the day of authorisation; on the first day while there is none. */
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    'AssessmentStarted',
    'AssessmentAuthorised',
    'AssessmentCancelled',
    'ChildSeenDuringAssessment',
    'Section47Started',
  ],
  rows: (journey) =>
    assessmentsOf(journey)
      .filter((one) => one.cancelledOn === undefined)
      .map((one) => row(journey, one)),
});

function row(journey: Journey, one: Assessment) {
  const { assessmentId, clockStartedOn, startedOn, authorisedOn } = one;
  const workingDays = authorisedOn === undefined ? null : workingDaysBetween(clockStartedOn, authorisedOn);
  const fromStart = authorisedOn === undefined ? null : workingDaysBetween(startedOn, authorisedOn);
  const kind = clockOfKind(journey, one);
  return {
    rowId: `${one.started.childId}/${assessmentId}`,
    because: [kind.because, one.started, one.authorised].filter((fact) => fact !== undefined),
    cells: {
      assessmentId,
      caseId: one.caseId ?? null,
      kind: one.kind,
      basis: one.basis ?? null,
      startedOn,
      clockStartedOn,
      dueOn: addWorkingDays(clockStartedOn, 45),
      authorisedOn: authorisedOn ?? null,
      outcome: one.outcome ?? null,
      workingDays,
      band: workingDays === null ? null : bandOf(workingDays),
      inTime: isWithin(workingDays, 45),
      within15: isWithin(workingDays, 15),
      within20: isWithin(workingDays, 20),
      workingDaysFromStart: fromStart,
      bandFromStart: fromStart === null ? null : bandOf(fromStart),
      inTimeFromStart: isWithin(fromStart, 45),
      within15FromStart: isWithin(fromStart, 15),
      within20FromStart: isWithin(fromStart, 20),
      dueByKindOn: addWorkingDays(kind.from, kind.workingDays),
      inTimeByKind: authorisedOn === undefined ? null : workingDaysBetween(kind.from, authorisedOn) <= kind.workingDays,
      childSeen: one.childSeen,
      ...heldOn(one.caseId === undefined ? undefined : caseById(journey, one.caseId), authorisedOn ?? startedOn),
    },
  };
}

const isWithin = (workingDays: number | null, limit: number): boolean | null =>
  workingDays === null ? null : workingDays <= limit;

/** The upper ends of the bands; the last is open. */
const bands = [
  [0, '0'],
  [10, '1-10'],
  [20, '11-20'],
  [30, '21-30'],
  [40, '31-40'],
  [45, '41-45'],
  [50, '46-50'],
  [60, '51-60'],
] as const;

const bandOf = (workingDays: number): string => bands.find(([upTo]) => workingDays <= upTo)?.[1] ?? '61+';
