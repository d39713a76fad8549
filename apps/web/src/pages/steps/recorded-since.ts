import type { KnownChild } from '../../queries/known-child.ts';
import { momentInWords } from '../filters.ts';
import { titleOf } from '../record/entry-titles.ts';

/** What was recorded on a child's own stream after a version: each entry with when and by whom, the latest first. */
export const recordedSince = (
  { childId, events }: KnownChild,
  version: number,
  worker: (id: string) => string,
): readonly string[] =>
  events
    .filter((event) => event.childId === childId && event.version > version)
    .reverse()
    .map(({ type, recordedAt, recordedBy }) => {
      const by = recordedBy === undefined ? '' : ` by ${worker(recordedBy)}`;
      return `${titleOf(type)}, recorded ${momentInWords(recordedAt)}${by}`;
    });
