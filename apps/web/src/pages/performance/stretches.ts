import { oneOf, type AskedPage } from '../page.ts';
import type { Stretch } from './rows.query.ts';

/** The stretch of a long list that a page number asks for; whatever is no page is the first. */
export function stretchAsked(query: AskedPage['query'], length: number): Stretch {
  const number = Number(oneOf(query, 'page') ?? '1');
  return { first: Number.isInteger(number) && number > 1 && number < 100_000 ? (number - 1) * length : 0, length };
}

/** The pages of a list as GOV.UK's pagination takes them: the first, the last, and those around the one shown. Nothing for a list of one page. */
export function pagesOf(
  inAll: number,
  { first, length }: Stretch,
  href: (number: number) => string,
): object | undefined {
  const last = Math.ceil(inAll / length);
  if (last <= 1) return undefined;
  const here = Math.floor(first / length) + 1;
  const numbers = [...new Set([1, here - 1, here, here + 1, last])].filter((one) => one >= 1 && one <= last);
  const items = numbers.flatMap((number, i) => [
    ...(i > 0 && number - numbers[i - 1]! > 1 ? [{ ellipsis: true }] : []),
    { number, href: href(number), current: number === here },
  ]);
  return {
    items,
    ...(here > 1 ? { previous: { href: href(here - 1) } } : {}),
    ...(here < last ? { next: { href: href(here + 1) } } : {}),
    says: `${(first + 1).toLocaleString('en-GB')} to ${Math.min(first + length, inAll).toLocaleString('en-GB')} of ${inAll.toLocaleString('en-GB')}`,
  };
}
