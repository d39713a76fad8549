import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { oneOf, page, type AskedPage, type View } from '../page.ts';
import type { Service } from '../service.ts';
import { dayPosted } from './day-posted.ts';

/** What can be read, and what it is called; `many` where a return comes in several files. */
const formats = {
  'cin-census': { text: 'Children in need census (XML)' },
  ssda903: { text: 'Looked-after children return, SSDA903 (CSV files)', many: true },
  events: { text: 'Event file of Waymark (one event a line)' },
  comparators: { text: 'Published figures of other authorities (CSV)' },
  populations: { text: 'Population estimates (CSV)' },
  neighbours: { text: 'Statistical neighbours (CSV)' },
} as const;
type Format = keyof typeof formats;

/** The form for a file to be imported, and the imports so far. */
export const importForm = page({
  path: '/administration/imports',
  right: 'operate',
  audit: 'NOTHING',
  show: (asked, service) => drawn(asked, service),
});

/** Takes the file, and reads it in the background: every record becomes events or a listed reason. */
export const importFile = page({
  method: 'post',
  path: '/administration/imports',
  right: 'operate',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const { body, files, person, commandId: key } = asked;
    const format = oneOf(body, 'format') as Format | undefined;
    const [vintage, from] = [oneOf(body, 'vintage'), dayPosted(body, 'from')];
    const errors: Problem[] = [];
    if (format === undefined || !Object.hasOwn(formats, format))
      errors.push({ text: 'Choose what kind of file it is', href: '#format' });
    if (files.every(({ content }) => content.length === 0))
      errors.push({ text: 'Choose a file that is not empty', href: '#file' });
    if (format === 'populations' && vintage === undefined)
      errors.push({ text: 'Enter which estimates these are, such as MYE2024', href: '#vintage' });
    if (from !== undefined && !isPlainDate(from))
      errors.push({ text: 'Enter the day from which the neighbours hold, for example 1 4 2026', href: '#from' });
    if (errors.length > 0) return drawn(asked, service, errors);
    const job = {
      kind: 'import',
      asked: {
        format: format!,
        dryRun: oneOf(body, 'trial') === 'yes',
        ...(vintage === undefined ? {} : { vintage }),
        ...(from === undefined ? {} : { from: from as PlainDate }),
      },
      subject: `${formats[format!].text}: ${files.map(({ name }) => name).join(', ')}`.slice(0, 200),
      uploads: files,
      key,
    } as const;
    const { runId } = await service.jobs.ask(job, { askedBy: person.accountId, askedByName: person.displayName });
    return { redirect: `/administration/jobs/${runId}` };
  },
});

type Problem = { readonly text: string; readonly href: string };

async function drawn({ body }: AskedPage, { jobs }: Service, errors: readonly Problem[] = []): Promise<View> {
  const chosen = oneOf(body, 'format');
  const kinds = Object.entries(formats).map(([value, { text }]) => ({ value, text, checked: value === chosen }));
  const before = await jobs.runs.list({ kinds: ['import'] }, 20);
  const back = { href: '/administration', text: 'Administration' };
  const model = { kinds, before, body, errors, back };
  return {
    view: 'administration/imports.njk',
    title: 'Import files',
    model,
    ...(errors.length > 0 ? { status: 400 } : {}),
  };
}
