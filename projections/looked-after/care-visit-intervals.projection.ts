import { addDays, type PlainDate } from '#calendar/plain-date';
import { careVisitDueOn, visitChangesOf, visitsCountFrom, visitSituationOn } from '#case-flow/care/care-visits-due';
import type { CareVisit, PeriodOfCare } from '#case-flow/care/periods-of-care';
import { factsOf, type Journey } from '#case-flow/journey';
import { heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import type { Interval } from '../stretches.ts';
import { daysLookedAfter, lookedAfterEvents, type DaysLookedAfter } from './days-looked-after.ts';

/**
 * One row for each time a visit fell due while LAC-01 counts the child: after a placement or an order, or after a visit.
 * A time that a move, an order or the end of care cut short before its due day is none.
 */
export const careVisitIntervals = projection({
  name: 'care-visit-intervals',
  question: 'Which visits to looked-after children fell due, and were they made in time?',
  version: 1,
  columns: {
    periodId: 'text',
    since: 'day',
    dueOn: 'day',
    visitedOn: 'day',
    met: 'flag',
    /** Responsible on the due day. */
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    ...lookedAfterEvents,
    'PlacementStarted',
    'PlacementEnded',
    'CareReviewHeld',
    'CareVisitMade',
  ],
  rows: (journey) => daysLookedAfter(journey).flatMap((days) => rows(journey, days)),
});

/** The day from which the next visit is counted: a visit, or what began a new count. */
interface Anchor {
  readonly on: PlainDate;
  readonly visit?: CareVisit;
}

function rows(journey: Journey, days: DaysLookedAfter) {
  const { period } = days.span;
  const anchors = anchorsOf(period, days);
  return anchors.flatMap((anchor, i) => {
    const next = anchors[i + 1];
    const dueOn = fellDueOn(period, days, anchor, next);
    if (dueOn === undefined) return [];
    const visit = next?.visit;
    const events = [period.started.eventId, anchor.visit?.eventId, visit?.eventId];
    return [
      {
        rowId: `${period.started.childId}/${period.periodId}/${anchor.visit ? 'visit' : 'start'}#${anchor.on}`,
        because: factsOf(journey, 'CareStarted', 'CareVisitMade').filter((fact) => events.includes(fact.eventId)),
        cells: {
          periodId: period.periodId,
          since: anchor.on,
          dueOn,
          visitedOn: visit?.visitedOn ?? null,
          met: visit !== undefined && visit.visitedOn <= dueOn,
          ...heldOn(days.case, dueOn),
        },
      },
    ];
  });
}

/** Of one day a beginning stands before a visit; visits of one day are one. */
function anchorsOf(period: PeriodOfCare, days: Interval): readonly Anchor[] {
  const within = (on: PlainDate) => on >= days.from && (days.to === undefined || on < days.to);
  const changes = [...new Set([days.from, ...visitChangesOf(period)])].filter(within).sort();
  return changes.flatMap((on) => {
    const begins = on === days.from || visitsCountFrom(visitSituationOn(period, on)) === on;
    const visit = period.visits.find((one) => one.seen && one.visitedOn === on);
    return [...(begins ? [{ on }] : []), ...(visit === undefined ? [] : [{ on, visit }])];
  });
}

/**
 * The day the interval after an anchor fell due, by the rule in force on that day; undefined where it did not come to
 * that: another count began before, or the child was no longer looked after.
 */
function fellDueOn(
  period: PeriodOfCare,
  days: Interval,
  anchor: Anchor,
  next: Anchor | undefined,
): PlainDate | undefined {
  const end = next?.on ?? days.to;
  const visitedBy = anchor.visit === undefined ? addDays(anchor.on, -1) : anchor.on;
  const changes = visitChangesOf(period).filter((on) => on > anchor.on && (end === undefined || on < end));
  const starts = [anchor.on, ...[...new Set(changes)].sort()];
  const dues = starts.map((on) => careVisitDueOn(visitSituationOn(period, on, visitedBy)));
  const fell = dues.find((due, i) => {
    const until = starts[i + 1] ?? end;
    return due >= starts[i]! && (until === undefined || due < until);
  });
  if (fell !== undefined) return fell;
  const last = dues.at(-1)!;
  const isMet = next?.visit !== undefined && next.visit.visitedOn <= last;
  return isMet && (days.to === undefined || last < days.to) ? last : undefined;
}
