import type { Person } from '#access/person';
import { clockNames } from '#projections/clocks/clock';
import type { ShownForecast } from '#waymark/forecast';
import { clocksQuery, seesOwnOnly, type ClocksAsked } from './clocks-asked.ts';
import { isEverywhere, ownPart, partInWords } from './within.ts';
import type { WorkerNames } from './worker-names.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** The fields of the filter form. Who sees their own cases alone chooses nothing but the clock. */
export function clockFields(chosen: ClocksAsked, person: Person, { list = [] }: ShownForecast, name: WorkerNames) {
  const clock = choices(chosen.clock, ['', 'All clocks'], clockNames);
  if (seesOwnOnly(person)) return { clock };
  const own = ownPart(person);
  const areas = [...new Set([...list.map((one) => one.area), ...own.areas, ...named(chosen.area)])].sort();
  const area = [
    ...(isEverywhere(own) ? [] : [{ value: 'mine', text: `My areas (${partInWords(own)})` }]),
    ...(person.role === 'SW' ? [] : [{ value: 'all', text: 'All areas' }]),
    ...(person.role === 'SW' ? [] : areas.map((one) => ({ value: one, text: one }))),
  ].map((one) => ({ ...one, selected: one.value === chosen.area }));
  return {
    clock,
    area,
    team: choices(
      chosen.team,
      ['', 'All teams'],
      sorted(
        list.map((one) => one.team),
        chosen.team,
      ),
    ),
    worker: choices(
      chosen.worker,
      ['', 'All workers'],
      sorted(
        list.map((one) => one.worker),
        chosen.worker,
      ),
      name,
    ),
  };
}

/** The board broken down: one line for each team or worker, with the way to their own list. */
export const clockParts = (chosen: ClocksAsked, { parts = [] }: ShownForecast, name: WorkerNames): readonly object[] =>
  parts
    .map((part) => {
      const own = chosen.clock === undefined ? part : part.clocks.find((one) => one.clock === chosen.clock);
      const { breached = 0, dueToday = 0, dueWithin5 = 0, dueWithin10 = 0 } = own ?? {};
      return {
        text: chosen.by === 'worker' ? name(part.name) : part.name === 'NO_TEAM' ? 'No team' : part.name,
        href: `/clocks?${clocksQuery(chosen, { [chosen.by]: part.name })}`,
        ...{ breached, dueToday, dueWithin5, dueWithin10 },
      };
    })
    .filter((one) => one.breached + one.dueToday + one.dueWithin10 > 0)
    .sort((a, b) => b.breached - a.breached || b.dueToday - a.dueToday || b.dueWithin10 - a.dueWithin10);

const named = (area: string): readonly string[] => (area === 'mine' || area === 'all' ? [] : [area]);

const sorted = (values: readonly string[], chosen: string | undefined): readonly string[] =>
  [...new Set([...values, ...(chosen === undefined ? [] : [chosen])])].sort();

const choices = (
  chosen: string | undefined,
  [none, all]: readonly [string, string],
  values: readonly string[],
  text: (value: string) => string = (value) => value,
): readonly Choice[] => [
  { value: none, text: all, selected: chosen === undefined },
  ...values.map((value) => ({ value, text: text(value), selected: value === chosen })),
];
