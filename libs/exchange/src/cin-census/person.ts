import type { PlainDate } from '#calendar/plain-date';
import { disability, ethnicity, upnUnknownReason } from '#case-flow/codes';
import { laChildId } from '#case-flow/child-identity/child-identity.events';
import type { DataOf } from '#case-flow/event-catalogue';
import { Block } from './block.ts';

/** What the identifiers and characteristics of a census say of a child. What is no code of its set, or no day, is left out. */
export function registered(
  about: Block,
  traits: Block,
  childId: string,
  hasReferral: boolean,
): DataOf<'ChildRegistered'> {
  if (!hasReferral) about.note({ rule: 'a-child-has-a-referral', dfe: '8590' }, 'The child has no <CINdetails>.');
  if (!laChildId.safeParse(childId).success)
    about.note(
      { rule: 'a-child-id-is-letters-and-digits', dfe: '1580' },
      `The <LAchildID> ${childId} is not 1 to 20 letters and digits: kept as our id, left out as the authority's.`,
    );
  const { dob, expectedDob } = birthDays(about);
  return {
    ...(laChildId.safeParse(childId).success ? { laChildId: childId } : {}),
    ...upn(about),
    ...(dob === undefined ? {} : { dob }),
    ...(expectedDob === undefined ? {} : { expectedDob }),
    ...sexOf(about, expectedDob !== undefined),
    ...characteristics(traits),
  };
}

/** Exactly one of the two days is there (DfE 8525): a child with both is born, and the expected day is left out. */
function birthDays(about: Block): { readonly dob?: PlainDate; readonly expectedDob?: PlainDate } {
  const rule = { rule: 'a-child-has-a-date-of-birth-or-an-expected-one', dfe: '8525Q' };
  const born = about.optionalDay('PersonBirthDate', { rule: 'a-date-of-birth-is-a-day-gone-by', dfe: '8520' });
  const expectedDob = about.optionalDay('ExpectedPersonBirthDate', rule);
  const dob = born !== undefined && born > about.latest ? undefined : born;
  if (born !== dob)
    about.note(
      { rule: 'a-date-of-birth-is-a-day-gone-by', dfe: '8520' },
      `<PersonBirthDate> is ${born}, after ${about.latest}, the day the file speaks of: left out.`,
    );
  if (dob !== undefined && expectedDob !== undefined)
    about.note(
      rule,
      `The child has a <PersonBirthDate> and an <ExpectedPersonBirthDate>: the second, ${expectedDob}, is left out.`,
    );
  if (dob === undefined && expectedDob === undefined)
    about.note(rule, 'The child has neither a <PersonBirthDate> nor an <ExpectedPersonBirthDate>.');
  if (dob !== undefined) return { dob };
  return expectedDob === undefined ? {} : { expectedDob };
}

const UPN = /^[A-Za-z]\d{11}[\dA-Za-z]$/;

function upn(about: Block): Pick<DataOf<'ChildRegistered'>, 'upn' | 'upnUnknownReason'> {
  const number = about.text('UPN');
  const isUpn = number !== undefined && UPN.test(number);
  if (number !== undefined && !isUpn)
    about.note(
      { rule: 'a-upn-is-a-letter-and-twelve-characters', dfe: '1540' },
      `<UPN> is "${number.slice(0, 20)}": left out.`,
    );
  if (about.text('FormerUPN') !== undefined)
    about.note(
      { rule: 'a-former-upn-is-not-kept' },
      'There is a <FormerUPN>, for which there is no place here: left out.',
    );
  const upnUnknown = about.optionalCode('UPNunknown', upnUnknownReason, { rule: 'a-reason-for-no-upn-is-of-its-set' });
  return { ...(isUpn ? { upn: number } : {}), ...(upnUnknown === undefined ? {} : { upnUnknownReason: upnUnknown }) };
}

const sexes: Readonly<Record<string, 'M' | 'F' | 'U'>> = { 1: 'M', 2: 'F', 0: 'U', 9: 'U', M: 'M', F: 'F', U: 'U' };

/** Sex from 2024-25 on (M, F, U), GenderCurrent before (1, 2, 0, 9); exports mix them up, and either is understood. */
function sexOf(about: Block, isUnborn: boolean): { readonly sex: 'M' | 'F' | 'U' } {
  const rule = { rule: 'a-sex-is-of-its-set', dfe: '4180' };
  const text = about.text('Sex') ?? about.text('GenderCurrent');
  const sex = text === undefined || !Object.hasOwn(sexes, text.toUpperCase()) ? undefined : sexes[text.toUpperCase()];
  if (sex === undefined)
    about.note(
      rule,
      text === undefined
        ? 'There is neither <Sex> nor <GenderCurrent>: stored as unknown.'
        : `The sex "${text.slice(0, 20)}" is no code of its set: stored as unknown.`,
    );
  if (isUnborn && sex !== undefined && sex !== 'U')
    about.note(
      { rule: 'an-unborn-child-has-no-sex-yet', dfe: '8750' },
      `The child is unborn, and its sex is given as ${text}.`,
    );
  if (!isUnborn && text === '0')
    about.note(rule, 'The gender is 0 (not recorded), and the child is born: stored as unknown.');
  return { sex: sex ?? 'U' };
}

function characteristics(traits: Block): Pick<DataOf<'ChildRegistered'>, 'ethnicity' | 'disabilities'> {
  const rule = { rule: 'an-ethnicity-is-of-its-set', dfe: '4220' };
  const group = traits.optionalCode('Ethnicity', ethnicity, rule);
  if (traits.text('Ethnicity') === undefined) traits.note(rule, 'There is no <Ethnicity>.');
  const [list] = traits.all('Disabilities');
  if (!list) return group === undefined ? {} : { ethnicity: group };
  const inner = new Block(list, traits.latest, ['Disability']);
  const codes = inner.all('Disability').map((one) => one.text.trim());
  const known = codes.flatMap((code) => disability.safeParse(code).data ?? []);
  for (const code of codes)
    if (!disability.safeParse(code).success)
      traits.note(
        { rule: 'a-disability-is-of-its-set', dfe: '8540' },
        `<Disability> is "${code.slice(0, 20)}", which is no code of its set: left out.`,
      );
  if (new Set(known).size < known.length)
    traits.note({ rule: 'a-disability-is-told-once', dfe: '8794' }, 'One <Disability> is told twice: kept once.');
  traits.notes.push(...inner.notes);
  return { ...(group === undefined ? {} : { ethnicity: group }), disabilities: [...new Set(known)] };
}
