import type { RecordedEvent } from '../event.ts';
import { registerSubject, subjectsNamed } from '../workforce/register-streams.ts';
import { inOrderOfRecording, journeyOf, voidedIds, type Journey } from '../journey.ts';

/**
 * The journeys that follow from exactly these events: one per child, but the events of a merged child stand in the
 * survivor's journey (which keeps the survivor's id), for as long as the merge is neither voided nor reversed. After a
 * reversal each event is back with the child of its stream. A journey also holds what the register says of the workers
 * and teams it names; without any child among the events, the workers, teams and services are themselves the subjects.
 * Ordered by child id; a child without events has no journey.
 */
export function journeysOf(events: Iterable<RecordedEvent>): readonly Journey[] {
  const all = [...events];
  const survivors = survivorsOf(all);
  const pools = pooled(
    all,
    (event) => survivorIn(survivors, event.childId),
    (event) => event.childId !== '',
  );
  const register = pooled(all, registerSubject, (event) => event.childId === '');
  const subjects = pools.size > 0 ? pools : register;
  return [...subjects.keys()]
    .sort()
    .map((subject) => journeyOf(subject, withRegister(subject, subjects.get(subject)!, register)));
}

/** A subject's own events and those of the workers and teams they name. */
function withRegister(
  subject: string,
  own: readonly RecordedEvent[],
  register: ReadonlyMap<string, readonly RecordedEvent[]>,
): readonly RecordedEvent[] {
  if (register.size === 0) return own;
  const of = (name: string) => register.get(name) ?? [];
  return [...own, ...[...subjectsNamed(own, of)].filter((name) => name !== subject).flatMap(of)];
}

function pooled(
  events: readonly RecordedEvent[],
  nameOf: (event: RecordedEvent) => string | undefined,
  isMeant: (event: RecordedEvent) => boolean,
): ReadonlyMap<string, readonly RecordedEvent[]> {
  const pools = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const name = isMeant(event) ? nameOf(event) : undefined;
    if (name === undefined) continue;
    const pool = pools.get(name);
    if (pool) pool.push(event);
    else pools.set(name, [event]);
  }
  return pools;
}

/**
 * Which children were ever merged with which, whatever was reversed or voided since: each child of a merge, and the id
 * that stands for its group (the smallest of the group). Children no merge names are left out: they stand for themselves.
 * To pool journeys rightly at any moment, the events of a whole group are needed.
 */
export function linkedChildren(events: Iterable<RecordedEvent>): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  const rootOf = (childId: string): string => {
    let root = childId;
    for (let up = roots.get(root); up !== undefined && up !== root; up = roots.get(root)) root = up;
    return root;
  };
  for (const event of events) {
    const [survivorId, mergedId] = pairOf(event);
    if (survivorId === undefined || mergedId === undefined) continue;
    const [a, b] = [rootOf(survivorId), rootOf(mergedId)];
    const root = a < b ? a : b;
    for (const childId of [a, b, survivorId, mergedId]) roots.set(childId, root);
  }
  return new Map([...roots.keys()].map((childId) => [childId, rootOf(childId)]));
}

function pairOf({ type, childId, data }: RecordedEvent): readonly [survivorId?: string, mergedId?: string] {
  if (type === 'DuplicateRecordsMerged') return [data['survivorId'] as string, data['mergedId'] as string];
  if (type === 'MergedInto') return [data['survivorId'] as string, childId];
  return [];
}

const noSurvivors: ReadonlyMap<string, string> = new Map();

/** Merged child to survivor, one step. Of two merges of one child the later recorded counts; a circle is never closed. */
function survivorsOf(all: readonly RecordedEvent[]): ReadonlyMap<string, string> {
  if (!all.some((event) => event.type === 'DuplicateRecordsMerged')) return noSurvivors;
  const inOrder = all.toSorted(inOrderOfRecording);
  const voided = voidedIds(inOrder);
  const believed = inOrder.filter((event) => !voided.has(event.eventId));
  const reversed = new Set(
    believed.flatMap(({ type, data }) => (type === 'MergeReversed' ? [data['mergeEventId']] : [])),
  );
  const survivors = new Map<string, string>();
  for (const event of believed) {
    const [survivorId, mergedId] = event.type === 'DuplicateRecordsMerged' ? pairOf(event) : [];
    if (survivorId === undefined || mergedId === undefined || reversed.has(event.eventId)) continue;
    if (!isOnTheWay(survivors, survivorId, mergedId)) survivors.set(mergedId, survivorId);
  }
  return survivors;
}

function survivorIn(survivors: ReadonlyMap<string, string>, childId: string): string {
  let at = childId;
  for (let next = survivors.get(at); next !== undefined; next = survivors.get(at)) at = next;
  return at;
}

/** Whether following survivors from one child leads through another. */
function isOnTheWay(survivors: ReadonlyMap<string, string>, from: string, through: string): boolean {
  for (let at: string | undefined = from; at !== undefined; at = survivors.get(at)) if (at === through) return true;
  return false;
}
