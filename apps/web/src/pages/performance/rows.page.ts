import type { RecordedEvent } from '#case-flow/event';
import type { Measure } from '#measures/measure';
import { measureNamed } from '../../queries/measure.query.ts';
import { wordsOf } from '../../words.ts';
import { oneOf, page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { unknownChoices, unknownPlaces, type Choosable, type UnknownChoice } from '../unknown-choices.ts';
import { summaryOf } from './days-asked.ts';
import { figureAsked, type FigureWindow } from './figure-asked.ts';
import { measureAddress, partsText, placeAskedWords, valueText, windowWords } from './figure-words.ts';
import { namedRows } from './named-rows.ts';
import { countedRows, rowsNotCounted, type RowsShown, type Side } from './rows.query.ts';
import { pagesOf, stretchAsked } from './stretches.ts';

const PAGE = 25;
const sides: Readonly<Record<Side, string>> = {
  all: 'All rows',
  numerator: 'In the numerator',
  'denominator-only': 'In the denominator only',
};

/** The list a figure is the length of, each row opened down to its events. */
export const measureList = page({
  path: '/performance/measures/:id/list',
  right: 'open-figures',
  audit: 'LIST',
  show: async (asked, service) => {
    const { measure, window, at } = questionOf(asked, service);
    const side = (Object.keys(sides) as Side[]).find((one) => one === oneOf(asked.query, 'side')) ?? 'all';
    const stretch = stretchAsked(asked.query, PAGE);
    const { position, answer } = await countedRows(service.waymark, measure, window.asked, side, stretch);
    const rows = await namedRows(asked.person, service, answer.rows);
    const unknown = await unknownHere(asked, service, window, answer.inAll);
    return {
      view: 'performance/list.njk',
      title: `${measure.title}: list`,
      status: window.faults.length + unknown.length > 0 ? 400 : 200,
      model: {
        position,
        ...around(measure, answer, window),
        errors: [...summaryOf(window.faults), ...unknown],
        rows: rows.map(({ row, ...shown }) => ({
          ...shown,
          counted: countedWords(answer.used, row),
          why: row.whyNotAbove?.map(({ words }) => words).join('; '),
          events: 'events' in row && shown.isTheirs ? row.events.map(eventShown) : [],
        })),
        sides:
          answer.used.denominator === undefined
            ? []
            : (Object.entries(sides) as [Side, string][]).map(([name, text]) => ({
                text,
                href: at('list', { side: name }),
                isHere: name === side,
              })),
        pages: pagesOf(answer.inAll, stretch, (number) => at('list', { side, page: String(number) })),
        notCounted: at('not-counted'),
      },
    };
  },
});

const sideChoice: Choosable = {
  name: 'side',
  called: 'part of the list',
  isKnown: (value) => Object.hasOwn(sides, value),
};

/** What the address names that there is not; whether a place is one is asked only where nothing is counted there. */
async function unknownHere(
  { query, person }: AskedPage,
  service: Service,
  { asked: { place } }: FigureWindow,
  inAll: number,
): Promise<readonly UnknownChoice[]> {
  const { area, team } = place;
  const asked = { ...(area === undefined ? {} : { area }), ...(team === undefined ? {} : { team }) };
  const places = inAll > 0 ? [] : await unknownPlaces(service, person, { asked, there: { area: [], team: [] } });
  return [...unknownChoices(query, [sideChoice]), ...places];
}

/** The rows that come into question for a figure and are not counted, with every reason. */
export const measureNotCounted = page({
  path: '/performance/measures/:id/not-counted',
  right: 'open-figures',
  audit: 'LIST',
  show: async (asked, service) => {
    const { measure, window, at } = questionOf(asked, service);
    const stretch = stretchAsked(asked.query, PAGE);
    const { position, answer } = await rowsNotCounted(service.waymark, measure, window.asked, stretch);
    const rows = await namedRows(asked.person, service, answer.rows);
    return {
      view: 'performance/not-counted.njk',
      title: `${measure.title}: what is not counted`,
      model: {
        position,
        ...around(measure, answer, window),
        rows: rows.map(({ row, ...shown }) => ({ ...shown, why: row.reasons.map(({ words }) => words).join('; ') })),
        pages: pagesOf(answer.inAll, stretch, (number) => at('not-counted', { page: String(number) })),
        list: at('list'),
      },
    };
  },
});

function questionOf({ params, query }: AskedPage, { waymark }: Service) {
  const measure = measureNamed(params['id']!);
  const window = figureAsked(query, waymark.today());
  const { asKnownAt, place, ...asked } = window.asked;
  const at = (under: string, more: Readonly<Record<string, string>> = {}) =>
    measureAddress(measure.id, asked, asKnownAt, place, more, under);
  return { measure, window, at };
}

/** What stands above every list: the figure it is of, and where. */
function around(
  measure: Measure,
  { used, figure, inAll }: RowsShown<unknown>,
  { asked, fields, faults }: FigureWindow,
): object {
  return {
    id: measure.id,
    measureTitle: measure.title,
    inAll,
    value: valueText(used, figure),
    parts: partsText(used, figure),
    when: windowWords(used, asked),
    asKnownAt: asked.asKnownAt,
    asKnownOn: fields.asKnownAt.value,
    placeName: placeAskedWords(asked.place, measure),
    errors: summaryOf(faults),
    back: { href: measureAddress(measure.id, asked, asked.asKnownAt, asked.place), text: `Back to ${measure.title}` },
  };
}

function countedWords(
  measure: Measure,
  row: { readonly numerator: boolean; readonly adds?: number; readonly addsBelow?: number; readonly measured?: number },
): string {
  if (row.measured !== undefined) return row.measured === 1 ? '1 day' : `${row.measured} days`;
  if (measure.denominator === undefined || measure.unit === 'net')
    return row.numerator ? `Counts ${row.adds ?? 1}` : `Takes ${row.addsBelow ?? 1} off`;
  return row.numerator
    ? `In the numerator${row.adds === undefined ? '' : ` (${row.adds})`}`
    : 'In the denominator only';
}

/** An event as a row shows it: what it says, without what is personal. */
const eventShown = ({ type, occurredOn, recordedAt, data }: RecordedEvent) => ({
  says: wordsOf(type),
  on: occurredOn,
  recordedAt,
  data: Object.entries(data).map(([name, value]) => ({
    name: wordsOf(name.charAt(0).toUpperCase() + name.slice(1)),
    value: typeof value === 'string' ? value : JSON.stringify(value),
  })),
});
