import type { PlainDate } from '#calendar/plain-date';
import { identity, siblings } from '#case-flow/child-identity/identity';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import { mergesAskedFor, notSameChildren } from '#case-flow/child-identity/not-same-child';
import type { RecordedEvent } from '#case-flow/event';
import { factsOf, inOrderOfRecording, journeyOf, type Journey } from '#case-flow/journey';
import { detailsOf, type Details } from './details.ts';

/** What a child is known by: all that search and lists need of a record, and nothing more. */
export interface KnownBy {
  readonly childId: string;
  /** Every name ever recorded and not voided, the one believed now first; the survivor's also hold those of merged records. */
  readonly givenNames: readonly string[];
  readonly familyNames: readonly string[];
  readonly dob: PlainDate | null;
  readonly expectedDob: PlainDate | null;
  readonly postcode: string | null;
  readonly laChildId: string | null;
  readonly upn: string | null;
  /** The child's id, number and pupil number, and those of the records merged into this one. */
  readonly identifiers: readonly string[];
  readonly sex: string | null;
  readonly diedOn: PlainDate | null;
  readonly mergedInto: string | null;
  readonly restriction: string | null;
  /** The workers a restricted record is open to. */
  readonly allowed: readonly string[];
  /** Records known to be of another child; those of siblings; those that somebody asked to be merged with this one. */
  readonly notSame: readonly string[];
  readonly siblings: readonly string[];
  readonly mergeAsked: readonly string[];
}

/**
 * What each child of some linked children is known by, from all their events with personal details. What is told of a child
 * of `forgotten` is left out, as if its key were destroyed already.
 */
export function knownBy(events: readonly RecordedEvent[], forgotten: ReadonlySet<string>): readonly KnownBy[] {
  return journeysOf(events).flatMap((journey) => {
    const streams = [...new Set(journey.events.map((event) => event.childId))].filter((childId) => childId !== '');
    return streams.map((childId) =>
      childId === journey.childId
        ? survivorKnownBy(journey, streams, forgotten)
        : {
            ...survivorKnownBy(ownJourney(journey, childId), [childId], forgotten),
            mergedInto: journey.childId,
          },
    );
  });
}

const ownJourney = (journey: Journey, childId: string): Journey =>
  journeyOf(
    childId,
    journey.events.filter((event) => event.childId === childId),
  );

function survivorKnownBy(journey: Journey, streams: readonly string[], forgotten: ReadonlySet<string>): KnownBy {
  const who = identity(journey);
  const telling = tellingOf(journey, forgotten);
  const said = (field: PersonalField) => saidOf(journey, telling, field);
  return {
    childId: journey.childId,
    givenNames: said('givenName'),
    familyNames: said('familyName'),
    dob: who.dob ?? null,
    expectedDob: who.expectedDob ?? null,
    postcode: said('homePostcode')[0] ?? null,
    laChildId: who.laChildId ?? null,
    upn: who.upn ?? null,
    identifiers: [...new Set([...streams, ...numbersOf(journey)])],
    sex: who.sex ?? null,
    diedOn: who.diedOn ?? null,
    mergedInto: null,
    restriction: who.restriction?.level ?? null,
    allowed: who.restriction?.allowed ?? [],
    notSame: [...notSameChildren(journey)],
    siblings: [...siblings(journey).keys()],
    mergeAsked: [...mergesAskedFor(journey)],
  };
}

/** Numbers that any of the records ever bore. */
function numbersOf(journey: Journey): readonly string[] {
  const registered = factsOf(journey, 'ChildRegistered').flatMap(({ data }) => [data.laChildId, data.upn]);
  const amended = factsOf(journey, 'DemographicsAmended').flatMap(({ data }) =>
    data.field === 'laChildId' || data.field === 'upn' ? [data.to] : [],
  );
  return [...registered, ...amended].filter((one): one is string => typeof one === 'string' && one !== '');
}

type PersonalField = 'givenName' | 'familyName' | 'homePostcode';

/** The events that tell personal details and are believed, in the order of their recording. */
function tellingOf(journey: Journey, forgotten: ReadonlySet<string>): readonly RecordedEvent[] {
  const believed = new Set(factsOf(journey, 'ChildRegistered', 'DemographicsAmended').map(({ eventId }) => eventId));
  return journey.events
    .filter((event) => believed.has(event.eventId) && event.personal && !forgotten.has(event.childId))
    .sort(inOrderOfRecording);
}

/** All that was said of a field, what is believed first: of the child's own stream, unless a merge chose the other record's. */
function saidOf(journey: Journey, telling: readonly RecordedEvent[], field: PersonalField): readonly string[] {
  const chosen = factsOf(journey, 'DuplicateRecordsMerged').findLast(
    ({ data }) => data.survivorId === journey.childId && data.fieldChoices?.[field] === 'MERGED',
  )?.data.mergedId;
  const first = chosen ?? journey.childId;
  const said = telling.flatMap((event) => {
    const value = event.type === 'ChildRegistered' ? event.personal?.[field] : amendedTo(event, field);
    return typeof value === 'string' && value !== '' ? [{ value, isFirst: event.childId === first }] : [];
  });
  const latestFirst = said.toReversed();
  const ordered = [...latestFirst.filter((one) => one.isFirst), ...latestFirst.filter((one) => !one.isFirst)];
  return [...new Set(ordered.map(({ value }) => value))];
}

const amendedTo = ({ data, personal }: RecordedEvent, field: PersonalField): unknown =>
  data['field'] === field ? personal?.['to'] : undefined;

/** A record as it is compared with others. A record merged into another is found by nothing: its survivor is. */
export const comparable = ({ givenNames, familyNames, dob, expectedDob, postcode, identifiers }: KnownBy): Details =>
  detailsOf({
    givenNames,
    familyNames,
    ...(dob === null ? {} : { birthDate: dob }),
    ...(expectedDob === null ? {} : { expectedDate: expectedDob }),
    ...(postcode === null ? {} : { postcode }),
    identifiers,
  });
