import type { Instant } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import { inOrderOfRecording } from '#case-flow/journey';
import type { StoredEvent } from '#event-store/event-store';
import type { Projection } from '#measures/projection';
import { grouped, journeysIn } from './linked-events.ts';
import { isTouchedBy, rowsOf, sameCells, type RowVersion } from './row-versions.ts';
import type { DifferenceSince } from './change.ts';

type Rows = ReadonlyMap<string, RowVersion>;

/**
 * What is believed of one group of linked children: its own events, and the rows that follow from them and from what the
 * register says of whom they name. Whatever is recorded later than all of it only has to be added.
 */
export class FoldedGroup {
  private constructor(
    private readonly projections: readonly Projection[],
    readonly events: readonly StoredEvent[],
    private readonly rows: ReadonlyMap<Projection, Rows>,
  ) {}

  /** Folds a group's own events, with those of the register that they name. */
  static of(
    projections: readonly Projection[],
    own: readonly StoredEvent[],
    register: readonly RecordedEvent[],
  ): FoldedGroup {
    const journeys = own.length === 0 ? [] : journeysIn(inOrder<RecordedEvent>([...own, ...register]));
    const versions = rowsOf(projections, journeys).map((row) => ({ ...row, ...believedBefore }));
    return FoldedGroup.believing(projections, own, versions);
  }

  /** The group as it is when these rows are believed of its events. Of two rows with one id the first counts. */
  static believing(
    projections: readonly Projection[],
    own: readonly StoredEvent[],
    believed: readonly RowVersion[],
  ): FoldedGroup {
    const rows = new Map(projections.map((projection) => [projection, new Map<string, RowVersion>()]));
    for (const version of believed) {
      const table = rows.get(version.projection)!;
      if (!table.has(version.rowId)) table.set(version.rowId, version);
    }
    return new FoldedGroup(projections, own, rows);
  }

  /**
   * Whether more events can be added: each recorded later than everything the group knows. What was recorded at the same
   * instant is one step with it, and what comes late changes history: then the group must be folded anew.
   */
  canTake(fresh: readonly RecordedEvent[], register: readonly RecordedEvent[]): boolean {
    let latest = '' as Instant;
    for (const { recordedAt } of this.events) if (recordedAt > latest) latest = recordedAt;
    for (const { recordedAt } of register) if (recordedAt > latest) latest = recordedAt;
    return fresh.every(({ recordedAt }) => recordedAt > latest);
  }

  /** The group after more events, and the difference they make: only rows of projections that read them are derived again. */
  take(
    fresh: readonly StoredEvent[],
    register: readonly RecordedEvent[],
  ): { readonly group: FoldedGroup; readonly difference: DifferenceSince } {
    const steps = grouped(inOrder(fresh), (event) => event.recordedAt);
    const rows = new Map(this.rows);
    const seen = inOrder<RecordedEvent>([...this.events, ...register]);
    const changes = new Changes();
    for (const step of steps) {
      seen.push(...step);
      const journeys = journeysIn(seen);
      for (const projection of this.projections.filter((one) => step.some(({ type }) => isTouchedBy(one, type))))
        rows.set(projection, changes.note(projection, rows.get(projection)!, rowsOf([projection], journeys), step));
    }
    const group = new FoldedGroup(this.projections, [...this.events, ...fresh], rows);
    return { group, difference: changes.difference(steps[0]![0]!.recordedAt) };
  }
}

const inOrder = <E extends RecordedEvent>(events: readonly E[]): E[] => events.toSorted(inOrderOfRecording);

/** A row believed before the first step that is noted: when that began is not asked. */
const believedBefore = { knownFrom: null, fromPosition: 0, knownTo: null, toPosition: null };

/** What some steps change, one after the other. */
class Changes {
  /** Rows believed before the first step and no longer, as they were, with their end. */
  private readonly ended = new Map<RowVersion, RowVersion>();
  /** Versions that a step began, those included that a later step ended. */
  private readonly begun = new Map<RowVersion, RowVersion>();

  /** Notes what a step makes of a projection's rows, and answers with those believed after it. */
  note(projection: Projection, before: Rows, after: ReturnType<typeof rowsOf>, step: readonly StoredEvent[]): Rows {
    const at = step[0]!.recordedAt;
    const position = Math.max(...step.map((event) => event.position));
    const believed = new Map<string, RowVersion>();
    for (const { rowId, childId, cells } of after) {
      if (believed.has(rowId)) continue;
      const old = before.get(rowId);
      if (old?.childId === childId && sameCells(old.cells, cells)) believed.set(rowId, old);
      else {
        const begun = { projection, rowId, childId, cells, ...believedBefore, knownFrom: at, fromPosition: position };
        this.begun.set(begun, begun);
        believed.set(rowId, begun);
      }
    }
    for (const [rowId, old] of before)
      if (believed.get(rowId) !== old) {
        const from = this.begun.has(old) ? this.begun : this.ended;
        from.set(old, { ...old, knownTo: at, toPosition: position });
      }
    return believed;
  }

  difference(since: Instant): DifferenceSince {
    const added = [...this.begun.values()];
    return {
      added,
      removed: [],
      ended: [...this.ended.values()],
      believedBefore: [...this.ended.keys()],
      believedAfter: added.filter((version) => version.knownTo === null),
      since,
    };
  }
}
