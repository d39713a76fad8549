import { birthday, type PlainDate } from '#calendar/plain-date';
import { allocations } from '#case-flow/allocation/allocation';
import type { EventName } from '#case-flow/event-catalogue';
import { perJourney, type Journey } from '#case-flow/journey';
import { latestBy, planOwedUntil, type CareLeaver } from '#case-flow/leaving-care/care-leaver';
import { cases, type Case } from '#case-flow/referral/case';
import { postOn, postsOf, teamEntries, teamOn } from '#case-flow/workforce/register';
import { changesOf, responsibleOn } from './stretches.ts';

/** The events, beside those of cases, that say who is a care leaver and what is known of them. */
export const leaverEvents = [
  'LeaverEligibilitySet',
  'PathwayPlanCompleted',
  'PathwayPlanReviewed',
  'PersonalAdviserAllocated',
  'LeaverContactMade',
  'AccommodationRecorded',
  'ActivityRecorded',
  'CareStarted',
  'CareCeased',
  'LegalStatusChanged',
  'ChildRegistered',
  'UnbornChildBorn',
  'DemographicsAmended',
  'ChildDied',
] as const satisfies readonly EventName[];

/** Who supports a care leaver on a day. */
export interface Support {
  readonly isAllocated: boolean;
  readonly workerId: string | null;
  readonly team: string | null;
  readonly area: string | null;
}

/**
 * Who answers for a care leaver: the lead social worker's team while there is one, else the personal adviser's, else the
 * last that held the case (catalogue C.0.6). Either of the two workers, or one allocated to the case as personal adviser,
 * makes the young person allocated.
 */
export function supporterOn(journey: Journey, { advisers }: CareLeaver, on: PlainDate): Support {
  const one = caseBy(journey, on);
  const held = responsibleOn(one, on);
  const lead = one?.qualifiedLeads.find((each) => each.from <= on && (each.to === undefined || each.to > on));
  const adviser = latestBy(advisers, on)?.data;
  const onCase = advisersOnCases(journey).find((each) => each.from <= on && (each.to === undefined || each.to > on));
  const workerId = lead?.workerId ?? adviser?.workerId ?? onCase?.workerId ?? null;
  const team = lead === undefined && adviser !== undefined ? teamOf(journey, adviser, on) : null;
  const area = team === null || team === held.team ? held.area : (teamOn(journey, team, on)?.area ?? null);
  return { isAllocated: workerId !== null, workerId, team: team ?? held.team, area };
}

/** The same without the worker, for rows that are not to be cut where only the worker changes. */
export function supportOn(journey: Journey, leaver: CareLeaver, on: PlainDate): Omit<Support, 'workerId'> {
  const { workerId: _, ...support } = supporterOn(journey, leaver, on);
  return support;
}

/** The days on which anything of a care leaver may change. */
export function changesOfLeaver(journey: Journey, leaver: CareLeaver): readonly (PlainDate | undefined)[] {
  const { dob, plans, advisers, contacts, accommodations, activities } = leaver;
  const birthdays = dob === undefined ? [] : [16, 17, 18, 19, 20, 21, 22, 23, 24, 25].map((age) => birthday(dob, age));
  return [
    ...birthdays,
    ...[plans, contacts, accommodations, activities].flatMap((facts) => facts.map((fact) => fact.on)),
    planOwedUntil(leaver),
    ...changesOfSupport(journey, { advisers }),
  ];
}

/** The days on which who supports a care leaver may change. */
export const changesOfSupport = (
  journey: Journey,
  { advisers }: Pick<CareLeaver, 'advisers'>,
): readonly (PlainDate | undefined)[] => [
  ...cases(journey).flatMap((one) => [one.referredOn, ...changesOf(one)]),
  ...advisersOnCases(journey).flatMap((each) => [each.from, each.to]),
  ...advisers.flatMap(({ on, data }) => [
    on,
    ...postsOf(journey, data.workerId).map((post) => post.from),
    ...[data.teamId, ...postsOf(journey, data.workerId).map((post) => post.team)].flatMap((team) =>
      team == null ? [] : teamEntries(journey, team).map((entry) => entry.from),
    ),
  ]),
];

const advisersOnCases = perJourney((journey) =>
  cases(journey).flatMap((one) => allocations(journey, one).filter((each) => each.role === 'PA')),
);

/** The latest case referred by a day, open or not: leavers' cases are often closed while support goes on. */
const caseBy = (journey: Journey, on: PlainDate): Case | undefined =>
  cases(journey).findLast((one) => one.referredOn <= on);

const teamOf = (
  journey: Journey,
  { workerId, teamId }: { readonly workerId: string; readonly teamId?: string | undefined },
  on: PlainDate,
): string | null => teamId ?? postOn(journey, workerId, on)?.team ?? null;
