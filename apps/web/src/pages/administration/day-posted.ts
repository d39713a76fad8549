import { oneOf, type AskedPage } from '../page.ts';

/** A day that a form sent in three boxes, `from-day`, `from-month`, `from-year`: as YYYY-MM-DD, which may be no real day. Undefined when all three are empty. */
export function dayPosted(body: AskedPage['body'], name: string): string | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => oneOf(body, `${name}-${part}`));
  if (day === undefined && month === undefined && year === undefined) return undefined;
  return `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
}
