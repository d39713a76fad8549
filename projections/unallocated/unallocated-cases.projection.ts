import { cases, endOf, heldOn, type Case } from '#case-flow/referral/case';
import { rememberedOf } from '#case-flow/alike';
import type { Fact } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { acceptanceEvents, leadEvents } from '../case-events.ts';
import type { Clock } from '../clocks/clock.ts';
import { clockEvents, clocksOf, nextDue } from '../statutory-clocks.ts';
import { changesOf, holdingFacts, outside, stretches, type Interval } from '../stretches.ts';

/**
 * The team managers' queue: the days a case was open, decided or not, without a lead social worker, one row for each
 * stretch of them in one team and area with one next due day. The oldest referral comes first; age is counted on reading.
 */
export const unallocatedCases = projection({
  name: 'unallocated-cases',
  question: 'Which cases wait for a lead social worker, since when, and what is due next?',
  version: 3,
  columns: {
    caseId: 'text',
    referredOn: 'day',
    source: 'text',
    /** The first day without a lead social worker: that of the referral, or the day the last one left. */
    waitingSince: 'day',
    isAccepted: 'flag',
    /** What the law wants done first of all that is open on the case, also where its day has passed. */
    nextDue: 'text',
    nextDueOn: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...leadEvents, ...acceptanceEvents, ...clockEvents],
  rows: (journey) =>
    cases(journey).flatMap((one) => {
      const waits = waitsOf(one);
      if (waits.length === 0) return [];
      const clocks = clocksOf(journey, one).filter((clock) => waits.some((wait) => overlap(clock, wait)));
      return rows(one, waits, clocks, holdingFacts(journey, one));
    }),
});

/** The days of a case without a lead social worker. */
const waitsOf = rememberedOf((one: Case): readonly Interval[] => {
  const endedOn = endOf(one);
  return outside({ from: one.referredOn, ...(endedOn === undefined ? {} : { to: endedOn }) }, one.qualifiedLeads);
});

const overlap = (a: Interval, b: Interval): boolean =>
  (b.to === undefined || a.from < b.to) && (a.to === undefined || a.to > b.from);

const rows = rememberedOf((one: Case, waits: readonly Interval[], clocks: readonly Clock[], held: readonly Fact[]) => {
  const { caseId, referredOn, acceptedOn } = one;
  const { source } = one.received.data;
  const changes = [...changesOf(one), acceptedOn, ...clocks.flatMap((clock) => [clock.from, clock.to])];
  const said = (on: typeof referredOn) => {
    const due = nextDue(clocks, on);
    const isAccepted = acceptedOn !== undefined && acceptedOn <= on;
    return { ...heldOn(one, on), isAccepted, nextDue: due?.of ?? null, nextDueOn: due?.dueOn ?? null };
  };
  return waits
    .flatMap((unallocated) =>
      stretches(unallocated, changes, said).map((one) => ({ ...one, waitingSince: unallocated.from })),
    )
    .map(({ from, to, ...says }) => ({
      rowId: `${one.received.childId}/${caseId}#${from}`,
      because: [one.received, one.decided, ...held, one.closed].filter((fact) => fact !== undefined),
      cells: { caseId, referredOn, source, ...says, from, to: to ?? null },
    }));
});
