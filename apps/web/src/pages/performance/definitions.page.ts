import { may } from '#access/person';
import type { Measure } from '#measures/measure';
import { measures } from '#projections/index';
import { definitionDifferences, type Standing } from '#waymark/definition-differences';
import { readBasis } from '#waymark/reference-data';
import { withMarkers } from '#waymark/restricted';
import { inOneSnapshot } from '#waymark/snapshot';
import { measureNamed } from '../../queries/measure.query.ts';
import { oneOf, page } from '../page.ts';
import { figureAsked } from './figure-asked.ts';
import { measureAddress, partsText, placeAskedWords, valueText, windowWords } from './figure-words.ts';
import { namedRows } from './named-rows.ts';
import { pagesOf, stretchAsked } from './stretches.ts';

const PAGE = 50;

/** A measure by two definitions in the same window, and every row that one counts otherwise than the other. */
export const definitionsSideBySide = page({
  path: '/performance/measures/:id/definitions',
  right: 'see-figures',
  audit: 'LIST',
  show: async ({ params, query, person }, service) => {
    const { waymark } = service;
    const measure = measureNamed(params['id']!);
    const other = measureNamed(oneOf(query, 'other') ?? measure.id);
    const { asked } = figureAsked(query, waymark.today());
    const basis = await readBasis(waymark.store, measures, asked.asKnownAt);
    const { position, answer } = await inOneSnapshot(waymark.database, async (sql) => {
      const [found] = await definitionDifferences(sql, measure, [other], asked, basis);
      return { ...found!, rows: await withMarkers(sql, found!.rows) };
    });
    const stretch = stretchAsked(query, PAGE);
    const shown = answer.rows.slice(stretch.first, stretch.first + stretch.length);
    const rows = may(person, 'open-figures') ? await namedRows(person, service, shown) : [];
    const sides = [
      { of: measure, figure: answer.before },
      { of: other, figure: answer.after },
    ];
    const { asKnownAt, place } = asked;
    return {
      view: 'performance/definitions.njk',
      title: `${measure.title}: two definitions`,
      model: {
        position,
        when: windowWords(measure, asked),
        placeName: placeAskedWords(place, measure),
        sides: sides.map(({ of, figure }) => ({
          id: of.id,
          title: of.title,
          definition: of.definition,
          value: valueText(of, figure),
          parts: partsText(of, figure),
          href: measureAddress(of.id, asked, asKnownAt, place),
        })),
        inAll: answer.rows.length,
        mayOpen: may(person, 'open-figures'),
        rows: rows.map(({ row, ...one }) => ({
          ...one,
          before: inWords(measure, row.before),
          after: inWords(other, row.after),
        })),
        pages: pagesOf(answer.rows.length, stretch, (number) =>
          measureAddress(measure.id, asked, asKnownAt, place, { other: other.id, page: String(number) }, 'definitions'),
        ),
        back: { href: measureAddress(measure.id, asked, asKnownAt, place), text: `Back to ${measure.title}` },
      },
    };
  },
});

function inWords({ denominator }: Measure, standing: Standing | null): string {
  if (standing === null) return 'Not counted';
  if (standing.numerator) return denominator === undefined ? 'Counted' : 'In the numerator';
  return 'In the denominator only';
}
