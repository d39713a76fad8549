import { isReversed } from '#case-flow/child-identity/identity';
import { factsOf, type Fact } from '#case-flow/journey';
import type { StoredEvent } from '#event-store/event-store';
import { notFound } from '../../problem.ts';
import type { KnownChild } from '../../queries/known-child.ts';
import { childOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { entryInWords } from './entry-titles.ts';
import { doneAt, isChanging, isConfirmed, repairView, type FormError } from './repair-view.ts';
import { previewed, repaired, type NotDone } from './repair.ts';
import { onlyWhoCarriesOut } from './repairs-for.ts';

const path = '/children/:childId/unmerge/:mergeEventId';
const command = 'ReverseMerge';
const MOST_LISTED = 100;

type Merge = Pick<Fact<'DuplicateRecordsMerged'>, 'eventId' | 'data'>;

/** What goes back where when a merge is undone. */
export const unmergeForm = page({
  path,
  right: 'merge-records',
  audit: 'VIEW',
  show: (asked, service) => form(asked, service, {}),
});

/** Shows what would move; then, confirmed, undoes the merge: each entry is back with the child it was recorded for (A.1 MergeReversed). */
export const unmerge = page({
  method: 'post',
  path,
  right: 'merge-records',
  audit: 'VIEW', // the reversal itself is audited where it is carried out
  show: async (asked, service) => {
    const { childId } = childOf(asked);
    const merge = mergeOf(asked);
    if (isChanging(asked)) return form(asked, service, {});
    const reason = oneOf(asked.body, 'reason');
    if (reason === undefined)
      return form(asked, service, {
        errors: [{ field: 'reason', text: 'Say why these are not one child', href: '#reason' }],
      });
    const repair = { command, body: { childId, mergeEventId: merge.eventId, reason } };
    if (isConfirmed(asked)) {
      const outcome = await repaired(asked, service, repair);
      if ('notDone' in outcome) return form(asked, service, outcome);
      return doneAt(
        childId,
        `The merge is undone. The record of child ${merge.data.mergedId} stands by itself again.`,
        '',
      );
    }
    const outcome = await previewed(asked, service, repair);
    if ('notDone' in outcome) return form(asked, service, outcome);
    const parted = partedBy(childOf(asked), merge);
    const model = {
      ...outcome,
      lead: `The record of child ${merge.data.mergedId} becomes a record of its own again.`,
      summary: [
        { key: 'Goes back', value: counted(parted.back.length) },
        { key: 'Stays here', value: counted(parted.stays) },
        { key: 'Reason', value: reason },
      ],
      confirm: 'Undo the merge',
      cancel: undefined,
    };
    return repairView(asked, service, {
      view: 'record/repair-preview.njk',
      title: 'Check before the merge is undone',
      model,
    });
  },
});

const counted = (entries: number): string =>
  `${entries.toLocaleString('en-GB')} ${entries === 1 ? 'entry' : 'entries'}`;

function mergeOf(asked: AskedPage): Fact<'DuplicateRecordsMerged'> {
  onlyWhoCarriesOut(asked.person, command);
  const { journey } = childOf(asked);
  const { mergeEventId } = asked.params;
  const merge = factsOf(journey, 'DuplicateRecordsMerged').find((one) => one.eventId === mergeEventId);
  if (merge === undefined || isReversed(journey, merge.eventId))
    throw notFound('There is no such merge on this record, or it was undone already.');
  return merge;
}

/** A merge and its undoing stand on both records, and say nothing of the child. */
const isOfTheMerge = ({ type }: StoredEvent): boolean =>
  ['DuplicateRecordsMerged', 'MergedInto', 'MergeReversed', 'RestrictedRecordAccessed'].includes(type);

/**
 * The entries that go back: those of the merged stream, and of the streams merged into that one before. What was recorded for
 * this child since stays here, whomever it was about.
 */
export function partedBy({ events }: KnownChild, { eventId, data }: Merge) {
  const goes = new Set([data.mergedId]);
  for (let before = 0; before !== goes.size;) {
    before = goes.size;
    for (const event of events)
      if (event.type === 'DuplicateRecordsMerged' && goes.has(event.childId)) goes.add(String(event.data['mergedId']));
  }
  const told = events.filter((event) => !isOfTheMerge(event));
  const back = told.filter((event) => goes.has(event.childId));
  const position = events.find((event) => event.eventId === eventId)?.position ?? 0;
  const since = told.filter((event) => !goes.has(event.childId) && event.position > position);
  return { back, since, stays: told.length - back.length };
}

async function form(
  asked: AskedPage,
  service: Service,
  why: { readonly errors?: readonly FormError[]; readonly notDone?: NotDone },
): Promise<Shown> {
  const merge = mergeOf(asked);
  const { back, since, stays } = partedBy(childOf(asked), merge);
  const named = await service.children(asked.person, [merge.data.mergedId]);
  const model = {
    merged: named.get(merge.data.mergedId),
    mergedOn: merge.recordedAt,
    stays,
    goesBack: back.slice(0, MOST_LISTED).map(({ type, occurredOn }) => entryInWords(type, occurredOn)),
    goesBackInAll: back.length,
    since: since.map(({ type, occurredOn }) => entryInWords(type, occurredOn)),
  };
  return repairView(asked, service, { view: 'record/unmerge.njk', title: 'Undo a merge', model, ...why });
}
