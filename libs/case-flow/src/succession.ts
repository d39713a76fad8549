import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from './event-catalogue.ts';
import type { Fact } from './journey.ts';

/**
 * The start of one thing in a succession: plans, enquiries and periods of care follow one another in a child's life.
 * Starting facts that name the same id, or that fall on the same day, tell of one thing: the first is kept, so that a
 * repeated import or the merge of two files of one child counts it once (CIN guide 4.4 says so of referrals).
 */
export interface Start<Name extends EventName> {
  readonly started: Fact<Name>;
  readonly startedOn: PlainDate;
  readonly ids: ReadonlySet<string>;
}

/** The things that start, in the order of their first day. `idOf` reads the id a starting fact gives, if it gives one. */
export function startsOf<Name extends EventName>(
  facts: readonly Fact<Name>[],
  idOf: (data: Fact<Name>['data']) => string | undefined,
): readonly Start<Name>[] {
  const starts: { started: Fact<Name>; startedOn: PlainDate; ids: Set<string> }[] = [];
  for (const fact of facts) {
    const id = idOf(fact.data);
    const same = starts.find((one) => one.startedOn === fact.on || (id !== undefined && one.ids.has(id)));
    if (same && id !== undefined) same.ids.add(id);
    if (!same) starts.push({ started: fact, startedOn: fact.on, ids: new Set(id === undefined ? [] : [id]) });
  }
  return starts;
}

type Span = { readonly startedOn: PlainDate; readonly ids: ReadonlySet<string> };

/** What a later fact speaks of: the one it names by id; without an id the latest started on or before its day; else none. */
export function spokenOf<S extends Span>(starts: readonly S[], id: string | undefined, on: PlainDate): S | undefined {
  return id === undefined ? starts.findLast((one) => one.startedOn <= on) : starts.find((one) => one.ids.has(id));
}

/**
 * The end of each thing: the last fact that names it. An end without an id ends the latest that started before its day
 * and still runs (the next one may start on the very day), else the one of that day, else the latest of all.
 */
export function endsOf<S extends Span, Ending extends Fact>(
  starts: readonly S[],
  endings: readonly Ending[],
  idOf: (data: Ending['data']) => string | undefined,
): ReadonlyMap<S, Ending> {
  const ends = new Map<S, Ending>();
  for (const ending of endings) {
    const id = idOf(ending.data);
    const begun = starts.filter((one) => one.startedOn <= ending.on);
    const ended =
      id !== undefined
        ? starts.find((one) => one.ids.has(id))
        : (begun.findLast((one) => one.startedOn < ending.on && !ends.has(one)) ??
          begun.findLast((one) => !ends.has(one)) ??
          begun.at(-1));
    if (ended) ends.set(ended, ending);
  }
  return ends;
}

/** Facts by the thing they speak of, each list in the order of the world. Facts that speak of none are left out. */
export function told<S extends Span, Telling extends Fact>(
  starts: readonly S[],
  facts: readonly Telling[],
  idOf: (data: Telling['data']) => string | undefined,
): ReadonlyMap<S, readonly Telling[]> {
  const lists = new Map<S, Telling[]>();
  for (const fact of facts) {
    const one = spokenOf(starts, idOf(fact.data), fact.on);
    if (!one) continue;
    const list = lists.get(one);
    if (list) list.push(fact);
    else lists.set(one, [fact]);
  }
  return lists;
}

/** Of facts that happen at most once a day, the first recorded of each day. */
export function onePerDay<Telling extends Fact>(facts: readonly Telling[]): readonly Telling[] {
  return facts.filter((fact, i) => facts[i - 1]?.on !== fact.on);
}

/** Whether something runs at the end of a day: the day it ends it does not (catalogue C.0.5). */
export const runsOn = (one: { readonly startedOn: PlainDate; readonly endedOn?: PlainDate }, on: PlainDate): boolean =>
  one.startedOn <= on && (one.endedOn === undefined || one.endedOn > on);
