import { earliest, latest } from '#calendar/plain-date';
import type { Stay } from '#case-flow/care/stays';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { spansOfCare, type SpanOfCare } from '../looked-after/spans-of-care.ts';
import type { Interval } from '../stretches.ts';

/** The days of a stay that fall in a span of care: short breaks are no placement that is counted. */
export interface StayInCare extends Interval {
  readonly stay: Stay;
  readonly span: SpanOfCare;
}

/** Every stay of every span of care, in order. */
export const staysInCare = (journey: Journey): readonly StayInCare[] =>
  spansOfCare(journey).flatMap((span) =>
    span.period.stays.flatMap((stay) => {
      const from = latest(stay.from, span.from)!;
      const to = earliest(stay.to, span.to);
      return to !== undefined && to <= from ? [] : [{ from, ...(to === undefined ? {} : { to }), stay, span }];
    }),
  );

/** The facts the stays began with. */
export function placementFacts(journey: Journey, stays: readonly StayInCare[]): readonly Fact[] {
  const ids = stays.map(({ stay }) => stay.placements[0]!.eventId);
  return factsOf(journey, 'PlacementStarted').filter((fact) => ids.includes(fact.eventId));
}
