import type { PlainDate } from '#calendar/plain-date';

/** A stretch of days with one value; `to` is the first day it no longer held. */
export interface Stretch<T> {
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly value: T;
}

/**
 * The stretches between a start and an end (if there is one) that `changes`, in the order of the world, cut it into.
 * A change to the value that already holds is none; of the changes of one day the last counts; changes outside are ignored.
 */
export function stretchesOf<T>(
  startedOn: PlainDate,
  endedOn: PlainDate | undefined,
  first: T,
  changes: readonly { readonly on: PlainDate; readonly value: T }[],
): readonly Stretch<T>[] {
  const starts: { from: PlainDate; value: T }[] = [{ from: startedOn, value: first }];
  for (const { on, value } of changes) {
    if (on < startedOn || (endedOn !== undefined && on >= endedOn)) continue;
    if (starts.at(-1)!.from === on) starts.pop();
    if (starts.at(-1)?.value !== value) starts.push({ from: on, value });
  }
  return starts.map((one, i) => {
    const to = starts[i + 1]?.from ?? endedOn;
    return to === undefined ? one : { ...one, to };
  });
}

/** The value that held at the end of a day, if any did. */
export const valueOn = <T>(stretches: readonly Stretch<T>[], on: PlainDate): T | undefined =>
  stretches.findLast((one) => one.from <= on && (one.to === undefined || one.to > on))?.value;
