import { voidReason } from '#case-flow/child-identity/child-identity.events';
import { wordsOfValue } from '../../forms/value-words.ts';
import { notFound } from '../../problem.ts';
import { childOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { correctableDates } from './entries.ts';
import { entryInWords } from './entry-titles.ts';
import { doneAt, isChanging, isConfirmed, repairView } from './repair-view.ts';
import { previewed, repaired, type NotDone } from './repair.ts';
import { onlyWhoCarriesOut } from './repairs-for.ts';

const path = '/children/:childId/entries/:eventId/take-out';
const command = 'VoidEvent';

/** Asks why an entry is taken out. */
export const takeOutForm = page({
  path,
  right: 'correct-records',
  audit: 'VIEW',
  show: (asked, service) => form(asked, service, {}),
});

/** Shows what would move without the entry; then, confirmed, takes it out (catalogue A.1 EventVoided). It stays readable. */
export const takeOut = page({
  method: 'post',
  path,
  right: 'correct-records',
  audit: 'VIEW', // the void itself is audited where it is carried out
  show: async (asked, service) => {
    const entry = entryOf(asked);
    const { childId } = childOf(asked);
    if (isChanging(asked)) return form(asked, service, {});
    const reason = voidReason.safeParse(oneOf(asked.body, 'reason')).data;
    if (reason === undefined)
      return form(asked, service, {
        errors: [{ field: 'reason', text: 'Choose why the entry is taken out', href: '#reason' }],
      });
    const repair = { command, body: { childId, targetEventId: entry.eventId, reason } };
    if (isConfirmed(asked)) {
      const outcome = await repaired(asked, service, repair);
      return 'notDone' in outcome
        ? form(asked, service, outcome)
        : doneAt(childId, `${entry.words}: the entry is taken out.`);
    }
    const outcome = await previewed(asked, service, repair);
    if ('notDone' in outcome) return form(asked, service, outcome);
    const model = {
      ...outcome,
      lead: entry.words,
      summary: [{ key: 'Reason', value: words(reason) }],
      confirm: 'Take the entry out',
    };
    return repairView(asked, service, {
      view: 'record/repair-preview.njk',
      title: 'Check before the entry is taken out',
      model,
    });
  },
});

const words = (reason: string): string => wordsOfValue('reason', reason) ?? reason;

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
  why: { readonly errors?: readonly { field: string; text: string; href: string }[]; readonly notDone?: NotDone },
): Promise<Shown> {
  const model = { entry: entryOf(asked), choices: voidReason.options.map((value) => ({ value, text: words(value) })) };
  return repairView(asked, service, { view: 'record/take-out.njk', title: 'Take an entry out', model, ...why });
}
