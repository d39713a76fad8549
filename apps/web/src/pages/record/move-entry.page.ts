import { notFound } from '../../problem.ts';
import { identifier } from '#case-flow/event-type';
import { childOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { correctableDates } from './entries.ts';
import { entryInWords } from './entry-titles.ts';
import { otherChild } from './other-child.ts';
import { doneAt, isChanging, isConfirmed, repairView, type FormError } from './repair-view.ts';
import { previewed, repaired, type NotDone } from './repair.ts';
import { onlyWhoCarriesOut } from './repairs-for.ts';

const path = '/children/:childId/entries/:eventId/move';
const command = 'ReattributeEvent';

/** Asks which child an entry is about that was recorded for this one by mistake. */
export const moveEntryForm = page({
  path,
  right: 'correct-records',
  audit: 'VIEW',
  show: (asked, service) => form(asked, service, {}),
});

/** Shows what would move; then, confirmed, records the entry for the child it is about (catalogue A.1 EventReattributed). */
export const moveEntry = page({
  method: 'post',
  path,
  right: 'correct-records',
  audit: 'VIEW', // the repair itself is audited where it is carried out
  show: async (asked, service) => {
    const entry = entryOf(asked);
    const { childId } = childOf(asked);
    if (isChanging(asked)) return form(asked, service, {});
    const toChildId = oneOf(asked.body, 'toChildId');
    if (toChildId === undefined || !identifier.safeParse(toChildId).success)
      return wrong(asked, service, 'Enter the identifier of the child the entry is about');
    const other = await otherChild(asked, service, toChildId);
    if (other === undefined)
      return wrong(asked, service, `There is no record of a child ${toChildId} that opens for you`);
    const repair = { command, body: { childId, targetEventId: entry.eventId, toChildId } };
    if (isConfirmed(asked)) {
      const outcome = await repaired(asked, service, repair);
      if ('notDone' in outcome) return form(asked, service, outcome);
      return doneAt(childId, `${entry.words}: the entry is on the record of ${other.name} now.`);
    }
    const outcome = await previewed(asked, service, repair);
    if ('notDone' in outcome) return form(asked, service, outcome);
    const model = {
      ...outcome,
      lead: entry.words,
      summary: [{ key: 'Moves to', value: `${other.name}, ${other.born}`, isNew: true }],
      warning: 'Check that this is the right child. What was written in the entry will be read on that record.',
      confirm: 'Move the entry',
    };
    return repairView(asked, service, {
      view: 'record/repair-preview.njk',
      title: 'Check before the entry is moved',
      model,
    });
  },
});

const wrong = (asked: AskedPage, service: Service, text: string): Promise<Shown> =>
  form(asked, service, { errors: [{ field: 'toChildId', text, href: '#toChildId' }] });

function entryOf(asked: AskedPage) {
  onlyWhoCarriesOut(asked.person, command);
  const found = correctableDates(childOf(asked), asked.params['eventId'] ?? '');
  if (found === undefined) throw notFound('There is no such entry on this record, or it was taken out already.');
  const { eventId, type, on } = found.fact;
  return { eventId, words: entryInWords(type, on) };
}

function form(
  asked: AskedPage,
  service: Service,
  why: { readonly errors?: readonly FormError[]; readonly notDone?: NotDone },
): Promise<Shown> {
  const model = { entry: entryOf(asked) };
  return repairView(asked, service, {
    view: 'record/move-entry.njk',
    title: 'Move an entry to another child',
    model,
    ...why,
  });
}
