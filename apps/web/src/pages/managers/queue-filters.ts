import { isEverywhere, ownPart, type Within } from './within.ts';
import type { Person } from '#access/person';
import { oneOf, type AskedPage } from '../page.ts';
import { oneOfThese, type Choosable } from '../unknown-choices.ts';

export const sorts = ['due', 'waiting', 'referred', 'team', 'area', 'source'] as const;
export type QueueSort = (typeof sorts)[number];

/** What of the queue is shown, and how it is sorted. */
export interface QueueFilters {
  /** `mine`, `all`, or the id of one area. */
  readonly area: string;
  readonly team?: string;
  readonly isOverdue: boolean;
  readonly accepted?: 'yes' | 'no';
  /** Only what has waited so many days or longer. */
  readonly days?: number;
  readonly sort: QueueSort;
  readonly order: 'ascending' | 'descending';
}

/** What there is to choose beside places, for an address that says something else. */
export const queueChoices: readonly Choosable[] = [
  { name: 'overdue', called: 'choice of what is overdue', isKnown: oneOfThese(['yes', 'no']) },
  { name: 'accepted', called: 'choice of what is accepted', isKnown: oneOfThese(['yes', 'no']) },
  { name: 'days', called: 'number of days', isKnown: (value) => /^\d{1,4}$/.test(value) },
  { name: 'sort', called: 'column', isKnown: oneOfThese(sorts) },
  { name: 'order', called: 'order', isKnown: oneOfThese(['ascending', 'descending']) },
];

const names = ['area', 'team', 'overdue', 'accepted', 'days', 'sort', 'order'] as const;

/** Whether a query says anything of filters or sort: then it is a choice, and kept. */
export const saysFilters = (query: AskedPage['query']): boolean => names.some((name) => name in query);

/** Filters from the query string. What nobody may have written by hand is left aside. */
export function queueFilters(query: AskedPage['query']): QueueFilters {
  const [area, team, accepted, days] = (['area', 'team', 'accepted', 'days'] as const).map((name) =>
    oneOf(query, name),
  );
  const sort = sorts.find((one) => one === oneOf(query, 'sort')) ?? 'due';
  return {
    area: area ?? 'mine',
    ...(team === undefined ? {} : { team }),
    isOverdue: oneOf(query, 'overdue') === 'yes',
    ...(accepted === 'yes' || accepted === 'no' ? { accepted } : {}),
    ...(days !== undefined && /^\d{1,4}$/.test(days) ? { days: Number(days) } : {}),
    sort,
    order: oneOf(query, 'order') === 'descending' ? 'descending' : 'ascending',
  };
}

/** The query string that says these filters, with some of them changed. */
export function queryOf(filters: QueueFilters, changed: Partial<QueueFilters> & { readonly page?: number } = {}) {
  const { area, team, isOverdue, accepted, days, sort, order } = { ...filters, ...changed };
  const said = new URLSearchParams({ area });
  if (team !== undefined) said.set('team', team);
  if (isOverdue) said.set('overdue', 'yes');
  if (accepted !== undefined) said.set('accepted', accepted);
  if (days !== undefined) said.set('days', String(days));
  said.set('sort', sort);
  if (order === 'descending') said.set('order', order);
  if (changed.page !== undefined && changed.page > 1) said.set('page', String(changed.page));
  return said.toString();
}

/** The part of the authority that the filters name, for a person. */
export const partOf = ({ area }: QueueFilters, person: Person): Within =>
  area === 'mine' ? ownPart(person) : { areas: area === 'all' ? [] : [area], teams: [] };

/** Whether anything is left out that the person would see without a choice. */
export const isNarrowed = (filters: QueueFilters, person: Person): boolean => {
  const { area, team, isOverdue, accepted, days } = filters;
  const isUsual = area === 'mine' || (area === 'all' && isEverywhere(ownPart(person)));
  return !isUsual || team !== undefined || isOverdue || accepted !== undefined || days !== undefined;
};
