import { may } from '#access/person';
import { londonDate } from '#calendar/instant';
import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import { countWords, denominatorWords } from '#measures/words';
import { measures, measureById } from '#projections/index';
import { variantsOf } from '#reference/definitions';
import { shortMonth } from '#reporting/windows';
import { lineChart, lineChartTable, type LineChart } from '../../charts/line-chart.ts';
import { measureNamed } from '../../queries/measure.query.ts';
import { oneOf, page, type AskedPage } from '../page.ts';
import { summaryOf, faultsByField } from './days-asked.ts';
import { comparedPeriods, figureAsked, usualPeriods, type FigureWindow } from './figure-asked.ts';
import {
  addressOf,
  measureAddress,
  partsText,
  placeAskedWords,
  placeWords,
  unitSign,
  unitWords,
  valueText,
  windowWords,
} from './figure-words.ts';
import { groupWords } from './group-words.ts';
import { measureShown, type MeasureShown } from './measure-shown.query.ts';

/** A measure: its definition, its figure with what it is made of, its months, its parts, and the way into its list. */
export const measurePage = page({
  path: '/performance/measures/:id',
  right: 'see-figures',
  audit: 'NOTHING',
  show: async (asked, { waymark }) => {
    const measure = measureNamed(asked.params['id']!);
    const window = figureAsked(asked.query, waymark.today());
    const { position, answer } = await measureShown(waymark, measure, window.asked);
    return {
      view: 'performance/measure.njk',
      title: measure.title,
      status: window.faults.length > 0 ? 400 : 200,
      model: {
        position,
        ...controlsOf(asked, measure, window),
        ...figureOf(measure, answer, window),
        ...chartOf(measure, answer, window),
        breakdowns: breakdownsOf(measure, answer, window),
        ...linksOf(asked, measure, window),
        definition: definitionOf(measure, answer),
      },
    };
  },
});

function controlsOf({ query }: AskedPage, measure: Measure, { asked, fields, faults }: FigureWindow): object {
  const averaged = Number(oneOf(query, 'averaged'));
  return {
    id: measure.id,
    fields,
    faults: faultsByField(faults),
    errors: summaryOf(faults),
    place: asked.place,
    placeName: placeAskedWords(asked.place, measure),
    averaged: Number.isInteger(averaged) && averaged > 0 ? averaged : undefined,
    periods: usualPeriods(asked).map(({ text, from, to }) => ({
      text,
      href: measureAddress(measure.id, { from, to, asAt: to }, asked.asKnownAt, asked.place),
      isHere: from === asked.from && to === asked.to,
    })),
    wholeAuthority: measureAddress(measure.id, asked, asked.asKnownAt),
  };
}

function figureOf(
  measure: Measure,
  { used, figure, before, yearBefore, printed }: MeasureShown,
  { asked }: FigureWindow,
): object {
  const periods = comparedPeriods(asked);
  const beside = ([text, period, figure]: readonly [string, typeof periods.before, Figure]) => ({
    text,
    period: windowWords(used, period),
    value: valueText(used, figure),
    parts: partsText(used, figure),
    href: measureAddress(measure.id, period, asked.asKnownAt, asked.place),
  });
  return {
    value: valueText(used, figure),
    parts: partsText(used, figure),
    isNet: used.unit === 'net',
    numerator: figure.numerator,
    denominator: figure.denominator,
    when: windowWords(used, asked),
    asKnownAt: asked.asKnownAt,
    beside: [
      beside(['Period before', periods.before, before]),
      ...(periods.yearBefore.from === periods.before.from
        ? []
        : [beside(['A year before', periods.yearBefore, yearBefore])]),
    ],
    printed: printed.map((one) => ({
      ...one,
      parts: partsText(used, one.figure),
      href: `/performance/frozen/${encodeURIComponent(one.id)}${one.hasMoved ? '/restated' : ''}`,
    })),
  };
}

function chartOf(measure: Measure, { used, months, beside }: MeasureShown, window: FigureWindow): object {
  const chart: LineChart = {
    id: 'months',
    title: `${measure.title} by month`,
    months: months.map(({ asked }) => shortMonth(asked.to).replace('-', ' ')),
    lines: [{ kind: 'ours', label: 'This authority', values: months.map(({ figure }) => figure.value) }, ...beside],
    unit: unitSign(used),
    decimals: used.decimals,
  };
  const { asKnownAt, place } = window.asked;
  const { head, rows } = lineChartTable(chart);
  const latestFirst = months.toReversed();
  const counted = months.some(({ figure }) => partsText(used, figure) !== null) ? ['Of'] : [];
  return {
    chart: lineChart(chart),
    monthTable: {
      head: ['Month', ...counted, ...head.slice(1)],
      rows: rows.map(([month, ...values], i) => {
        const { asked, figure } = latestFirst[i]!;
        const href = measureAddress(measure.id, asked, asKnownAt, place);
        return [{ text: month, href }, ...counted.map(() => partsText(used, figure) ?? '–'), ...values];
      }),
    },
  };
}

const breakdownWords = {
  area: ['By area', 'Area'],
  team: ['By team', 'Team'],
  group: ['By part', 'Part'],
} as const;

function breakdownsOf(
  measure: Measure,
  { used, figure, parts }: MeasureShown,
  { asked }: FigureWindow,
): readonly object[] {
  const by = (Object.keys(breakdownWords) as (keyof typeof breakdownWords)[]).filter((one) => parts[one].length > 0);
  return by.map((one) => {
    const [title, first] = breakdownWords[one];
    // How the numerator splits: a part's own figure says nothing where the part is what decides it.
    const hasShares = one === 'group' && used.percentile === undefined && used.unit !== 'net' && figure.numerator > 0;
    const counted = partsText(used, figure) === null ? [] : ['Of'];
    return {
      title,
      head: [first, ...counted, 'Figure', ...(hasShares ? ['Share of all counted'] : [])],
      rows: parts[one].map((part) => [
        {
          text: one === 'group' ? groupWords(used, part.name) : placeWords(part.name),
          href: measureAddress(measure.id, asked, asked.asKnownAt, { [one]: part.name }),
        },
        ...counted.map(() => partsText(used, part) ?? '–'),
        valueText(used, part),
        ...(hasShares ? [`${((100 * part.numerator) / figure.numerator).toFixed(1)}%`] : []),
      ]),
    };
  });
}

function linksOf({ person }: AskedPage, measure: Measure, { asked }: FigureWindow): object {
  const at = (under: string, more = {}) => measureAddress(measure.id, asked, asked.asKnownAt, asked.place, more, under);
  const opens = may(person, 'open-figures');
  const others = [...variantsOf(measure, measures), ...familyOthers(measure)];
  return {
    list: opens ? at('list') : undefined,
    notCounted: opens ? at('not-counted') : undefined,
    save:
      opens && may(person, 'export-figures') && asked.place.group === undefined
        ? exportAddress(measure, asked)
        : undefined,
    publicly: at('public'),
    others: others.map(({ id, title }) => ({ title, id, href: at('definitions', { other: id }) })),
    write: may(person, 'publish-reports')
      ? addressOf('/performance/commentary', { measure: measure.id, asAt: asked.asAt })
      : undefined,
  };
}

/** Where the list is asked for as a file. */
const exportAddress = ({ id }: Measure, { from, to, asAt, asKnownAt, place }: FigureWindow['asked']): string =>
  addressOf('/exports/new', {
    of: 'list',
    measure: id,
    from,
    to,
    asAt,
    asKnownAt: asKnownAt === null ? undefined : londonDate(asKnownAt),
    ...place,
  });

/** A variant is set beside the plain definition it stands in for. */
function familyOthers({ id }: Measure): readonly Measure[] {
  const plain = id.includes('.') ? measureById(id.slice(0, id.lastIndexOf('.'))) : undefined;
  return plain === undefined ? [] : [plain];
}

function definitionOf(measure: Measure, { used, countedAs }: MeasureShown): object {
  return {
    words: used.definition,
    source: used.source,
    unit: unitWords[used.unit],
    countedAs: countedAs === measure.id ? undefined : countedAs,
    numerator: countWords(used.numerator),
    denominator: denominatorWords(used),
    good: { high: 'High is good.', low: 'Low is good.', none: 'Neither high nor low is good by itself.' }[
      used.polarity
    ],
  };
}
