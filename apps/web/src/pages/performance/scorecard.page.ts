import { dayInWords } from '../filters.ts';
import { may } from '#access/person';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { longMonth } from '#reporting/windows';
import { measures } from '#projections/index';
import { measureInForce } from '#waymark/reports';
import { readReference } from '#waymark/reference-data';
import { inOneSnapshot } from '#waymark/snapshot';
import { notFound } from '../../problem.ts';
import { ReportQuery } from '../../queries/report.query.ts';
import { oneOf, page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { datesAsked, faultsByField, summaryOf } from './days-asked.ts';
import { addressOf } from './figure-words.ts';
import { monthlyFigures } from './months.query.ts';
import { reportWords } from './report-words.ts';
import { shownCard } from './scorecard-cards.ts';

const USUAL = 'monthly-scorecard';
/** How many months a card's small line goes back. */
const MONTHS = 13;

/** A report as the councils print it, with its two dates as controls; each figure leads to its measure. */
export const scorecard = page({
  path: '/performance',
  right: 'see-figures',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { waymark, queries } = service;
    const dates = datesAsked(asked.query, waymark.today());
    const { asAt, asKnownAt, asAtField, asKnownField, faults } = dates;
    const definition = definitionAsked(asked.query, dates.asAt);
    const isPublic = oneOf(asked.query, 'public') === 'true';
    const { position, answer } = await queries.execute(new ReportQuery({ definition, asAt, asKnownAt, isPublic }));
    const courses = isPublic
      ? new Map()
      : await coursesOf(
          service,
          answer.cards.map(({ measure }) => measure),
          dates,
        );
    const title = `${reportWords(definition.id)}: ${longMonth(asAt)}`;
    const given = { report: definition.id, asAt, asKnownAt: asKnownField.value, public: isPublic ? 'true' : undefined };
    return {
      view: 'performance/scorecard.njk',
      title,
      status: faults.length > 0 ? 400 : 200,
      model: {
        isWide: true,
        position,
        asAt,
        asKnownAt,
        asAtField,
        asKnownField,
        isPublic,
        errors: summaryOf(faults),
        faults: faultsByField(faults),
        reports: reportNames.map((id) => ({ value: id, text: reportWords(id), selected: id === definition.id })),
        cards: answer.cards.map((card, i) =>
          shownCard(card, i, {
            dates,
            isPublic,
            course: courses.get(card.measure),
            mayWrite: may(asked.person, 'publish-reports'),
          }),
        ),
        file: may(asked.person, 'export-figures') ? addressOf('/exports/new', { of: 'report', ...given }) : undefined,
        freeze:
          may(asked.person, 'publish-reports') && !isPublic
            ? addressOf('/performance/frozen/new', { report: definition.id, asAt })
            : undefined,
        lead: `What had happened by the end of ${dayInWords(asAt)}`,
      },
    };
  },
});

function definitionAsked(query: AskedPage['query'], asAt: Parameters<typeof reportDefinition>[1]) {
  const name = oneOf(query, 'report') ?? USUAL;
  const definition = reportDefinition(name, asAt);
  if (definition === undefined) throw notFound(`There is no report ${name}. There are ${reportNames.join(', ')}.`);
  return definition;
}

/** Each card's measure over the last months, for the small line beside its title. */
async function coursesOf({ waymark }: Service, ids: readonly string[], dates: Parameters<typeof monthlyFigures>[2]) {
  const reference = await readReference(waymark.store, dates.asKnownAt);
  const inForce = measureInForce(measures, dates.asAt, reference);
  const used = [...new Set(ids)].flatMap((id) => inForce(id) ?? []);
  const { answer } = await inOneSnapshot(waymark.database, (sql) =>
    monthlyFigures(sql, used, dates, reference, MONTHS),
  );
  return answer;
}
