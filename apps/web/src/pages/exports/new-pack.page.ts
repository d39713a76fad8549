import { may, recordedBy } from '#access/person';
import { endOfLondonDay } from '#calendar/instant';
import type { AskingOf } from '#jobs/job-kinds';
import { reportNames } from '#reporting/definitions';
import { notYourRole } from '../../problem.ts';
import { dayInWords } from '../filters.ts';
import { allOf, oneOf, page, type AskedPage, type View } from '../page.ts';
import {
  dayAsked,
  faultsByField,
  lastWholeMonth,
  summaryOf,
  typedDay,
  type FieldFault,
} from '../performance/days-asked.ts';
import { reportWords } from '../performance/report-words.ts';

const LONGEST_PURPOSE = 200;

const kinds = {
  AS_THEY_ARE: { text: 'As they are', hint: 'Every figure as it is counted' },
  FOR_PUBLICATION: { text: 'For publication', hint: 'Small counts are hidden, and whatever would give them away' },
  FROZEN: {
    text: 'As given out',
    hint: 'As each was frozen for that day. What was not frozen yet is frozen now, and cannot be changed afterwards',
  },
} as const;
type Kind = keyof typeof kinds;

/** The form that asks for several reports in one download. */
export const newPack = page({
  path: '/exports/pack',
  right: 'export-figures',
  audit: 'NOTHING',
  show: (asked, { waymark }) => {
    const asAt = typedDay(lastWholeMonth(waymark.today()));
    return form(asked, { reports: reportNames, as: 'AS_THEY_ARE', asAt, asKnownAt: '', purpose: '' }, []);
  },
});

/** Puts the pack on the queue, with its purpose in the audit, and leads to where its progress shows. */
export const askForPack = page({
  method: 'post',
  path: '/exports/pack',
  right: 'export-figures',
  audit: 'NOTHING', // written below, with the purpose
  show: async (asked, service) => {
    const { body, person, requestId, commandId: key } = asked;
    const typed = typedIn(body);
    const [asAt, known] = [
      dayAsked(body, 'asAt', 'the day the reports are of'),
      dayAsked(body, 'asKnownAt', 'the day by which things were known'),
    ];
    const faults = [...faultsOf(typed, service.waymark.today()), ...[asAt, known].flatMap(({ fault }) => fault ?? [])];
    if (faults.length > 0) return form(asked, typed, faults);
    const as = typed.as as Kind;
    if (as === 'FROZEN' && !may(person, 'publish-reports'))
      throw notYourRole('Your role does not freeze reports. Ask for them as they are.');
    const reports = reportNames.filter((name) => typed.reports.includes(name));
    const said: AskingOf<'report-pack'> = {
      ...{ reports, as, asAt: asAt.value!, recordedBy: recordedBy(person) },
      asKnownAt: known.value === undefined ? null : endOfLondonDay(known.value),
    };
    const subject = `Pack of ${reports.length === 1 ? '1 report' : `${reports.length} reports`} as at ${dayInWords(asAt.value!)}, ${kinds[as].text.toLowerCase()}`;
    const { purpose } = typed;
    const line = { person, action: 'EXPORT', outcome: 'DONE', detail: subject, reason: purpose, requestId } as const;
    await service.audit.write(line);
    const by = { askedBy: person.accountId, askedByName: person.displayName };
    const { runId } = await service.jobs.ask({ kind: 'report-pack', asked: said, subject, purpose, key }, by);
    return { redirect: `/exports/${runId}` };
  },
});

interface Typed {
  readonly reports: readonly string[];
  readonly as: string;
  readonly asAt: string;
  readonly asKnownAt: string;
  readonly purpose: string;
}

const typedIn = (body: AskedPage['body']): Typed => ({
  reports: allOf(body, 'report').filter((name) => reportNames.includes(name)),
  as: oneOf(body, 'as') ?? '',
  asAt: oneOf(body, 'asAt') ?? '',
  asKnownAt: oneOf(body, 'asKnownAt') ?? '',
  purpose: oneOf(body, 'purpose') ?? '',
});

function faultsOf({ reports, as, asAt, asKnownAt, purpose }: Typed, today: string): readonly FieldFault[] {
  const day = dayAsked({ asAt }, 'asAt', '').value;
  return [
    ...(reports.length === 0 ? [{ field: 'report', text: 'Tick a report' }] : []),
    ...(Object.hasOwn(kinds, as) ? [] : [{ field: 'as', text: 'Choose how the reports are to be' }]),
    ...(asAt === '' ? [{ field: 'asAt', text: 'Enter the day the reports are of' }] : []),
    ...(as === 'FROZEN' && day !== undefined && day > today
      ? [{ field: 'asAt', text: 'Enter a day that has come: what is frozen cannot be changed afterwards' }]
      : []),
    ...(as === 'FROZEN' && asKnownAt !== ''
      ? [{ field: 'asKnownAt', text: 'Leave this blank: a report is frozen as it is known now' }]
      : []),
    ...(purpose === '' ? [{ field: 'purpose', text: 'Say what the pack is for' }] : []),
    ...(purpose.length > LONGEST_PURPOSE
      ? [{ field: 'purpose', text: `Say what the pack is for in ${LONGEST_PURPOSE} characters or fewer` }]
      : []),
  ];
}

function form({ person }: AskedPage, typed: Typed, faults: readonly FieldFault[]): View {
  const offered = Object.entries(kinds).filter(([value]) => value !== 'FROZEN' || may(person, 'publish-reports'));
  const model = {
    reports: reportNames.map((value) => ({ value, text: reportWords(value), checked: typed.reports.includes(value) })),
    kinds: offered.map(([value, { text, hint }]) => ({
      value,
      text,
      hint: { text: hint },
      checked: typed.as === value,
    })),
    typed,
    longest: LONGEST_PURPOSE,
    errors: summaryOf(faults),
    faults: faultsByField(faults),
    back: { href: '/exports', text: 'Exports' },
  };
  return { view: 'exports/new-pack.njk', title: 'Ask for a report pack', model, status: faults.length > 0 ? 400 : 200 };
}
