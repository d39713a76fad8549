import { earliest, type PlainDate } from '#calendar/plain-date';
import type { Fact } from '../journey.ts';
import { endsOf } from '../succession.ts';

type Details = Omit<Fact<'PlacementStarted'>['data'], 'periodId' | 'caseId' | 'placementId' | 'on'>;

/** Where the child lived for a stretch of days; `to` is the first day elsewhere. One under 24 hours has `to` equal to `from`. */
export interface Placement extends Details {
  readonly placementId: string;
  /** The event that told of it: of a first placement often that of the start of care. */
  readonly eventId: string;
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly changeReason?: NonNullable<Fact<'PlacementEnded'>['data']['changeReason']>;
}

type Begun = Omit<Placement, 'to' | 'changeReason'> & {
  readonly startedOn: PlainDate;
  readonly ids: ReadonlySet<string>;
};

/** A temporary placement: a period of care neither starts nor ends in one (DfE 380, 381), and it counts as no move. */
export const isTemporary = (type: Placement['type']): boolean => /^T[0-4]$/.test(type);

/**
 * The placements of one period of care in their order. A new placement ends the last one that day; an end in between is
 * believed too, and so leaves a gap that a rule points at. Placements outside the period are left out.
 */
export function placementsOf(
  started: Fact<'CareStarted'>,
  ceasedOn: PlainDate | undefined,
  starts: readonly Fact<'PlacementStarted'>[],
  ends: readonly Fact<'PlacementEnded'>[],
): readonly Placement[] {
  const begun = begunPlacements(started, ceasedOn, starts);
  const ended = endsOf(begun, ends, (data) => data.placementId);
  return begun.map((one, i) => {
    const { startedOn: from, ids: _, ...placement } = one;
    const end = ended.get(one);
    const to = earliest(end && end.on >= from ? end.on : undefined, begun[i + 1]?.startedOn, ceasedOn);
    const reason = end?.data.changeReason;
    return {
      ...placement,
      ...(to === undefined ? {} : { to }),
      ...(reason === undefined ? {} : { changeReason: reason }),
    };
  });
}

/** The placement care started with, and those that followed; one id is one placement. */
function begunPlacements(
  started: Fact<'CareStarted'>,
  ceasedOn: PlainDate | undefined,
  starts: readonly Fact<'PlacementStarted'>[],
): readonly Begun[] {
  const within = starts.filter((fact) => fact.on >= started.on && (ceasedOn === undefined || fact.on < ceasedOn));
  const { placement } = started.data;
  // A first placement that has no id of its own is the one told of apart on the same day.
  const isToldApart = placement?.placementId === undefined && within[0]?.on === started.on;
  const begun: Begun[] = [];
  const begin = (placementId: string, fact: Fact, details: Details) => {
    if (begun.some((one) => one.placementId === placementId)) return;
    begun.push({
      ...details,
      placementId,
      eventId: fact.eventId,
      from: fact.on,
      startedOn: fact.on,
      ids: new Set([placementId]),
    });
  };
  if (placement && !isToldApart) {
    const { placementId = started.eventId, ...details } = placement;
    begin(placementId, started, details);
  }
  for (const fact of within) {
    const { periodId: _period, caseId: _case, placementId, on: _on, ...details } = fact.data;
    begin(placementId, fact, details);
  }
  return begun;
}
