import type { PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';

/** Who may open a restricted record; it is counted like any other (catalogue A.1). */
export interface Restriction {
  readonly level: Fact<'RecordRestricted'>['data']['level'];
  readonly allowed: readonly string[];
  readonly eventId: string;
}

/** Who a child is, as believed now. A field nobody recorded is absent. */
export interface Identity {
  readonly childId: string;
  readonly laChildId?: string;
  readonly upn?: string;
  readonly upnUnknownReason?: string;
  readonly dob?: PlainDate;
  readonly dobEstimated?: boolean;
  /** Kept after the birth: a referral before it counts from here (DfE 8606). */
  readonly expectedDob?: PlainDate;
  readonly sex?: string;
  readonly ethnicity?: string;
  readonly disabilities?: readonly string[];
  readonly homeArea?: string;
  readonly diedOn?: PlainDate;
  readonly pregnancyEndedOn?: PlainDate;
  readonly restriction?: Restriction;
  /** The survivor, where this child's record was merged into another and the merge was not reversed. */
  readonly mergedInto?: string;
}

/** The fields of a person that are data; names and address are personal and never stand here. */
export const identityFields = [
  'laChildId',
  'upn',
  'upnUnknownReason',
  'dob',
  'dobEstimated',
  'expectedDob',
  'sex',
  'ethnicity',
  'disabilities',
  'homeArea',
] as const;

type Person = Pick<Identity, (typeof identityFields)[number]>;

/** Who the child is. Amendments count in the order of their recording. */
export const identity = perJourney((journey): Identity => {
  const diedOn = factsOf(journey, 'ChildDied').at(-1)?.on;
  const pregnancyEndedOn = factsOf(journey, 'PregnancyEnded').at(-1)?.on;
  const restriction = restrictionOf(journey);
  const mergedInto = survivorOf(journey);
  return {
    ...pooledPerson(journey, journey.childId, new Set()),
    childId: journey.childId,
    ...(diedOn === undefined ? {} : { diedOn }),
    ...(pregnancyEndedOn === undefined ? {} : { pregnancyEndedOn }),
    ...(restriction === undefined ? {} : { restriction }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
  };
});

/**
 * The person of one stream and of those merged into it: the survivor's values stand; a field it lacks is taken from the
 * merged record, and so is one the merge chose from there. `seen` keeps records merged in a circle from running for ever.
 */
function pooledPerson(journey: Journey, childId: string, seen: Set<string>): Person {
  seen.add(childId);
  const person: Record<string, unknown> = personOf(journey, childId);
  for (const { data, eventId } of factsOf(journey, 'DuplicateRecordsMerged')) {
    if (data.survivorId !== childId || seen.has(data.mergedId) || isReversed(journey, eventId)) continue;
    const other = pooledPerson(journey, data.mergedId, seen);
    for (const field of identityFields)
      if (other[field] !== undefined && (person[field] === undefined || data.fieldChoices?.[field] === 'MERGED'))
        person[field] = other[field];
  }
  return person;
}

/** Whether a merge is known to be reversed. */
export const isReversed = (journey: Journey, mergeEventId: string): boolean =>
  factsOf(journey, 'MergeReversed').some((fact) => fact.data.mergeEventId === mergeEventId);

/** The siblings a child is linked to now, by child id. */
export const siblings = perJourney((journey): ReadonlyMap<string, Fact<'SiblingLinked'>['data']> => {
  const linked = new Map<string, Fact<'SiblingLinked'>['data']>();
  for (const fact of factsOf(journey, 'SiblingLinked', 'SiblingUnlinked'))
    if ('relation' in fact.data) linked.set(fact.data.otherChildId, fact.data);
    else linked.delete(fact.data.otherChildId);
  return linked;
});

/** What the events of one stream say of the person. */
function personOf(journey: Journey, childId: string): Record<string, unknown> {
  const person: Record<string, unknown> = {};
  const take = (field: string, value: unknown) => {
    if (value !== undefined && value !== null) person[field] = value;
  };
  for (const { data } of ofStream(factsOf(journey, 'ChildRegistered'), childId))
    for (const field of identityFields) take(field, data[field]);
  for (const { data } of ofStream(factsOf(journey, 'UnbornChildBorn'), childId)) take('dob', data.dob);
  for (const { data } of ofStream(factsOf(journey, 'DemographicsAmended'), childId))
    if (identityFields.some((field) => field === data.field)) take(data.field, data.to);
  return person;
}

/** The facts of one stream in the order of their recording: of what is said of a person, the latest said counts. */
function ofStream<F extends Fact>(facts: readonly F[], childId: string): readonly F[] {
  const own = facts.filter((fact) => fact.childId === childId);
  return own.length < 2
    ? own
    : own.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
}

/** The latest restriction nobody lifted; of a pooled journey any stream's, so that a merge opens nothing. */
function restrictionOf(journey: Journey): Restriction | undefined {
  const byStream = new Map<string, Fact<'RecordRestricted' | 'RestrictionLifted'>>();
  for (const fact of factsOf(journey, 'RecordRestricted', 'RestrictionLifted')) {
    const before = byStream.get(fact.childId);
    if (before === undefined || before.recordedAt <= fact.recordedAt) byStream.set(fact.childId, fact);
  }
  for (const { data, eventId } of byStream.values())
    if ('level' in data) return { level: data.level, allowed: data.allowed ?? [], eventId };
  return undefined;
}

function survivorOf(journey: Journey): string | undefined {
  return factsOf(journey, 'MergedInto').findLast(
    (fact) => fact.childId === journey.childId && !isReversed(journey, fact.data.mergeEventId),
  )?.data.survivorId;
}
