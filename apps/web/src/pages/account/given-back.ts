import type { Person } from '#access/person';
import { oneOf, type AskedPage, type View } from '../page.ts';

type Fields = AskedPage['body'];

/** One field that somebody typed before their session ended. */
export interface Typed {
  readonly name: string;
  readonly value: string;
}

/** A password is never written into a page, not even back to whoever typed it. */
const isPassword = (name: string): boolean => /password|^(fresh|again|present)$/i.test(name);

/** What was typed into a form, as fields to give back. Its keys stay behind, but for whose it is. */
export const typedIn = (body: Fields): readonly Typed[] =>
  Object.entries(body)
    .filter(([name]) => name !== '_csrf' && name !== '_once' && !isPassword(name))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));

/** What came along through the sign-in page, where its names begin with `typed.`. */
export const broughtAlong = (body: Fields): readonly Typed[] =>
  Object.entries(body)
    .filter(([name]) => name.startsWith('typed.'))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name: name.slice('typed.'.length), value: one })));

/**
 * After a session ended in the middle of a form: the page that gives back what was typed, to look at and send again. To the
 * person who typed it alone; from anybody else it is kept. Undefined where nothing came along.
 */
export function given(body: Fields, person: Person): View | undefined {
  const wanted = oneOf(body, '_wanted');
  return wanted === undefined ? undefined : givenBack(wanted, broughtAlong(body), person);
}

/** The same for a form that was drawn in an earlier session and sent in this one. */
export const typedEarlier = (wanted: string, body: Fields, person: Person): View | undefined =>
  givenBack(wanted, typedIn(body), person);

function givenBack(wanted: string, fields: readonly Typed[], { accountId }: Person): View | undefined {
  const isOurs = /^\/(?![/\\])/.test(wanted);
  if (!isOurs || fields.find(({ name }) => name === '_by')?.value !== accountId) return undefined;
  const typed = fields.filter(({ name }) => !name.startsWith('_'));
  return { view: 'account/given-back.njk', title: 'You are signed in again', model: { wanted, typed } };
}
