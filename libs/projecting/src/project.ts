import { setImmediate as breathe } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '#event-store/event-store';
import { Movements } from './balances.ts';
import { changeOf, type DifferenceSince } from './change.ts';
import { FoldedGroup } from './folded-group.ts';
import { eventsOfChildren, grouped, type LinkedChildren } from './linked-events.ts';
import { movingKeptSums, type SameTransaction } from './kept-sums.ts';
import type { ReadingModel } from './reading.ts';
import type { RecentGroups } from './recent-groups.ts';
import { isBarrier } from './shards.ts';
import { writeDifferences, writeMovements } from './write-difference.ts';

/** What events are projected with: `links` must know every barrier up to the last of them, and none is left out. */
export interface Projecting {
  readonly model: ReadingModel;
  readonly store: EventStore;
  readonly links: LinkedChildren;
  /** Kept by who sees every event of the children it projects. */
  readonly recent?: RecentGroups;
}

/**
 * What a batch of events changes: for each child concerned (and those linked to it by merges) the rows before and after.
 * The batch is every event after position `from` of the children it is about. Writes nothing.
 */
export async function differencesOf(
  projecting: Projecting,
  from: number,
  batch: readonly StoredEvent[],
): Promise<readonly DifferenceSince[]> {
  if (batch.length === 0) return [];
  const upTo = batch.at(-1)!.position;
  const barriers = batch.filter(isBarrier);
  const [concerned, anew] =
    barriers.length === 0 ? [new Set<string>(), []] : await foldedAnew(projecting, barriers, from, upTo);
  const { recent, links, store } = projecting;
  const groupOf = ({ childId }: StoredEvent) => links.groupOf(childId);
  const rest = batch.filter((event) => !isBarrier(event) && !concerned.has(groupOf(event)));
  const kept = new Map(rest.map((event) => [groupOf(event), recent?.get(groupOf(event))]));
  const missing = rest.filter((event) => kept.get(groupOf(event)) === undefined);
  const found = missing.length === 0 ? [] : await eventsOfChildren(store, links, missing, upTo);
  const read = new Map(found.map((events) => [groupOf(events[0]!), events]));
  const added = await oneByOne(grouped(rest, groupOf), (fresh) => {
    const name = groupOf(fresh[0]!);
    return differenceOf(projecting, fresh, kept.get(name) ?? read.get(name)!, from, upTo);
  });
  return [...anew, ...added];
}

const GROUPS_A_BREATH = 10;

/** Folds groups one after the other; in between the process may answer others, and say that it is alive. */
async function oneByOne<G>(
  groups: readonly G[],
  fold: (group: G) => DifferenceSince,
): Promise<readonly DifferenceSince[]> {
  const folded: DifferenceSince[] = [];
  for (const [i, group] of groups.entries()) {
    if (i % GROUPS_A_BREATH === GROUPS_A_BREATH - 1) await breathe();
    folded.push(fold(group));
  }
  return folded;
}

/** What barriers concern is folded from its first event, before and after them: the children linked, those whom the register speaks of. */
async function foldedAnew(
  { model, store, links, recent }: Projecting,
  barriers: readonly StoredEvent[],
  from: number,
  upTo: number,
): Promise<readonly [concerned: ReadonlySet<string>, differences: readonly DifferenceSince[]]> {
  const groups = await eventsOfChildren(store, links, barriers, upTo);
  const concerned = new Set(groups.map((events) => links.groupOf(events[0]!.childId)));
  for (const name of concerned) recent?.forget(links.childrenOf(name));
  return [concerned, await oneByOne(groups, (events) => changeOf(model.projections, events, from))];
}

/** The difference that fresh events make to a group, which was kept or has been read with them. */
function differenceOf(
  { model: { projections }, links, recent }: Projecting,
  fresh: readonly StoredEvent[],
  known: FoldedGroup | readonly StoredEvent[],
  from: number,
  upTo: number,
): DifferenceSince {
  const registerNamedBy = (own: readonly StoredEvent[]) =>
    links.register.namedBy(own).filter(({ position }) => position <= upTo);
  const before =
    known instanceof FoldedGroup
      ? known.events
      : known.filter((event) => event.childId !== '' && event.position <= from);
  const own = [...before, ...fresh];
  const register = registerNamedBy(own);
  const group = known instanceof FoldedGroup ? known : FoldedGroup.of(projections, before, registerNamedBy(before));
  const name = links.groupOf(fresh[0]!.childId);
  if (group.canTake(fresh, register)) {
    const taken = group.take(fresh, register);
    recent?.keep(name, taken.group);
    return taken.difference;
  }
  const difference = changeOf(projections, [...own, ...register], from);
  recent?.keep(name, FoldedGroup.believing(projections, own, difference.believedAfter));
  return difference;
}

/** Writes what has changed into a read model: rows and sums. The checkpoint moves in the same transaction. */
export async function writeChanges(
  transaction: SameTransaction,
  schema: string,
  model: ReadingModel,
  differences: readonly DifferenceSince[],
): Promise<void> {
  const sql = transaction.writing;
  await movingKeptSums(transaction, schema, model.kept, differences, () => writeDifferences(sql, schema, differences));
  const movements = new Movements(model.counts);
  for (const { believedBefore, believedAfter } of differences) {
    for (const version of believedBefore) movements.add(version, -1);
    for (const version of believedAfter) movements.add(version, 1);
  }
  await writeMovements(sql, schema, movements.all());
}
