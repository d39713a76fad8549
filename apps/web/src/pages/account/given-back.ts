import type { Person } from '#access/person';
import { oneOf, type AskedPage, type View } from '../page.ts';

/**
 * After a session ended in the middle of a form: the page that gives back what was typed, to look at and send again. To the
 * person who typed it alone; from anybody else it is kept. Undefined where nothing came along.
 */
export function given(body: AskedPage['body'], { accountId }: Person): View | undefined {
  const wanted = oneOf(body, '_wanted');
  if (wanted === undefined || !/^\/(?!\/)/.test(wanted) || oneOf(body, 'typed._by') !== accountId) return undefined;
  const typed = Object.entries(body)
    .filter(([name]) => name.startsWith('typed.') && !name.startsWith('typed._'))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name: name.slice('typed.'.length), value: one })));
  return { view: 'account/given-back.njk', title: 'You are signed in again', model: { wanted, typed } };
}
