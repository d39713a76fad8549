import type { PlainDate } from '#calendar/plain-date';
import { isTemporary, type Placement } from './placements.ts';

/**
 * A stay with one carer: what counts as one placement (catalogue C.7 LAC-07). Changes of placement with the same carer
 * (RNE T, U) are in it, and so is an adoption by the carers a child already lives with (A3, A5). Temporary placements
 * (T0 to T4), placements of less than 24 hours and gaps neither begin a stay nor end one.
 */
export interface Stay {
  readonly from: PlainDate;
  /** The first day of the next stay, or the day care ceased. */
  readonly to?: PlainDate;
  /** Its placements in their order, without the temporary ones in between. */
  readonly placements: readonly Placement[];
}

/** The stays of a period of care in their order. None where no placement but temporary ones is known. */
export function staysOf(placements: readonly Placement[], ceasedOn: PlainDate | undefined): readonly Stay[] {
  const stays: Placement[][] = [];
  let isAfterAnother = false;
  for (const placement of placements) {
    const current = stays.at(-1);
    if (isPassing(placement)) isAfterAnother = true;
    else {
      if (current && goesOn(current.at(-1)!, placement, isAfterAnother)) current.push(placement);
      else stays.push([placement]);
      isAfterAnother = false;
    }
  }
  return stays.map((own, i) => {
    const to = stays[i + 1]?.[0]?.from ?? ceasedOn;
    return { from: own[0]!.from, ...(to === undefined ? {} : { to }), placements: own };
  });
}

/** Whether a placement is one for adoption. */
export const isAdoptive = ({ type }: Placement): boolean => /^A[3-6]$/.test(type);

const isPassing = ({ type, from, to }: Placement): boolean => isTemporary(type) || from === to;

/** After a placement that does not count, `sameCarer` may speak of either: where both carers are known, they decide. */
function goesOn(before: Placement, placement: Placement, isAfterAnother: boolean): boolean {
  if (placement.type === 'A3' || placement.type === 'A5') return true;
  const areKnown = before.carerId !== undefined && placement.carerId !== undefined;
  const isOne = areKnown && before.carerId === placement.carerId;
  if (isAfterAnother && areKnown) return isOne;
  return placement.sameCarer ?? isOne;
}
