import type { Instant } from '#calendar/instant';
import type { Projection } from '#measures/projection';
import { difference, type Difference } from './difference.ts';
import { earliestInstant, subjectOf } from './linked-events.ts';
import { childGroupsOf } from './replay.ts';
import { rowVersions, type Positioned } from './row-versions.ts';

/** A difference and the moment both histories were told from. */
export interface DifferenceSince extends Difference {
  readonly since: Instant;
}

/**
 * The difference that the events after position `from` make to the rows of some linked children. Before, the children may
 * not yet have been linked: then each group told its own history, and all of it is told anew.
 */
export function changeOf(
  projections: readonly Projection[],
  events: readonly Positioned[],
  from: number,
): DifferenceSince {
  const isNew = (event: Positioned) => event.position! > from;
  const old = events.filter((event) => !isNew(event));
  const subject = subjectOf(events);
  // Where all that a subject's own stream says is new, it told nothing before.
  const groups = subject === undefined ? childGroupsOf(old) : subjectOf(old) === subject ? [old] : [];
  const since = earliestInstant(groups.length > 1 ? events : events.filter(isNew));
  const before = groups.flatMap((group) => rowVersions(projections, group, since));
  return { ...difference(before, rowVersions(projections, events, since)), since };
}
