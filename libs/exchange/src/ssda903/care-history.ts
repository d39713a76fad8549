import type { PlainDate } from '#calendar/plain-date';
import type { Reason } from '../imported.ts';
import { remark } from '../remarks.ts';
import type { Episode } from './episode.ts';

/** What one day changes for a child: the episode in force before it and from it on. One of the two is there. */
export interface Turn {
  readonly on: PlainDate;
  readonly before?: Episode;
  readonly after?: Episode;
  /** Care ceased that day and began again: what is after is a period of its own. */
  readonly isAnew: boolean;
}

const isShortBreak = ({ legalStatus }: Episode): boolean => legalStatus === 'V3' || legalStatus === 'V4';
const end = ({ ceasedOn }: Episode): string => ceasedOn ?? '9999-12-31';

/** Episodes in the order of their days; of two that start together the one that ceases first. */
export const inOrder = (episodes: readonly Episode[]): readonly Episode[] =>
  [...episodes].sort(
    (a, b) => compare(a.startedOn, b.startedOn) || compare(end(a), end(b)) || a.where.line - b.where.line,
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The days on which something changes for one child. On every day one of the episodes open at its end is in force: those
 * of short breaks (V3, V4) give way to others, and then the earlier to the later. So a child is in care on a day exactly
 * when at least one episode is open, and out of short breaks exactly when one of those is none, overlaps or not. The
 * episodes are given in their order.
 */
export function turnsOf(episodes: readonly Episode[]): readonly Turn[] {
  const turns: Turn[] = [];
  let open: Episode[] = [];
  let before: Episode | undefined;
  let next = 0;
  for (const on of daysOfChange(episodes)) {
    if (open.some((one) => end(one) <= on)) open = open.filter((one) => end(one) > on);
    while (episodes[next]?.startedOn === on) open.push(episodes[next++]!);
    const after = open.findLast((one) => !isShortBreak(one)) ?? open.at(-1);
    if (after === before) continue;
    const isAnew = before !== undefined && after !== undefined && ceasedAndBeganAnew(before, after, on);
    turns.push({ on, isAnew, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
    before = after;
  }
  return turns;
}

function daysOfChange(episodes: readonly Episode[]): readonly PlainDate[] {
  const days = new Set<PlainDate>();
  for (const { startedOn, ceasedOn } of episodes) {
    days.add(startedOn);
    if (ceasedOn !== undefined) days.add(ceasedOn);
  }
  return [...days].sort(compare);
}

/** Care that ceased for a reason other than X1, and started (S) again the same day, is two periods. */
const ceasedAndBeganAnew = (before: Episode, after: Episode, on: PlainDate): boolean =>
  before.ceasedOn === on && after.startedOn === on && after.rne === 'S' && (before.reasonCeased ?? 'X1') !== 'X1';

/** How an episode and the one before it contradict each other, by the Department's rules for episodes (A.12, E). */
export function contradictions(one: Episode, before: Episode | undefined, isFirst: boolean): readonly Reason[] {
  const found: Reason[] = [];
  const say = (dfe: string, rule: string, sentence: string) => found.push(remark({ rule, dfe }, sentence));
  const { rne, startedOn } = one;
  if (isFirst && rne !== undefined && rne !== 'S')
    say(
      '357',
      'a-first-episode-starts-care',
      `The first episode known here has RNE ${rne}, not S: the period of care is begun with it.`,
    );
  if (!before) return found;
  const { ceasedOn, reasonCeased } = before;
  if (ceasedOn === undefined) {
    say(
      '142',
      'an-episode-has-ceased-before-the-next',
      `The episode of ${before.startedOn} on line ${before.where.line} is open still.`,
    );
    return found;
  }
  if (startedOn < ceasedOn)
    say(
      '501',
      'an-episode-starts-after-the-last-has-ceased',
      `It starts on ${startedOn}, and the episode on line ${before.where.line} ceased on ${ceasedOn}.`,
    );
  if (rne !== undefined && rne !== 'S' && startedOn > ceasedOn)
    say(
      '433',
      'a-continuation-starts-the-day-the-last-ceased',
      `RNE ${rne} continues care, and the episode before ceased on ${ceasedOn}: a new period of care is begun.`,
    );
  if (rne === 'S' && startedOn === ceasedOn)
    say(
      '431',
      'a-start-of-care-is-not-the-day-the-last-ceased',
      `RNE is S, and the episode before ceased the same day, ${ceasedOn}.`,
    );
  if (rne !== 'S' && reasonCeased !== undefined && reasonCeased !== 'X1')
    say(
      '432',
      'an-episode-after-care-ceased-starts-care',
      `Care ceased on ${ceasedOn} (${reasonCeased}), and RNE is ${rne ?? 'empty'}.`,
    );
  if (reasonCeased === 'E2' || reasonCeased === 'E15')
    say(
      '437',
      'no-episode-follows-death-or-adulthood',
      `The episode on line ${before.where.line} ceased with ${reasonCeased} on ${ceasedOn}.`,
    );
  if (startedOn === ceasedOn) found.push(...unlikeItsReason(one, before));
  return found;
}

/** RNE says what changed; the two rows may say otherwise. Where they do, what they say is believed. */
function unlikeItsReason(one: Episode, before: Episode): readonly Reason[] {
  const legal = one.legalStatus !== before.legalStatus;
  const place = isElsewhere(one, before);
  const told = `legal status ${legal ? 'changed' : 'stayed'}, placement ${place ? 'changed' : 'stayed'}`;
  if (one.rne === 'L' && (!legal || place))
    return [remark({ rule: 'rne-l-changes-the-legal-status-alone', dfe: '434' }, `RNE is L: ${told}.`)];
  if ((one.rne === 'P' || one.rne === 'T') && (legal || !place))
    return [remark({ rule: 'rne-p-and-t-change-the-placement-alone', dfe: '435' }, `RNE is ${one.rne}: ${told}.`)];
  if ((one.rne === 'B' || one.rne === 'U') && !(legal && place))
    return [remark({ rule: 'rne-b-and-u-change-both', dfe: '436' }, `RNE is ${one.rne}: ${told}.`)];
  return [];
}

/** Whether two episodes are in different placements, as far as their rows tell. */
export const isElsewhere = (one: Episode, other: Episode): boolean =>
  one.placement !== other.placement ||
  one.provider !== other.provider ||
  one.urn !== other.urn ||
  one.placementPostcode !== other.placementPostcode;
