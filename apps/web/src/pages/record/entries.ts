import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { eventType } from '#case-flow/event-catalogue';
import { datesOf } from '#case-flow/child-identity/dates-of-event';
import { isRole, roles } from '#access/roles';
import { may, type Person } from '#access/person';
import type { StoredEvent } from '#event-store/event-store';
import { chronology, type ChronologyLine } from '../../queries/chronology.query.ts';
import type { KnownChild } from '../../queries/known-child.ts';
import type { Service } from '../service.ts';
import { londonClock } from '../../forms/london-clock.ts';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dateInWords, dateName, detailsOf, type Detail, type Names } from './entry-details.ts';
import { labelOfDetail } from './entry-labels.ts';
import { isDecision, processNames, processOf, repairable, titleOf } from './entry-titles.ts';
import { namesFor } from './names.ts';

/** One entry of a child's chronology as a page shows it. */
export interface Entry {
  readonly eventId: string;
  readonly type: string;
  readonly title: string;
  readonly process: string;
  readonly processName: string;
  readonly on: PlainDate;
  /** The time in London, only where one was recorded: nobody makes up a midnight. */
  readonly time?: string;
  readonly recordedAt: Instant;
  readonly who?: string;
  readonly details: readonly Detail[];
  /** What was written about the child, for those who may see it. */
  readonly written: readonly Detail[];
  readonly isErased: boolean;
  readonly mergedFrom?: string;
  /** Each date that was corrected, as it was first said and as it is believed now. */
  readonly corrected: readonly {
    readonly label: string;
    readonly was: string;
    readonly is: string;
    readonly at: Instant;
  }[];
  readonly takenOut?: { readonly why: string; readonly at: Instant };
  readonly isDecision: boolean;
  readonly repairable: ReturnType<typeof repairable>;
  readonly isImported: boolean;
}

/**
 * Attempts to open a restricted record are events too; they stand with those who looked, not among what happened. And a
 * merge is told once, by the record that was kept.
 */
const isOfTheChild = ({ type, mergedFrom }: ChronologyLine): boolean =>
  type !== 'RestrictedRecordAccessed' && !(type === 'MergedInto' && mergedFrom !== undefined);

/** The entries of a child in the order of the world, the newest first. */
export async function entriesOf(service: Service, person: Person, child: KnownChild): Promise<readonly Entry[]> {
  const lines = chronology(child).filter(isOfTheChild).toReversed();
  const names = await namesFor(service, person, child);
  const events = new Map(child.events.map((event) => [event.eventId, event]));
  const showsWritten = may(person, 'see-personal-details');
  return lines.map((line) => entryOf(line, events, names, showsWritten));
}

function entryOf(
  line: ChronologyLine,
  events: ReadonlyMap<string, StoredEvent>,
  names: Names,
  showsWritten: boolean,
): Entry {
  const { eventId, type, on, recordedAt, personal } = line;
  const event = events.get(eventId)!;
  const process = processOf(type);
  const at = timeOf(type, line.data as Readonly<Record<string, unknown>>);
  const who = whoRecorded(event, names);
  return {
    eventId,
    type,
    title: titleOf(type),
    process,
    processName: processNames[process] ?? process,
    on,
    ...(at === undefined ? {} : { time: toTheMinute(londonClock(at).time) }),
    recordedAt,
    ...(who === undefined ? {} : { who }),
    details: detailsOf(type, line.data as Readonly<Record<string, unknown>>, names),
    written: showsWritten ? writtenIn(personal) : [],
    isErased: personal === null,
    ...(line.mergedFrom === undefined ? {} : { mergedFrom: names.child(line.mergedFrom) }),
    corrected: correctedIn(line, event),
    ...(line.voided === undefined
      ? {}
      : { takenOut: { at: line.voided.recordedAt, why: whyTakenOut(events.get(line.voided.by), names) } }),
    isDecision: isDecision(type),
    repairable: repairable(type),
    isImported: event.source === 'IMPORT',
  };
}

/** What was done just now was recorded to the millisecond; who reads a chronology wants the minute. The zone stays. */
const toTheMinute = (time: string): string => time.replace(/^(\d\d:\d\d)[\d:.]*/, '$1');

function timeOf(type: string, data: Readonly<Record<string, unknown>>): Instant | undefined {
  const field = eventType(type)?.on;
  const value = field === undefined ? undefined : data[field];
  return typeof value === 'string' && value.length > 10 ? (value as Instant) : undefined;
}

function whoRecorded({ recordedBy, actingRole, actingTeam, source }: StoredEvent, names: Names): string | undefined {
  const role = actingRole === undefined ? undefined : isRole(actingRole) ? roles[actingRole].toLowerCase() : actingRole;
  const parts = [recordedBy === undefined ? undefined : names.worker(recordedBy), role, actingTeam];
  const said = parts.filter((part) => part !== undefined).join(', ');
  return said === '' ? (source === 'IMPORT' ? 'an imported file' : undefined) : said;
}

const writtenIn = (personal: object | null | undefined): readonly Detail[] =>
  Object.entries(personal ?? {}).flatMap(([field, value]) =>
    typeof value === 'string' && value !== '' ? [{ label: labelOfDetail(field), words: value }] : [],
  );

/** The first saying stands in the event itself, what is believed now in the line. */
function correctedIn(line: ChronologyLine, event: StoredEvent): Entry['corrected'] {
  const latest = new Map((line.corrected ?? []).map((one) => [one.field, one]));
  return [...latest.values()].map(({ field, to, recordedAt }) => {
    const first = field === 'occurredOn' ? event.occurredOn : event.data[field];
    return {
      label: dateName(field === eventType(event.type)?.on ? 'occurredOn' : field),
      was: typeof first === 'string' ? dateInWords(first) : 'Not recorded',
      is: dateInWords(to),
      at: recordedAt,
    };
  });
}

function whyTakenOut(by: StoredEvent | undefined, names: Names): string {
  const { reason, toStream } = (by?.data ?? {}) as { readonly reason?: string; readonly toStream?: string };
  if (toStream !== undefined) return `moved to the record of ${names.child(toStream.replace(/^child-/, ''))}`;
  const said = reason === undefined ? undefined : wordsOfValue('reason', reason);
  return said === undefined ? 'no reason given' : said.charAt(0).toLowerCase() + said.slice(1);
}

/** The dates of an event that can be corrected, with what is believed of each now. */
export function correctableDates(child: KnownChild, eventId: string) {
  const fact = child.journey.facts.find((one) => one.eventId === eventId);
  if (fact === undefined) return undefined;
  const data = fact.data as Readonly<Record<string, string | undefined>>;
  const dates = [...datesOf(fact)].map(([field, kind]) => ({
    field,
    kind,
    label: dateName(field === eventType(fact.type)?.on ? 'occurredOn' : field),
    now: field === 'occurredOn' ? fact.on : data[field],
  }));
  return { fact, dates };
}
