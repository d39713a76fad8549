import { oneOf, type AskedPage } from '../page.ts';
import { oneOfThese, type Choosable } from '../unknown-choices.ts';
import { boards, type Board } from './screening.query.ts';

/** Where a contact may have come in; NONE where nobody recorded it. */
export const hubs = ['MASH', 'EARLY_HELP_HUB', 'EDT', 'NONE'] as const;

/** What there is to choose, for an address that says something else. */
export const boardChoices: readonly Choosable[] = [
  { name: 'list', called: 'list', isKnown: (value) => Object.hasOwn(boards, value) },
  { name: 'hub', called: 'place where contacts come in', isKnown: oneOfThese(hubs) },
];

/** Which list of the board is asked for, and of which hub. What there is not is as if it had not been asked for. */
export interface BoardChosen {
  readonly board: Board;
  readonly hub?: (typeof hubs)[number];
}

export function boardAsked(query: AskedPage['query']): BoardChosen {
  const list = oneOf(query, 'list') ?? '';
  const hub = hubs.find((one) => one === oneOf(query, 'hub'));
  return { board: Object.hasOwn(boards, list) ? (list as Board) : 'waiting', ...(hub === undefined ? {} : { hub }) };
}

/** The address of a list with its filter. */
export function boardAddress({ board, hub }: BoardChosen, page = 1): string {
  const query = new URLSearchParams({
    list: board,
    ...(hub === undefined ? {} : { hub }),
    ...(page > 1 ? { page: String(page) } : {}),
  });
  return `/screening?${query.toString()}`;
}
