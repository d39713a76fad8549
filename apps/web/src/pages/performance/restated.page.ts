import { may, type Person } from '#access/person';
import { measureById } from '#projections/index';
import type { Cause } from '#waymark/change-kinds';
import type { RestatedFigure, RestatedLine } from '#waymark/restated-figures';
import { RestatedQuery } from '../../queries/frozen-report.query.ts';
import { wordsOf } from '../../words.ts';
import { page } from '../page.ts';
import type { Service } from '../service.ts';
import { measureAddress, periodWords, placeAskedWords, valueText } from './figure-words.ts';
import { addressOfFrozen } from './frozen.page.ts';
import { namedRows } from './named-rows.ts';
import { reportWords } from './report-words.ts';

/** More lines than this are told as a number: the figure's own list has them all. */
const MOST_LINES = 50;

/** What has moved in a report since it was given out: by how much, and the rows and events that moved it. */
export const restatedPage = page({
  path: '/performance/frozen/:id/restated',
  right: 'see-figures',
  audit: 'LIST',
  show: async ({ params, person }, service) => {
    const { waymark, queries } = service;
    await service.settled(await waymark.store.lastPosition());
    const restated = await queries.execute(new RestatedQuery(params['id']!));
    const { id, figures, beside, unaccounted, asAt, asKnownAt, position } = restated;
    return {
      view: 'performance/restated.njk',
      title: `What has moved in ${id}`,
      model: {
        position: position.now,
        report: reportWords(restated.definition),
        asAt,
        asKnownAt,
        frozenPosition: position.frozen,
        mayOpen: may(person, 'open-figures'),
        figures: await Promise.all(figures.map((one) => figureShown(person, service, one))),
        beside: beside.map(({ events, ...one }) => ({
          ...one,
          what: wordsOf(one.what),
          causes: events.map(causeShown),
        })),
        unaccounted,
        back: { href: addressOfFrozen(id), text: `Back to ${id}` },
      },
    };
  },
});

async function figureShown(person: Person, service: Service, figure: RestatedFigure): Promise<object> {
  const { measure: id, from, to, asAt, place, frozen, now, by, cells, parts, reference } = figure;
  const measure = measureById(id)!;
  const lines = parts.flatMap((part) => part.lines);
  const shown = may(person, 'open-figures')
    ? await namedRows<RestatedLine>(person, service, lines.slice(0, MOST_LINES))
    : [];
  return {
    id,
    title: measure.title,
    period: periodWords({ from, to }),
    placeName: placeAskedWords(place),
    href: measureAddress(id, { from, to, asAt }, null, place),
    was: valueText(measure, frozen),
    is: valueText(measure, now),
    by: [
      `numerator ${signed(by.numerator)}`,
      ...(by.denominator === null ? [] : [`denominator ${signed(by.denominator)}`]),
      ...(by.value === null ? [] : [`figure ${signed(by.value)}`]),
    ].join(', '),
    cells: cells.map((cell) => ({ ...cell, isSame: cell.frozen === cell.now })),
    lines: shown.map(({ row, ...one }) => ({
      ...one,
      moved: `${signed(row.to - row.from)} ${row.side}`,
      causes: 'events' in row && one.isTheirs ? row.events.map(causeShown) : [],
    })),
    linesInAll: lines.length,
    more: Math.max(0, lines.length - MOST_LINES),
    reference: reference.map(causeShown),
  };
}

const causeShown = ({ kind, type, occurredOn, recordedAt, recordedBy }: Cause) => ({
  kind: kind.charAt(0).toUpperCase() + kind.slice(1),
  says: wordsOf(type),
  on: occurredOn,
  recordedAt,
  by: recordedBy,
});

/** A movement with its sign: +6, −1. */
const signed = (amount: number): string => (amount > 0 ? `+${amount}` : amount < 0 ? `\u2212${-amount}` : '0');
