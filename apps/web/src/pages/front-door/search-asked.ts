import type { Search } from '#finding/candidates';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { postedDay } from '../../forms/posted-days.ts';
import { oneOf } from '../page.ts';

/** What a child may be searched by. */
export const searchFields: readonly Field[] = [
  { name: 'givenName', label: 'Given name', kind: 'line', isRequired: false, longest: 100 },
  { name: 'familyName', label: 'Family name', kind: 'line', isRequired: false, longest: 100 },
  { name: 'dob', label: 'Date of birth', kind: 'day', isRequired: false, hint: 'A date near it finds the child too.' },
  {
    name: 'age',
    label: 'Age in years',
    kind: 'number',
    isWhole: true,
    least: 0,
    most: 25,
    isRequired: false,
    hint: 'Where no date of birth is known.',
  },
  {
    name: 'postcode',
    label: 'Home postcode',
    kind: 'line',
    isRequired: false,
    longest: 10,
    hint: 'Whole, or its first half alone.',
  },
  {
    name: 'identifier',
    label: 'Number of the child',
    kind: 'line',
    isRequired: false,
    longest: 80,
    hint: 'The child’s id, the authority’s own number or the unique pupil number.',
  },
];

/** The search that was typed, what is wrong with it, or nothing where nothing was typed yet. */
export function searchAsked(
  typed: Posted,
): { readonly search: Search } | { readonly errors: readonly FieldError[] } | undefined {
  const errors: FieldError[] = [];
  const dob = postedDay(typed, 'dob', 'date of birth');
  if ('error' in dob) errors.push({ name: 'dob', ...dob.error });
  const age = oneOf(typed, 'age');
  if (age !== undefined && !/^\d{1,2}$/.test(age))
    errors.push({ name: 'age', message: 'Age in years must be a whole number, like 7' });
  const texts = ['givenName', 'familyName', 'postcode', 'identifier'].flatMap((name) => {
    const text = oneOf(typed, name);
    if (text !== undefined && text.length > 100)
      errors.push({ name, message: 'This is too long to search by: 100 characters at most' });
    return text === undefined ? [] : [[name, text] as const];
  });
  if (errors.length > 0) return { errors };
  const search: Search = {
    ...Object.fromEntries(texts),
    ...('value' in dob && dob.value !== undefined ? { dob: dob.value } : {}),
    ...(age === undefined ? {} : { age: Number(age) }),
  };
  return Object.keys(search).length > 0 ? { search } : undefined;
}
