import { uuidOf } from '#case-flow/decide';
import type { PlainDate } from '#calendar/plain-date';
import { Refused } from '#case-flow/refused';
import { wouldRecord } from '#waymark/ask';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { formOf } from '../../forms/form-of.ts';
import { bodyFrom } from '../../forms/posted-body.ts';
import type { Service } from '../service.ts';
import type { DraftChild, NewDraftChild } from './contact-draft.ts';

const names = [
  'givenName',
  'familyName',
  'dob',
  'expectedDob',
  'dobEstimated',
  'sex',
  'ethnicity',
  'homePostcode',
  'address',
  'homeArea',
  'laChildId',
] as const;

const relation: Field = {
  name: 'relation',
  label: 'How the two children belong together',
  kind: 'choice',
  isRequired: false,
  choices: [
    { value: 'FULL', words: 'Full siblings' },
    { value: 'HALF', words: 'Half siblings' },
    { value: 'STEP', words: 'Step siblings' },
    { value: 'HOUSEHOLD', words: 'Children of one household' },
  ],
};

/** What the front door asks about a child nobody knows yet: the fields of RegisterChild, and whose sibling it is. */
export function registrationFields(today: PlainDate): readonly Field[] {
  const { fields } = formOf('RegisterChild', { on: today });
  return names.flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return [];
    if (name !== 'laChildId') return [field];
    return [{ ...field, isRequired: false, hint: 'Leave it empty to have one given.' }];
  });
}

/** The two fields about siblings, where there is another child to be one of. */
export const siblingFields = (
  others: readonly { readonly value: string; readonly words: string }[],
): readonly Field[] =>
  others.length === 0
    ? []
    : [
        {
          name: 'siblingOf',
          label: 'Which child on this contact is a sibling?',
          kind: 'choice',
          isRequired: false,
          choices: others,
        },
        relation,
      ];

/** The body of RegisterChild for a new child of a draft, or what is wrong with what was typed. */
export function registrationOf(childId: string, typed: Posted, today: PlainDate) {
  const { schema } = formOf('RegisterChild', { on: today });
  const given = `${[typed['laChildId'] ?? ''].flat()[0]}`.trim();
  const read = bodyFrom(registrationFields(today), { ...typed, laChildId: given === '' ? childId : given }, schema, {
    childId,
  });
  if ('errors' in read) return read;
  const { givenName, familyName } = read.body;
  const [sibling, how] = ['siblingOf', 'relation'].map((name) => [typed[name] ?? ''].flat()[0]);
  const errors: readonly FieldError[] = [
    ...(givenName === undefined && familyName === undefined
      ? [{ name: 'givenName', message: 'Enter a given name or a family name' }]
      : []),
    ...(sibling && !how ? [{ name: 'relation', message: 'Choose how the two children belong together' }] : []),
    ...(how && !sibling ? [{ name: 'siblingOf', message: 'Choose the sibling on this contact' }] : []),
  ];
  return errors.length === 0 ? read : { errors };
}

/** What the rules say against registering such a child; undefined where nothing. */
export async function registrationRefused(
  { waymark }: Service,
  body: Record<string, unknown>,
): Promise<FieldError | undefined> {
  try {
    const request = { command: 'RegisterChild', body, commandId: uuidOf('a registration that is looked at') };
    await wouldRecord(waymark.store, request, waymark.now());
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { name: 'dob', box: 'day', message: error.message };
  }
}

/** The name a new child is registered by, as far as it is known. */
export const nameOfNew = ({ typed }: NewDraftChild): string =>
  ['givenName', 'familyName']
    .map((name) => `${[typed[name] ?? ''].flat()[0]}`.trim())
    .filter(Boolean)
    .join(' ');

/** The child that a new one is a sibling of, with the relation: only where both were chosen and the child is there still. */
export function siblingOf({ typed }: NewDraftChild, children: readonly DraftChild[]) {
  const [otherChildId, relation] = ['siblingOf', 'relation'].map((name) => [typed[name] ?? ''].flat()[0]);
  if (!otherChildId || !relation || !children.some((child) => child.childId === otherChildId)) return undefined;
  return { otherChildId, relation };
}
