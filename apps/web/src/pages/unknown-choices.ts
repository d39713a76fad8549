import type { Person } from '#access/person';
import { wholeRegister } from '../queries/register.ts';
import { oneOf, type AskedPage } from './page.ts';
import type { Service } from './service.ts';

/** Something that an address chooses of a list: what it is called, and what may be chosen. */
export interface Choosable {
  readonly name: string;
  readonly called: string;
  readonly isKnown: (value: string) => boolean;
}

/** As the error summary lists it: an address written by hand or kept for long says something that there is not. */
export interface UnknownChoice {
  readonly text: string;
  readonly href: string;
}

export const oneOfThese =
  (values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);

/** What an address asks of a list that there is not. What is left out or blank is no choice. */
export const unknownChoices = (query: AskedPage['query'], choices: readonly Choosable[]): readonly UnknownChoice[] =>
  choices.flatMap(({ name, called, isKnown }) => {
    const asked = oneOf(query, name);
    return asked === undefined || isKnown(asked) ? [] : [unknown(name, called, asked)];
  });

/** Places that a list is narrowed to, and those it holds. */
interface PlacesAsked {
  readonly asked: { readonly area?: string; readonly team?: string; readonly worker?: string };
  readonly there: {
    readonly area: readonly string[];
    readonly team: readonly string[];
    readonly worker?: readonly string[];
  };
}

const called = { area: 'area', team: 'team', worker: 'worker' } as const;

/** Areas, teams and workers that neither the list nor the register nor the person's own account knows: nothing is there. */
export async function unknownPlaces(
  { waymark }: Service,
  { areas, teams, workerId }: Person,
  { asked, there }: PlacesAsked,
): Promise<readonly UnknownChoice[]> {
  const own = {
    area: [...areas, 'mine', 'all', 'CITYWIDE'],
    team: [...teams, 'NO_TEAM'],
    worker: [workerId, 'NOBODY'],
  };
  const left = (Object.keys(called) as (keyof typeof called)[]).flatMap((name) => {
    const value = asked[name];
    const isThere = value === undefined || own[name].includes(value) || there[name]?.includes(value) === true;
    return isThere ? [] : [{ name, value }];
  });
  if (left.length === 0) return [];
  const register = await wholeRegister(waymark.store, waymark.today());
  const known = {
    area: register.areas,
    team: register.teams.map(({ teamId }) => teamId),
    worker: register.workers.map((one) => one.workerId),
  };
  return left.flatMap(({ name, value }) => (known[name].includes(value) ? [] : [unknown(name, called[name], value)]));
}

const unknown = (name: string, what: string, asked: string): UnknownChoice => ({
  text: `There is no ${what} called ${asked.slice(0, 80)}`,
  href: `#filter-${name}`,
});
