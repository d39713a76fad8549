import type { Search } from '#finding/candidates';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import { postedDay } from '../../forms/posted-days.ts';
import { oneOf, page, type Shown } from '../page.ts';
import { draftOf, draftPath, keepDraft, type ContactDraft } from './contact-draft.ts';
import { found } from './contact-candidates.ts';

const fields: readonly Field[] = [
  { name: 'givenName', label: 'Given name', kind: 'line', isRequired: false, longest: 100 },
  { name: 'familyName', label: 'Family name', kind: 'line', isRequired: false, longest: 100 },
  { name: 'dob', label: 'Date of birth', kind: 'day', isRequired: false, hint: 'A date near it finds the child too.' },
  { name: 'postcode', label: 'Home postcode', kind: 'line', isRequired: false, longest: 10 },
  {
    name: 'identifier',
    label: 'Number of the child',
    kind: 'line',
    isRequired: false,
    longest: 40,
    hint: 'The authority’s own number or the unique pupil number, where you have one.',
  },
];

/** The search that comes before every child of a contact. */
export const findChild = page({
  path: '/contacts/new/:draftId/find',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    return drawn(draftId, body, body.search?.typed ?? {}, []);
  },
});

export const searchChild = page({
  method: 'post',
  path: '/contacts/new/:draftId/find',
  right: 'log-contacts',
  audit: 'SEARCH',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    const typed = typedIn(asked.body);
    const read = searchFrom(typed);
    if ('error' in read) return drawn(draftId, body, typed, [read.error]);
    const candidates = await found(service, read.search);
    const search = { typed, found: candidates.map((one) => one.childId) };
    await keepDraft(asked, service, draftId, { ...body, search });
    return { redirect: draftPath(draftId, 'match') };
  },
});

/** What was typed, without the keys of the form. */
export const typedIn = (body: Readonly<Record<string, string | readonly string[]>>): Posted =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('_')));

/** The search that was typed. Without a name, a date, a postcode or a number there is nothing to look for. */
export function searchFrom(typed: Posted): { readonly search: Search } | { readonly error: FieldError } {
  const dob = postedDay(typed, 'dob', 'date of birth');
  if ('error' in dob) return { error: { name: 'dob', ...dob.error } };
  const texts = ['givenName', 'familyName', 'postcode', 'identifier'].flatMap((name) => {
    const text = oneOf(typed, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  const search: Search = { ...Object.fromEntries(texts), ...(dob.value === undefined ? {} : { dob: dob.value }) };
  if (Object.keys(search).length > 0) return { search };
  return {
    error: { name: 'givenName', message: 'Enter a name, a date of birth, a postcode or a number to search by' },
  };
}

function drawn(draftId: string, { children }: ContactDraft, typed: Posted, errors: readonly FieldError[]): Shown {
  const isNext = children.length > 0;
  return {
    view: 'front-door/contact-find.njk',
    title: isNext ? 'Find the next child' : 'Find the child',
    status: errors.length > 0 ? 400 : 200,
    model: {
      draftId,
      isNext,
      fields: drawnFields(fields, typed, errors),
      errors: summaryOf(fields, errors),
      back: isNext ? { href: draftPath(draftId, 'children') } : { href: '/contacts/new' },
    },
  };
}
