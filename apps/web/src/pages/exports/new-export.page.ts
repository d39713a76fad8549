import { addDays, startOfMonth } from '#calendar/plain-date';
import type { Asking } from '#jobs/asking';
import { reportNames } from '#reporting/definitions';
import { jobKinds } from '#jobs/job-kinds';
import { oneOf, page, type AskedPage, type View } from '../page.ts';
import type { Service } from '../service.ts';
import { wantedExport, wantedFields, type WantedExport } from './wanted-export.ts';

const LONGEST_PURPOSE = 200;
const back = { href: '/exports', text: 'Exports' };

/** Asks in which form and what for. Without a word on what is to be exported it offers what there is. */
export const newExport = page({
  path: '/exports/new',
  right: 'export-figures',
  audit: 'NOTHING',
  show: ({ query, person }, { waymark }) => {
    if (oneOf(query, 'of') === undefined) return offered(addDays(startOfMonth(waymark.today()), -1));
    return form(wantedExport(query, person, waymark.today()), query, []);
  },
});

/** Puts the export on the queue, with its purpose in the audit, and leads to where its progress shows. */
export const askForExport = page({
  method: 'post',
  path: '/exports/new',
  right: 'export-figures',
  audit: 'NOTHING', // written below, with the purpose
  show: async (asked, service) => {
    const { body, person, requestId } = asked;
    const wanted = wantedExport(body, person, service.waymark.today());
    const purpose = oneOf(body, 'purpose');
    const format = (['csv', 'xlsx'] as const).find((one) => one === oneOf(body, 'format'));
    const errors = [
      ...(format === undefined ? [{ href: '#format', text: 'Choose a form' }] : []),
      ...(purpose === undefined ? [{ href: '#purpose', text: 'Say what the export is for' }] : []),
      ...(purpose !== undefined && purpose.length > LONGEST_PURPOSE
        ? [{ href: '#purpose', text: `Say what the export is for in ${LONGEST_PURPOSE} characters or fewer` }]
        : []),
    ];
    if (errors.length > 0) return form(wanted, body, errors);
    await service.audit.write({
      person,
      action: 'EXPORT',
      outcome: 'DONE',
      detail: wanted.subject,
      reason: purpose!,
      requestId,
    });
    const { runId } = await asksFor(wanted, format!, purpose!, asked, service);
    return { redirect: `/exports/${runId}` };
  },
});

async function asksFor(
  wanted: WantedExport,
  format: 'csv' | 'xlsx',
  purpose: string,
  { person, commandId: key }: AskedPage,
  { jobs, breakGlass }: Service,
) {
  const by = { askedBy: person.accountId, askedByName: person.displayName };
  const { subject } = wanted;
  if (wanted.kind === 'export-figures') {
    const asked = { ...wanted.asked, format };
    return jobs.ask({ kind: 'export-figures', asked, subject, purpose, key }, by);
  }
  const opened = [...(await breakGlass.openedBy(person))];
  const sight = { areas: [...person.areas], teams: [...person.teams], opened };
  const asked = { ...wanted.asked, format, ...sight } as Asking<'export-list'>['asked'];
  return jobs.ask({ kind: 'export-list', asked, subject, purpose, key }, by);
}

function form({ kind, says }: WantedExport, fields: AskedPage['query'], errors: readonly object[]): View {
  const kept = wantedFields
    .map((name) => ({ name, value: oneOf(fields, name) }))
    .filter(({ value }) => value !== undefined);
  const [format, purpose] = [oneOf(fields, 'format'), oneOf(fields, 'purpose')];
  const model = {
    parts: says,
    kept,
    isList: kind === 'export-list',
    format,
    purpose,
    longest: LONGEST_PURPOSE,
    errors,
    back,
  };
  return { view: 'exports/new-export.njk', title: jobKinds[kind].title, model, status: errors.length > 0 ? 400 : 200 };
}

function offered(lastMonth: string): View {
  const reports = reportNames.map((name) => ({
    href: `/exports/new?of=report&report=${name}&asAt=${lastMonth}`,
    name,
  }));
  const scorecard = `/exports/new?of=scorecard&asAt=${lastMonth}`;
  return { view: 'exports/offered.njk', title: 'Ask for an export', model: { lastMonth, scorecard, reports, back } };
}
