/** The head of a column: where it leads sorts the list, and `sorted` says how it is sorted now. */
export interface ColumnHead {
  readonly text: string;
  readonly href?: string;
  readonly sorted?: 'ascending' | 'descending' | 'none';
  readonly isNumber?: boolean;
}

/** The head of a column that the server sorts by: pressed again, the other way round. */
export function sortedHead<Sort extends string>(
  text: string,
  of: Sort,
  now: { readonly sort: Sort; readonly order: 'ascending' | 'descending' },
  href: (sort: Sort, order: 'ascending' | 'descending') => string,
  first: 'ascending' | 'descending' = 'ascending',
): ColumnHead {
  const isIt = now.sort === of;
  const other = now.order === 'ascending' ? 'descending' : 'ascending';
  const next = isIt ? other : first;
  return { text, href: href(of, next), sorted: isIt ? now.order : 'none' };
}

/** The links of a list of several pages; undefined where one is enough. As the pagination of the design system has them. */
export function pagesOf(inAll: number, each: number, now: number, href: (page: number) => string): object | undefined {
  const last = Math.ceil(inAll / each);
  if (last <= 1) return undefined;
  const shown = [...new Set([1, now - 1, now, now + 1, last])].filter((page) => page >= 1 && page <= last);
  const items = shown.flatMap((page, i) => [
    ...(i > 0 && page > shown[i - 1]! + 1 ? [{ ellipsis: true }] : []),
    { number: page, href: href(page), current: page === now },
  ]);
  return {
    items,
    ...(now > 1 ? { previous: { href: href(now - 1) } } : {}),
    ...(now < last ? { next: { href: href(now + 1) } } : {}),
  };
}
