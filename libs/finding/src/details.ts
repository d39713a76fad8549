import type { PlainDate } from '#calendar/plain-date';
import { formOf, type NameForm } from './closeness.ts';
import { foldedIdentifier, foldedPostcode } from './folding.ts';

/** What is told of a child, by whoever searches or by the records. Whatever is absent is not known. */
export interface Told {
  readonly givenNames?: readonly string[];
  readonly familyNames?: readonly string[];
  readonly birthDate?: PlainDate;
  /** The day the birth is or was expected on, where there is no birth date. */
  readonly expectedDate?: PlainDate;
  /** So many years old on that day. */
  readonly age?: { readonly years: number; readonly on: PlainDate };
  readonly postcode?: string;
  readonly identifiers?: readonly string[];
}

/** The same, made ready to be compared. */
export interface Details extends Omit<Told, 'givenNames' | 'familyNames' | 'identifiers'> {
  readonly given: readonly NameForm[];
  readonly family: readonly NameForm[];
  readonly identifiers: readonly string[];
}

/** Makes what is told ready to be compared; blanks are left out. */
export function detailsOf({ givenNames = [], familyNames = [], identifiers = [], postcode, ...rest }: Told): Details {
  const folded = postcode === undefined ? '' : foldedPostcode(postcode);
  return {
    ...rest,
    ...(folded === '' ? {} : { postcode: folded }),
    given: formsOf(givenNames),
    family: formsOf(familyNames),
    identifiers: [...new Set(identifiers.map(foldedIdentifier).filter((one) => one !== ''))],
  };
}

const formsOf = (names: readonly string[]): readonly NameForm[] =>
  names.map(formOf).filter((form) => form.whole !== '');
