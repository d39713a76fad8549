import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { boxesOfDay, boxesOfMoment, postedDay, postedMoment } from '../../forms/posted-days.ts';
import { notFound } from '../../problem.ts';
import { childOf, oneOf, page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { correctableDates } from './entries.ts';
import { dateInWords } from './entry-details.ts';
import { entryInWords } from './entry-titles.ts';
import { doneAt, isChanging, isConfirmed, repairView, type FormError } from './repair-view.ts';
import { previewed, repaired } from './repair.ts';
import { onlyWhoCarriesOut } from './repairs-for.ts';

const path = '/children/:childId/entries/:eventId/correct';
const command = 'CorrectEventDate';

/** Asks which date of an entry is wrong, what it should be, and why. */
export const correctDateForm = page({
  path,
  right: 'correct-records',
  audit: 'VIEW',
  show: (asked, service) => {
    onlyWhoCarriesOut(asked.person, command);
    const entry = entryOf(asked);
    const { field } = entry.dates[0]!;
    return form(asked, service, { typed: { field, ...boxesOf(entry.dates[0]!) } });
  },
});

/** Shows what a correction would move; then, confirmed, makes it (catalogue A.1 EventDateCorrected). */
export const correctDate = page({
  method: 'post',
  path,
  right: 'correct-records',
  audit: 'VIEW', // the correction itself is audited where it is carried out
  show: async (asked, service) => {
    onlyWhoCarriesOut(asked.person, command);
    const entry = entryOf(asked);
    if (isChanging(asked)) return form(asked, service, {});
    const read = readForm(asked, entry);
    if ('errors' in read) return form(asked, service, read);
    const repair = {
      command,
      body: { childId: childOf(asked).childId, targetEventId: entry.fact.eventId, ...read.said },
    };
    if (isConfirmed(asked)) {
      const outcome = await repaired(asked, service, repair);
      if ('notDone' in outcome) return form(asked, service, outcome);
      return doneAt(childOf(asked).childId, `${entry.words}: the date is corrected to ${dateInWords(read.said.to)}.`);
    }
    const outcome = await previewed(asked, service, repair);
    if ('notDone' in outcome) return form(asked, service, outcome);
    const { now, label } = entry.dates.find(({ field }) => field === read.said.field)!;
    const model = {
      ...outcome,
      lead: entry.words,
      summary: [
        { key: `${label} now`, value: now === undefined ? 'Not recorded' : dateInWords(now) },
        { key: `${label} then`, value: dateInWords(read.said.to), isNew: true },
        { key: 'Reason', value: read.said.reason },
      ],
      confirm: 'Correct the date',
    };
    return repairView(asked, service, { view: 'record/repair-preview.njk', title: 'Check the correction', model });
  },
});

function entryOf(asked: AskedPage) {
  const found = correctableDates(childOf(asked), asked.params['eventId'] ?? '');
  if (found === undefined) throw notFound('There is no such entry on this record, or it was taken out.');
  return { ...found, words: entryInWords(found.fact.type, found.fact.on) };
}

type CorrectedEntry = ReturnType<typeof entryOf>;
type OneDate = CorrectedEntry['dates'][number];

const boxesOf = ({ kind, now }: OneDate) =>
  now === undefined ? {} : kind === 'day' ? boxesOfDay('to', now as PlainDate) : boxesOfMoment('to', now as Instant);

/** What the form says, or what is wrong with it. */
function readForm({ body }: AskedPage, { dates }: CorrectedEntry) {
  const date = dates.length === 1 ? dates[0] : dates.find(({ field }) => field === oneOf(body, 'field'));
  const reason = oneOf(body, 'reason');
  const errors: FormError[] = [];
  if (date === undefined) errors.push({ field: 'field', text: 'Choose the date that is wrong', href: '#field' });
  const read =
    date?.kind === 'moment' ? postedMoment(body, 'to', 'right day and time') : postedDay(body, 'to', 'right day');
  if ('error' in read) errors.push({ field: 'to', text: read.error.message, href: `#to-${read.error.box ?? 'day'}` });
  else if (read.value === undefined)
    errors.push({ field: 'to', text: 'Enter the right day, for example 27 3 2026', href: '#to-day' });
  if (reason === undefined) errors.push({ field: 'reason', text: 'Say why the date is corrected', href: '#reason' });
  if (errors.length > 0 || date === undefined || reason === undefined || 'error' in read) return { errors };
  return { said: { field: date.field, to: read.value!, reason } };
}

function form(
  asked: AskedPage,
  service: Service,
  shown: Partial<Pick<Parameters<typeof repairView>[2], 'errors' | 'notDone'>> & { readonly typed?: object },
) {
  const { typed, ...why } = shown;
  const entry = entryOf(asked);
  const model = {
    entry,
    hasTime: entry.dates.some(({ kind }) => kind === 'moment'),
    choices: entry.dates.map(({ field, label, now }) => ({
      value: field,
      text: `${label}: ${now === undefined ? 'not recorded' : dateInWords(now)}`,
    })),
    ...(typed === undefined ? {} : { typed }),
  };
  return repairView(asked, service, { view: 'record/correct-date.njk', title: 'Correct a date', model, ...why });
}
