import type { PlainDate } from '#calendar/plain-date';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { caseOf, heldOn, type Case } from '#case-flow/referral/case';

/** Days from `from` up to, and without, `to`; open-ended without `to`. */
export interface Interval {
  readonly from: PlainDate;
  readonly to?: PlainDate;
}

/** Who answers for something on each of its days (catalogue C.0.6), and whether it has a lead social worker. */
export interface Responsible {
  readonly team: string | null;
  readonly area: string | null;
  readonly allocated: boolean;
}

/**
 * The interval cut wherever what `said` says of a day changes. `said` may change only on the `changes`, in any order and
 * with any repetition. The stretches tile the interval exactly, and no two neighbours say the same. An interval that
 * ends on or before it begins has none.
 */
export function stretches<Said extends object>(
  { from, to }: Interval,
  changes: Iterable<PlainDate | undefined>,
  said: (on: PlainDate) => Said,
): readonly (Interval & Said)[] {
  if (to !== undefined && to <= from) return [];
  const cuts: PlainDate[] = [];
  for (const day of changes)
    if (day !== undefined && day > from && (to === undefined || day < to) && !cuts.includes(day)) cuts.push(day);
  if (cuts.length > 1) cuts.sort();
  const parts: (Said & Interval)[] = [];
  for (const start of [from, ...cuts]) {
    const says = said(start);
    const before = parts.at(-1);
    if (before !== undefined && saysTheSame(before, says)) continue;
    if (before !== undefined) parts[parts.length - 1] = { ...before, to: start };
    parts.push({ ...says, from: start, ...(to === undefined ? {} : { to }) });
  }
  return parts;
}

/** The interval cut wherever the team, its area or the presence of a lead social worker changes. */
export const responsibleIn = (one: Case | undefined, interval: Interval): readonly (Interval & Responsible)[] =>
  stretches(interval, changesOf(one), (on) => responsibleOn(one, on));

/** The interval cut wherever the team or its area changes. */
export const heldIn = (one: Case | undefined, interval: Interval) =>
  stretches(interval, changesOf(one), (on) => heldOn(one, on));

/** Who answers for a case at the end of a day. */
export const responsibleOn = (one: Case | undefined, on: PlainDate): Responsible => ({
  ...heldOn(one, on),
  allocated: one?.qualifiedLeads.some((lead) => lead.from <= on && (lead.to === undefined || lead.to > on)) ?? false,
});

/** The days on which that may change. */
export const changesOf = (one: Case | undefined): readonly (PlainDate | undefined)[] =>
  one === undefined
    ? []
    : [...one.held.map((held) => held.from), ...one.qualifiedLeads.flatMap((lead) => [lead.from, lead.to])];

/** The facts that say who answers for a case: which worker and team were given it, and which left it. */
export const holdingFacts = (journey: Journey, one: Case | undefined): readonly Fact[] =>
  one === undefined
    ? []
    : factsOf(journey, 'CaseAllocated', 'CaseDeallocated', 'CaseTransferredBetweenTeams').filter(
        (fact) => caseOf(journey, fact) === one,
      );

/** The parts of an interval outside those given, in order: what keeps a child counted once where intervals overlap. */
export function outside({ from, to }: Interval, taken: readonly Interval[]): readonly Interval[] {
  const edges = taken.flatMap((one) => [one.from, one.to]);
  const covered = (on: PlainDate) => taken.some((one) => one.from <= on && (one.to === undefined || one.to > on));
  const parts = stretches({ from, ...(to === undefined ? {} : { to }) }, edges, (on) => ({ free: !covered(on) }));
  return parts.filter((part) => part.free).map(({ free: _, ...part }) => part);
}

function saysTheSame<Said extends object>(a: Said, b: Said): boolean {
  for (const key in b) if (a[key] !== b[key]) return false;
  return true;
}
