import { isCount, type Measure } from '#measures/measure';
import { measures } from '#projections/index';
import type { LineDefinition, ReportDefinition } from '#reporting/report';
import { askReport } from '#waymark/reports';
import { measureNamed } from '../../queries/measure.query.ts';
import { page } from '../page.ts';
import { figureAsked, type FigureWindow } from './figure-asked.ts';
import { measureAddress, windowWords } from './figure-words.ts';

/** A measure for publication: small numbers hidden, and with them whatever would give one away. */
export const measureForPublication = page({
  path: '/performance/measures/:id/public',
  right: 'see-figures',
  audit: 'NOTHING',
  show: async ({ params, query }, { waymark }) => {
    const measure = measureNamed(params['id']!);
    const { asked } = figureAsked(query, waymark.today());
    const { asAt, asKnownAt } = asked;
    const report = { definition: cardOf(measure, asked), asAt, asKnownAt, isPublic: true };
    const { position, answer } = await askReport(waymark, report, measures);
    const card = answer.cards[0]!;
    return {
      view: 'performance/public.njk',
      title: `${measure.title}: for publication`,
      model: {
        position,
        id: measure.id,
        definition: measure.definition,
        source: measure.source,
        when: windowWords(measure, asked),
        columns: ['Line', ...card.columns],
        lines: card.lines.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)]),
        hides: card.lines.some(({ cells }) => cells.some(({ suppressed }) => suppressed)),
        back: { href: measureAddress(measure.id, asked, asKnownAt), text: `Back to ${measure.title}` },
      },
    };
  },
});

/** The measure as a card of its own, so that it is hidden by the very rules that reports are. */
function cardOf(measure: Measure, { from, to }: FigureWindow['asked']): ReportDefinition {
  const window = { kind: 'dates', from, to } as const;
  const hasParts = isCount(measure.denominator) && measure.percentile === undefined;
  const lines: readonly LineDefinition[] = [
    ...(hasParts
      ? [{ label: 'Numerator', show: 'numerator' } as const, { label: 'Denominator', show: 'denominator' } as const]
      : []),
    { label: 'Figure', show: 'value', decimals: measure.decimals },
  ];
  return {
    id: 'measure-for-publication',
    title: measure.title,
    cards: [
      {
        title: measure.title,
        measure: measure.id,
        columns: [
          { heading: 'Authority', window },
          { heading: '{area}', window, eachArea: true },
        ],
        lines,
      },
    ],
  };
}
