import { clockNames } from '#projections/clocks/clock';
import type { Person } from '#access/person';
import { oneOf, type AskedPage } from '../page.ts';
import { oneOfThese, type Choosable } from '../unknown-choices.ts';
import { everywhere, ownPart, type Within } from './within.ts';

export const standings = ['breached', 'today', '5', '10'] as const;
export type StandingAsked = (typeof standings)[number];

/** What of the clocks is shown. */
export interface ClocksAsked {
  readonly standing: StandingAsked;
  /** `mine`, `all`, or the id of one area. */
  readonly area: string;
  readonly team?: string;
  readonly worker?: string;
  readonly clock?: string;
  readonly by: 'team' | 'worker';
}

/** What there is to choose beside places, for an address that says something else. */
export const clocksChoices: readonly Choosable[] = [
  { name: 'standing', called: 'list', isKnown: oneOfThese(standings) },
  { name: 'clock', called: 'clock', isKnown: oneOfThese(clockNames) },
  { name: 'by', called: 'breakdown', isKnown: oneOfThese(['team', 'worker']) },
];

/** A social worker sees the clocks of their own cases: whoever looks at others' is their manager. */
export const seesOwnOnly = ({ role, workerId }: Person): boolean => role === 'SW' && workerId !== undefined;

/** The board's choices from the query string. */
export function clocksAsked(query: AskedPage['query'], person: Person): ClocksAsked {
  const [team, worker, clock] = (['team', 'worker', 'clock'] as const).map((name) => oneOf(query, name));
  const usual = {
    standing: standings.find((one) => one === oneOf(query, 'standing')) ?? 'breached',
    by: oneOf(query, 'by') === 'worker' ? ('worker' as const) : ('team' as const),
    ...(clockNames.some((one) => one === clock) ? { clock: clock! } : {}),
  };
  if (seesOwnOnly(person)) return { ...usual, area: 'all', worker: person.workerId! };
  return {
    ...usual,
    area: person.role === 'SW' ? 'mine' : (oneOf(query, 'area') ?? 'mine'),
    ...(team === undefined ? {} : { team }),
    ...(worker === undefined ? {} : { worker }),
  };
}

/** The part of the authority that the choices name. */
export const clocksWithin = ({ area, worker }: ClocksAsked, person: Person): Within =>
  seesOwnOnly(person) && worker !== undefined
    ? everywhere
    : area === 'mine'
      ? ownPart(person)
      : { areas: area === 'all' ? [] : [area], teams: [] };

/** The query string that says these choices, with some of them changed. */
export function clocksQuery(
  asked: ClocksAsked,
  changed: Partial<ClocksAsked> & { readonly page?: number } = {},
): string {
  const { standing, area, team, worker, clock, by } = { ...asked, ...changed };
  const said = new URLSearchParams({ standing, area });
  for (const [name, value] of Object.entries({ team, worker, clock })) if (value !== undefined) said.set(name, value);
  if (by !== 'team') said.set('by', by);
  if (changed.page !== undefined && changed.page > 1) said.set('page', String(changed.page));
  return said.toString();
}
