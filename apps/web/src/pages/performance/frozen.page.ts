import { may, recordedBy } from '#access/person';
import { Refused } from '#case-flow/refused';
import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { Malformed } from '#waymark/ask';
import { freezeReport } from '#waymark/freeze-report';
import { reproduceReport } from '#waymark/reproduce-report';
import { FrozenReportQuery, FrozenReportsQuery } from '../../queries/frozen-report.query.ts';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { dayAsked, faultsByField, lastWholeMonth, summaryOf, typedDay, type FieldFault } from './days-asked.ts';
import { reportWords } from './report-words.ts';
import { shownCard } from './scorecard-cards.ts';
import { readOut } from '../read-out.ts';

const model = readingModel(projections, measures);

/** Every report that was given out, the latest first. */
export const frozenList = page({
  path: '/performance/frozen',
  right: 'see-figures',
  audit: 'NOTHING',
  show: async ({ person }, { queries }) => {
    const reports = await queries.execute(new FrozenReportsQuery());
    return {
      view: 'performance/frozen-list.njk',
      title: 'Frozen reports',
      model: {
        mayFreeze: may(person, 'publish-reports'),
        reports: [...reports].reverse().map(({ cells, definition, ...one }) => ({
          ...one,
          words: reportWords(definition),
          figures: cells.length,
          href: addressOfFrozen(one.id),
        })),
      },
    };
  },
});

export const addressOfFrozen = (id: string): string => `/performance/frozen/${encodeURIComponent(id)}`;

/** The form that freezes a report. */
export const freezeForm = page({
  path: '/performance/frozen/new',
  right: 'publish-reports',
  audit: 'NOTHING',
  show: ({ query }, { waymark }) => {
    const day = dayAsked(query, 'asAt', 'the day the report is of').value ?? lastWholeMonth(waymark.today());
    return form({ report: oneOf(query, 'report') ?? 'monthly-scorecard', asAt: typedDay(day), id: '', reason: '' }, []);
  },
});

/** Puts a report on record as it is given out. */
export const freeze = page({
  method: 'post',
  path: '/performance/frozen/new',
  right: 'publish-reports',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const typed = typedIn(asked.body);
    const day = dayAsked(asked.body, 'asAt', 'the day the report is of');
    const missing = typed.asAt === '' ? [{ field: 'asAt', text: 'Enter the day the report is of' }] : [];
    const faults = [...missing, ...(day.fault ? [day.fault] : [])];
    const definition = day.value && reportDefinition(typed.report, day.value);
    if (faults.length > 0) return form(typed, faults, 400);
    if (definition === undefined || day.value === undefined)
      return form(typed, [{ field: 'report', text: 'Choose a report' }], 400);
    return frozenNow(asked, service, { definition, asAt: day.value }, typed);
  },
});

interface Typed {
  readonly report: string;
  readonly asAt: string;
  readonly id: string;
  readonly reason: string;
}

const typedIn = (body: AskedPage['body']): Typed => ({
  report: oneOf(body, 'report') ?? '',
  asAt: oneOf(body, 'asAt') ?? '',
  id: oneOf(body, 'id') ?? '',
  reason: oneOf(body, 'reason') ?? '',
});

type Asked = Pick<Parameters<typeof freezeReport>[1], 'definition' | 'asAt'>;

/** Freezes when the read model has taken in everything; what a rule refuses is shown beside the form again. */
async function frozenNow({ person }: AskedPage, service: Service, what: Asked, typed: Typed): Promise<Shown> {
  const { store, database, now } = service.waymark;
  await service.settled(await store.lastPosition());
  const { id, reason } = typed;
  if (what.asAt > service.waymark.today())
    return form(
      typed,
      [{ field: 'asAt', text: 'Enter a day that has come: what is frozen cannot be changed afterwards' }],
      400,
    );
  const asked = {
    ...what,
    ...(id === '' ? {} : { id }),
    ...(reason === '' ? {} : { reason }),
    recordedBy: recordedBy(person),
  };
  try {
    const { report, repeated } = await freezeReport({ store, database, model }, asked, now);
    const text = repeated
      ? `${report.id} was frozen before, and says the same.`
      : `${report.id} is frozen: ${report.cells.length} figures.`;
    return { redirect: addressOfFrozen(report.id), says: { kind: 'success', text } };
  } catch (error) {
    if (error instanceof Malformed)
      return form(typed, [{ field: 'id', text: `The name ${error.fields[0]!.message}` }], 400);
    if (error instanceof Refused) return form(typed, [{ field: 'id', text: readOut(error.message) }], 409);
    throw error;
  }
}

const form = (typed: Typed, faults: readonly FieldFault[], status = 200): Shown => ({
  view: 'performance/freeze.njk',
  title: 'Freeze a report',
  status,
  model: {
    typed,
    asAtField: { typed: typed.asAt },
    errors: summaryOf(faults),
    faults: faultsByField(faults),
    reports: reportNames.map((id) => ({ value: id, text: reportWords(id), selected: id === typed.report })),
    back: { href: '/performance/frozen', text: 'Back to frozen reports' },
  },
});

/** A report as it was given out, produced again from what was known then. */
export const frozenReport = page({
  path: '/performance/frozen/:id',
  right: 'see-figures',
  audit: 'NOTHING',
  show: async ({ params }, { waymark, queries }) => {
    const frozen = await queries.execute(new FrozenReportQuery(params['id']!));
    const { store, database } = waymark;
    const { report, differences, from } = await reproduceReport({ store, database, model }, frozen, reportDefinition);
    const { id, asAt, asKnownAt, position, sha256, reason, recordedAt, cells } = frozen;
    return {
      view: 'performance/frozen.njk',
      title: `${reportWords(frozen.definition)}, as it was given out`,
      model: {
        isWide: true,
        id,
        asAt,
        asKnownAt,
        recordedAt,
        by: frozen.recordedBy,
        frozenPosition: position,
        sha256,
        reason,
        figures: cells.length,
        differences,
        fromLog: from === 'log',
        cards: report.cards.map((card, i) =>
          shownCard(card, i, { dates: { asAt, asKnownAt }, isPublic: false, course: undefined, mayWrite: false }),
        ),
        restated: `${addressOfFrozen(id)}/restated`,
        back: { href: '/performance/frozen', text: 'Back to frozen reports' },
      },
    };
  },
});
