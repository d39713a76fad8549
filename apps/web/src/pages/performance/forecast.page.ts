import { may, type Person } from '#access/person';
import { CITYWIDE, NO_TEAM } from '#measures/counted';
import { clockNames } from '#projections/clocks/clock';
import type { NamedOutlook, Outlook } from '#waymark/forecast';
import { ForecastQuery } from '../../queries/forecast.query.ts';
import { oneOf, page, type AskedPage } from '../page.ts';
import { datesAsked, faultsByField, summaryOf, typedDay } from './days-asked.ts';
import { addressOf, placeWords } from './figure-words.ts';
import { placesAsked } from './places.query.ts';

type By = 'team' | 'worker';

/** What is late and what falls due, by clock and by team or worker, as of any day: of a day to come, if nothing more is done. */
export const forecast = page({
  path: '/performance/forecast',
  right: 'see-figures',
  audit: 'NOTHING',
  show: async ({ query, person }, { waymark, queries }) => {
    const today = waymark.today();
    const dates = datesAsked(query, today);
    const asAt = dates.asAtField.value ?? today;
    const asAtField =
      dates.asAtField.value === undefined && dates.asAtField.fault === undefined
        ? { typed: typedDay(today) }
        : dates.asAtField;
    const by: By = oneOf(query, 'by') === 'worker' && mayNameWorkers(person) ? 'worker' : 'team';
    const { area, team } = placeAsked(query);
    const place = { ...(area === undefined ? {} : { area }), ...(team === undefined ? {} : { team }) };
    const { position, answer } = await queries.execute(
      new ForecastQuery({ asAt, asKnownAt: dates.asKnownAt, by, place }),
    );
    const places = await placesAsked(waymark.database);
    const order = (name: string) => (clockNames as readonly string[]).indexOf(name);
    const address = (more: Record<string, string>) =>
      addressOf('/performance/forecast', { asAt, asKnownAt: dates.asKnownField.value, by, ...place, ...more });
    return {
      view: 'performance/forecast.njk',
      title: 'Forecast',
      status: dates.faults.length > 0 ? 400 : 200,
      model: {
        position,
        asAt,
        isAhead: asAt > today,
        asKnownAt: dates.asKnownAt,
        asAtField,
        asKnownField: dates.asKnownField,
        faults: faultsByField(dates.faults),
        errors: summaryOf(dates.faults),
        by,
        areas: [{ value: '', text: 'All areas' }, ...places.areas].map((one) => ({
          ...one,
          selected: one.value === (area ?? ''),
        })),
        teams: [{ value: '', text: 'All teams' }, ...places.teams].map((one) => ({
          ...one,
          selected: one.value === (team ?? ''),
        })),
        bys: mayNameWorkers(person)
          ? (['team', 'worker'] as const).map((one) => ({
              text: one === 'team' ? 'By team' : 'By worker',
              isHere: one === by,
              href: address({ by: one }),
            }))
          : [],
        clocksBoard: may(person, 'see-clocks'),
        total: answer.open,
        clocks: [...answer.clocks]
          .sort((a, b) => order(a.clock) - order(b.clock))
          .map((one) => [one.clock, ...numbersOf(one)]),
        all: ['All clocks', ...numbersOf(answer)],
        parts: [...(answer.parts ?? [])]
          .sort(latestFirst)
          .map((part) => [
            by === 'team' && team === undefined
              ? { text: nameOf(part.name), href: address({ team: part.name }) }
              : nameOf(part.name),
            ...numbersOf(part),
          ]),
      },
    };
  },
});

const mayNameWorkers = (person: Person): boolean => may(person, 'see-caseloads');

function placeAsked(query: AskedPage['query']): {
  readonly area: string | undefined;
  readonly team: string | undefined;
} {
  return { area: oneOf(query, 'area'), team: oneOf(query, 'team') };
}

const numbersOf = ({ breached, dueToday, dueWithin5, dueWithin10, later, open }: Outlook): readonly string[] =>
  [breached, dueToday, dueWithin5, dueWithin10, later, open].map((count) => count.toLocaleString('en-GB'));

/** The part with most that is late stands first. */
const latestFirst = (
  a: { readonly name: string } & NamedOutlook,
  b: { readonly name: string } & NamedOutlook,
): number => b.breached - a.breached || b.open - a.open || (a.name < b.name ? -1 : 1);

const nameOf = (name: string): string =>
  name === 'NOBODY' ? 'Nobody yet' : [CITYWIDE, NO_TEAM].includes(name) || name.includes('-') ? placeWords(name) : name;
