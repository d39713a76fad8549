import type { Instant } from '#calendar/instant';
import { journeysOf, linkedChildren } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import { eventTypes } from '#case-flow/event-catalogue';
import type { Journey } from '#case-flow/journey';
import {
  mayName,
  registerEvents,
  registerNamesIn,
  registerSubject,
  subjectsNamed,
} from '#case-flow/workforce/register-streams';
import { childStream, type EventStore, type StoredEvent } from '#event-store/event-store';

/** The event that links two children's streams for good: even reversed, both must be read together. */
export const linkingEvents = ['DuplicateRecordsMerged'] as const;

/** What changes an event of the register as it changes one of a child: on the stream of the worker or the team. */
const changingEvents = ['EventDateCorrected', 'EventVoided'] as const;

/** Everything that `LinkedChildren` and `Register` learn from: few events, kept in memory. */
export const linkingAndRegisterEvents: readonly string[] = [...linkingEvents, ...registerEvents, ...changingEvents];

/** What the register says, by subject (a worker, a team, a service). Grows with every event it is told of. */
export class Register<E extends RecordedEvent = RecordedEvent> {
  private readonly bySubject = new Map<string, E[]>();
  private readonly known = new Set<string>();

  learn(events: readonly E[]): void {
    for (const event of events) {
      const subject = registerSubject(event);
      if (subject === undefined || this.known.has(event.eventId)) continue;
      this.known.add(event.eventId);
      const own = this.bySubject.get(subject);
      if (own) own.push(event);
      else this.bySubject.set(subject, [event]);
    }
  }

  /** The events of the subjects that some events name, and of those that these name in turn. */
  namedBy(events: readonly RecordedEvent[]): readonly E[] {
    if (this.bySubject.size === 0) return [];
    const own = new Set(events.flatMap((event) => registerSubject(event) ?? []));
    const of = (subject: string) => this.bySubject.get(subject) ?? [];
    return [...subjectsNamed(events, of)].filter((name) => !own.has(name)).flatMap(of);
  }

  /** Every subject told of. */
  subjects(): readonly string[] {
    return [...this.bySubject.keys()];
  }

  of(subject: string): readonly E[] {
    return this.bySubject.get(subject) ?? [];
  }
}

/** Which children have ever been merged with which. Grows with every merge it is told of. */
export class LinkedChildren {
  private merges: RecordedEvent[] = [];
  private roots: ReadonlyMap<string, string> = new Map();
  private members = new Map<string, string[]>();
  /** The workers and teams that journeys name. */
  readonly register = new Register<StoredEvent>();

  /** Takes note of the merges among some events, and of what they say of workers and teams. */
  learn(events: readonly StoredEvent[]): void {
    this.register.learn(events);
    const merges = events.filter((event) => (linkingEvents as readonly string[]).includes(event.type));
    if (merges.length === 0) return;
    this.merges = [...this.merges, ...merges];
    this.roots = linkedChildren(this.merges);
    this.members = new Map();
    for (const [child, root] of this.roots) this.members.set(root, [...(this.members.get(root) ?? []), child]);
  }

  /** The name of the group a child belongs to: its own id while it was never merged. */
  groupOf(childId: string): string {
    return this.roots.get(childId) ?? childId;
  }

  /** Every child of a group. */
  childrenOf(group: string): readonly string[] {
    return this.members.get(group) ?? [group];
  }
}

/**
 * Every event up to a position of the children, workers, teams and services a batch is about, one list for each group of
 * linked children and each subject of the register, with what the register says of the workers and teams they name.
 * What the register tells of a worker or a team changes the children that name them.
 */
export async function eventsOfChildren(
  store: EventStore,
  links: LinkedChildren,
  batch: readonly StoredEvent[],
  upTo: number,
): Promise<readonly (readonly StoredEvent[])[]> {
  const { register } = links;
  const touched = new Set(batch.flatMap((event) => registerSubject(event) ?? []));
  const namesTouched = (subject: string) => register.of(subject).some((event) => names(event, touched));
  const reached = new Set(touched.size === 0 ? [] : [...touched, ...register.subjects().filter(namesTouched)]);
  const named = reached.size === 0 ? [] : await childrenNaming(store, reached, upTo);
  const about = batch.filter((event) => event.childId !== '').map((event) => event.childId);
  const groups = new Set([...about, ...named].map((childId) => links.groupOf(childId)));
  const children = [...groups].flatMap((group) => links.childrenOf(group));
  const events = children.length === 0 ? [] : await store.readStreams(children.map(childStream), upTo);
  const ofChildren = grouped(events, (event) => links.groupOf(event.childId));
  const known = (event: StoredEvent) => event.position <= upTo;
  const ofRegister = [...reached].map((subject) => register.of(subject)).filter((own) => own.some(known));
  return [...ofChildren, ...ofRegister].map((own) => [...own, ...register.namedBy(own)].filter(known));
}

/** The events of children that may name a worker or a team. */
const namingEvents = Object.entries(eventTypes)
  .filter(([name, { payload }]) => !registerEvents.includes(name) && mayName(payload))
  .map(([name]) => name);

/** The children that name a worker or a team: asked only when the register changes, which is seldom. */
async function childrenNaming(
  store: EventStore,
  subjects: ReadonlySet<string>,
  upTo: number,
): Promise<readonly string[]> {
  const naming = await store.readTypes(namingEvents);
  return naming.filter((event) => event.position <= upTo && names(event, subjects)).map((event) => event.childId);
}

const names = (event: RecordedEvent, subjects: ReadonlySet<string>): boolean =>
  registerNamesIn(event).some((name) => subjects.has(name));

/** The one subject of a group of register events, whose own come first; undefined for a group of children. */
export const subjectOf = (group: readonly RecordedEvent[]): string | undefined =>
  group.some((event) => event.childId !== '') ? undefined : group[0] && registerSubject(group[0]);

/** The journeys of a group's members: children, or the one worker, team or service it is about. */
export function journeysIn(events: readonly RecordedEvent[], subject = subjectOf(events)): readonly Journey[] {
  const journeys = journeysOf(events);
  return subject === undefined ? journeys : journeys.filter((journey) => journey.childId === subject);
}

/** Events sorted into groups, each in the order they came. */
export function grouped<E>(events: Iterable<E>, groupOf: (event: E) => string): readonly (readonly E[])[] {
  const groups = new Map<string, E[]>();
  for (const event of events) {
    const group = groupOf(event);
    const list = groups.get(group);
    if (list) list.push(event);
    else groups.set(group, [event]);
  }
  return [...groups.values()];
}

/** The earliest instant of recording among events; there must be one. */
export const earliestInstant = (events: readonly RecordedEvent[]): Instant =>
  events.reduce(
    (earliest, event) => (event.recordedAt < earliest ? event.recordedAt : earliest),
    events[0]!.recordedAt,
  );
