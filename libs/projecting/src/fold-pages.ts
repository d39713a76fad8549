import { registerSubject } from '#case-flow/workforce/register-streams';
import { childStream, type EventStore, type StoredEvent, type WholeStream } from '#event-store/event-store';
import { CopiedRows } from './copied-rows.ts';
import type { Copy } from './copying.ts';
import { LinkedChildren, linkingAndRegisterEvents } from './linked-events.ts';
import type { ReadingModel } from './reading.ts';
import { REBUILT } from './reading-schema.ts';
import { rowVersions } from './row-versions.ts';
import { StagedSums } from './staged-sums.ts';

/** Whole streams, page by page; an empty page is the end. */
export type NextPage = () => Promise<readonly WholeStream[]>;

export const STREAMS_A_PAGE = 300;
/** After so many streams a program that also answers requests gets to do so. */
export const STREAMS_A_BREATH = 10;

/**
 * Folds pages of whole streams into the tables of a rebuild, as they stood at a position, and sets down what the running sums
 * are to be made of. One page is read while the one before is folded and what came of it is written. `onPage` hears of events
 * folded.
 */
export async function foldPages(
  store: EventStore,
  copy: Copy,
  model: ReadingModel,
  upTo: number,
  next: NextPage,
  onPage: (events: number) => void,
): Promise<void> {
  const links = await linksUpTo(store, upTo);
  const rows = new CopiedRows(copy, REBUILT);
  const sums = new StagedSums((into, lines) => rows.write(into, lines), REBUILT, model.counts);
  let reading = next();
  let before: Promise<void> = Promise.resolve();
  for (let page = await reading; page.length > 0; page = await reading) {
    reading = next();
    reading.catch(() => undefined); // awaited, and thrown, on the next turn
    let folded = 0;
    for (const [i, whole] of page.entries()) {
      // Replies are heard between the streams of a page; a program that also answers requests gets to do so.
      if (i % STREAMS_A_BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
      folded += whole.events.length;
      for (const group of await groupsIn(store, links, whole, upTo))
        for (const version of rowVersions(model.projections, group.concat(links.register.namedBy(group)))) {
          rows.add(version);
          if (version.knownTo === null) sums.add(version);
        }
    }
    // What this page has sent is written while the next is folded.
    const sent = rows.room();
    sent.catch(() => undefined); // awaited, and thrown, on the next turn
    await before;
    before = sent;
    await sums.room();
    onPage(folded);
  }
  await rows.end();
  await sums.end();
}

/** The links among children, and the register, as they stood at a position. */
export async function linksUpTo(store: EventStore, upTo: number): Promise<LinkedChildren> {
  const links = new LinkedChildren();
  links.learn((await store.readTypes(linkingAndRegisterEvents)).filter((event) => event.position <= upTo));
  return links;
}

/**
 * What a stream is folded as: a child by itself or, where it is the first of those linked to it, with all of them; a worker
 * or a team by itself; the services of an authority's stream each apart. What the register tells of one subject on several
 * streams is folded with the first.
 */
export async function groupsIn(
  store: EventStore,
  links: LinkedChildren,
  { stream, events }: WholeStream,
  upTo: number,
): Promise<readonly (readonly StoredEvent[])[]> {
  const childId = events[0]!.childId;
  if (childId === '') {
    const subjects = new Set(events.flatMap((event) => registerSubject(event) ?? []));
    return [...subjects].map((subject) => links.register.of(subject)).filter((own) => own[0]?.stream === stream);
  }
  const children = links.childrenOf(links.groupOf(childId));
  if (children.length === 1) return [events];
  const all = await store.readStreams(children.map(childStream), upTo);
  // Several threads fold at once: each sees for itself whose turn the group is.
  return all.some((event) => event.stream < stream) ? [] : [all];
}
