/** One page of a long list, and what leads to the others, as the pagination component takes it. */
export interface OnePage<Line> {
  readonly shown: readonly Line[];
  readonly pagination?: {
    readonly previous?: { readonly href: string };
    readonly next?: { readonly href: string };
    readonly items: readonly (
      { readonly number: number; readonly href: string; readonly current: boolean } | { readonly ellipsis: true }
    )[];
  };
}

/** Cuts a list into pages. A page that is asked for and is not there is the nearest that is. */
export function pageOf<Line>(
  lines: readonly Line[],
  asked: string | undefined,
  perPage: number,
  address: (number: number) => string,
): OnePage<Line> {
  const inAll = Math.max(1, Math.ceil(lines.length / perPage));
  const wanted = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1;
  const here = Math.min(Math.max(1, wanted), inAll);
  const shown = lines.slice((here - 1) * perPage, here * perPage);
  return inAll === 1 ? { shown } : { shown, pagination: paginationOf(here, inAll, address) };
}

/** Links to the first, the last and the neighbouring pages, as the design system has it. */
export function paginationOf(
  here: number,
  inAll: number,
  address: (number: number) => string,
): NonNullable<OnePage<unknown>['pagination']> {
  const near = [1, here - 1, here, here + 1, inAll].filter((one) => one >= 1 && one <= inAll);
  const numbers = [...new Set(near)];
  return {
    ...(here > 1 ? { previous: { href: address(here - 1) } } : {}),
    ...(here < inAll ? { next: { href: address(here + 1) } } : {}),
    items: numbers.flatMap((number, i) => [
      ...(i > 0 && number > numbers[i - 1]! + 1 ? [{ ellipsis: true } as const] : []),
      { number, href: address(number), current: number === here },
    ]),
  };
}
