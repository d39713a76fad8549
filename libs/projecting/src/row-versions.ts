import type { Instant } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import { hasSameElements } from '#case-flow/alike';
import { extend, inOrderOfRecording, type Journey } from '#case-flow/journey';
import { registerNamesIn, registerSubject, subjectsNamed } from '#case-flow/workforce/register-streams';
import type { Cells, Columns, Projection, Row } from '#measures/projection';
import { journeysIn, Register, subjectOf } from './linked-events.ts';

/** An event and its place in the log (0 where it stands in no log). */
export interface Positioned extends RecordedEvent {
  readonly position?: number;
}

/**
 * What one row said between two moments of knowing. `knownFrom` is null where it was so before the moment asked from.
 * The positions name the events that brought it about and ended it.
 */
export interface RowVersion {
  readonly projection: Projection;
  readonly rowId: string;
  readonly childId: string;
  readonly cells: Cells<Columns>;
  readonly knownFrom: Instant | null;
  readonly fromPosition: number;
  readonly knownTo: Instant | null;
  readonly toPosition: number | null;
}

/**
 * Every version of every row that the events of some linked children ever gave, as each became known. Events recorded
 * at one instant are one step. With `since`, earlier versions are left out and those believed then have no `knownFrom`:
 * that is all a projector needs to write the difference.
 */
export function rowVersions(
  projections: readonly Projection[],
  events: readonly Positioned[],
  since?: Instant,
): readonly RowVersion[] {
  const ordered = [...events].sort(inOrderOfRecording);
  const subject = subjectOf(events);
  const history = new History(projections, subject);
  let at = 0;
  // What the register said before the first event of a child makes no row, and is no step.
  if (subject === undefined) while (ordered[at]?.childId === '') at++;
  history.know(ordered.slice(0, at));
  if (since !== undefined) {
    const start = at;
    while (at < ordered.length && ordered[at]!.recordedAt < since) at++;
    history.begin(ordered.slice(start, at));
  }
  while (at < ordered.length) {
    const start = at;
    while (at < ordered.length && ordered[at]!.recordedAt === ordered[start]!.recordedAt) at++;
    history.step(ordered.slice(start, at));
  }
  return history.versions();
}

/** The rows of all projections that follow from events, with the child each belongs to. */
export function rowsOf(
  projections: readonly Projection[],
  journeys: readonly Journey[],
): readonly (Row & { readonly childId: string; readonly projection: Projection })[] {
  return projections.flatMap((projection) =>
    journeys.flatMap((journey) =>
      projection.rows(journey).map((row) => ({ ...row, childId: journey.childId, projection })),
    ),
  );
}

/** A projection's rows of a journey, worked out once however many steps leave alone what they rest on. */
const rowsIn = (projection: Projection, journey: Journey): readonly Row[] =>
  journey.derived.once(projection, () => projection.rows(journey));

const changesEverything = new Set([
  'EventDateCorrected',
  'EventVoided',
  'EventReattributed',
  'DuplicateRecordsMerged',
  'MergeReversed',
  'MergedInto',
]);

/** Whether an event can change the rows of a projection. */
export const isTouchedBy = (projection: Projection, type: string): boolean =>
  changesEverything.has(type) || projection.reads.some((name) => name === type);

/** The projections that events can change, in the order given. */
function touchedBy(projections: readonly Projection[], events: readonly Positioned[]): readonly Projection[] {
  let readers = readersOf.get(projections);
  if (readers === undefined) readersOf.set(projections, (readers = new Map()));
  const own = (type: string) => {
    const found = readers.get(type) ?? projections.filter((one) => isTouchedBy(one, type));
    readers.set(type, found);
    return found;
  };
  const first = own(events[0]!.type);
  if (events.length === 1) return first;
  const touched = new Set(events.flatMap(({ type }) => own(type)));
  return projections.filter((one) => touched.has(one));
}

const readersOf = new WeakMap<readonly Projection[], Map<string, readonly Projection[]>>();

class History {
  private readonly closed: RowVersion[] = [];
  private readonly live = new Map<Projection, Map<string, RowVersion>>();
  /** The very rows that `live` was made of, journey by journey. */
  private readonly settled = new Map<Projection, readonly (readonly Row[])[]>();
  private journeys: readonly Journey[] = [];
  private readonly seen: Positioned[] = [];
  private merged = false;
  private hasRegister = false;
  /** The workers and teams that the one journey names: it holds what the register says of them. */
  private named: ReadonlySet<string> = new Set();

  constructor(
    private readonly projections: readonly Projection[],
    private readonly subject: string | undefined,
  ) {
    for (const projection of projections) this.live.set(projection, new Map());
  }

  know(events: readonly Positioned[]): void {
    this.seen.push(...events);
    this.hasRegister ||= events.some((event) => event.childId === '');
  }

  begin(events: readonly Positioned[]): void {
    this.follow(events);
    for (const projection of this.projections) this.settle(projection, null, 0);
  }

  step(events: readonly Positioned[]): void {
    this.follow(events);
    const position = this.positionOf(events);
    const at = events[0]!.recordedAt;
    for (const projection of touchedBy(this.projections, events)) this.settle(projection, at, position);
  }

  /**
   * The event that brings a step about: the last of those of the children (or of the subject) themselves; of a step of the
   * register alone, the last about somebody named by then. Whoever is named only later has no part in it, so that a step
   * says the same when it is told again with more of the register.
   */
  private positionOf(events: readonly Positioned[]): number {
    const isOwn = (event: Positioned) =>
      this.subject === undefined ? event.childId !== '' : registerSubject(event) === this.subject;
    const last = (some: readonly Positioned[]) => Math.max(...some.map((event) => event.position ?? 0));
    const own = events.filter(isOwn);
    if (own.length > 0) return last(own);
    if (events.length === 1) return last(events);
    const of = (subject: string) => this.seen.filter((event) => registerSubject(event) === subject);
    const named = subjectsNamed(this.seen.filter(isOwn), of);
    const about = events.filter((event) => named.has(registerSubject(event) ?? ''));
    return last(about.length > 0 ? about : events);
  }

  versions(): readonly RowVersion[] {
    return [...this.closed, ...[...this.live.values()].flatMap((rows) => [...rows.values()])];
  }

  /**
   * One child without merges only grows; linked children are sorted into journeys anew, for a merge moves events. So is a
   * journey that names a worker or a team for the first time, of whom the register may have told before.
   */
  private follow(events: readonly Positioned[]): void {
    this.know(events);
    this.merged ||= events.some((event) => event.type === 'DuplicateRecordsMerged');
    const only = this.journeys[0];
    const grows = !this.merged && this.journeys.length === 1 && events.every((event) => this.growsBy(only!, event));
    if (grows) this.journeys = [extend(only!, events)];
    else {
      this.journeys = this.journeysSeen();
      if (this.hasRegister) this.named = this.namedSoFar();
    }
  }

  /** Whether an event only adds to a journey: whomever it is about, and names, the journey names already. */
  private growsBy(only: Journey, event: Positioned): boolean {
    if (event.childId !== '' && event.childId !== only.childId) return false;
    if (!this.hasRegister) return true;
    const subject = event.childId === '' ? registerSubject(event) : undefined;
    if (event.childId === '' && (subject === undefined || !this.named.has(subject))) return false;
    return registerNamesIn(event).every((name) => this.named.has(name));
  }

  private namedSoFar(): ReadonlySet<string> {
    if (this.merged || this.subject !== undefined) return new Set();
    const register = new Register();
    register.learn(this.seen.filter((event) => event.childId === ''));
    const own = this.seen.filter((event) => event.childId !== '');
    return subjectsNamed(own, (subject) => register.of(subject));
  }

  /** Of children of whom nothing has been told yet there is no journey, whatever the register says already. */
  private journeysSeen(): readonly Journey[] {
    const isTold = this.subject !== undefined || this.seen.some((event) => event.childId !== '');
    return isTold ? journeysIn(this.seen, this.subject).map((journey) => this.asBefore(journey)) : [];
  }

  /** The journey as it was, with all that was derived from it, where it has not changed: mostly one of several changes. */
  private asBefore(journey: Journey): Journey {
    const before = this.journeys.find((one) => one.childId === journey.childId);
    const isSame =
      before?.events.length === journey.events.length && before.events.every((event, i) => event === journey.events[i]);
    return isSame ? before : journey;
  }

  private settle(projection: Projection, at: Instant | null, position: number): void {
    const rows = this.journeys.map((journey) => rowsIn(projection, journey));
    if (hasSameElements(rows, this.settled.get(projection) ?? [])) return;
    this.settled.set(projection, rows);
    const before = this.live.get(projection)!;
    const after = new Map<string, RowVersion>();
    for (const [i, { childId }] of this.journeys.entries())
      for (const { rowId, cells } of rows[i]!) {
        if (after.has(rowId)) continue;
        const old = before.get(rowId);
        if (old && old.childId === childId && sameCells(old.cells, cells)) after.set(rowId, old);
        else
          after.set(rowId, {
            projection,
            rowId,
            childId,
            cells,
            knownFrom: at,
            fromPosition: position,
            knownTo: null,
            toPosition: null,
          });
      }
    for (const [rowId, old] of before)
      if (after.get(rowId) !== old && old.knownFrom !== at)
        this.closed.push({ ...old, knownTo: at, toPosition: position });
    this.live.set(projection, after);
  }
}

/** Whether two rows say the same, cell by cell. */
export function sameCells(a: Cells<Columns>, b: Cells<Columns>): boolean {
  if (a === b) return true;
  for (const column in a) if (a[column] !== b[column]) return false;
  return true;
}
