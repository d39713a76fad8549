import type { PlainDate } from '#calendar/plain-date';
import { disability, ethnicity, upnUnknownReason } from '#case-flow/codes';
import { laChildId } from '#case-flow/child-identity/child-identity.events';
import type { DataOf } from '#case-flow/event-catalogue';
import { Refused } from '#case-flow/refused';
import { importedEvent, type Reading, type Where } from '../imported.ts';
import { Block, refuse } from './block.ts';
import { readingsOfReferral } from './referral.ts';
import { earliestReferral } from './referral-day.ts';
import type { Element } from './elements.ts';
import { attempt, refusedWith } from './attempt.ts';

/** Our own ids take more than the census allows; longer ones leave no room for what is made from them. */
const CHILD_ID = /^[\w.-]{1,40}$/;

/** The records of one child of a census, in the order of the file. Without an id nothing of the child can be stored. */
export function readingsOfChild(child: Element, file: string, latest: PlainDate): readonly Reading[] {
  const outer = new Block(child, latest, ['ChildIdentifiers', 'ChildCharacteristics', 'CINdetails']);
  const where: Where = { file, line: child.line, record: 'child' };
  const referrals = outer.all('CINdetails');
  let childId: string;
  try {
    childId = idOf(outer);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const because = { rule: 'its-child-was-refused', sentence: `The child on line ${child.line} was refused, and so is this.` };
    return [
      refusedWith(where, error),
      ...referrals.flatMap((one) => readingsOfReferral(one, { file, latest, childId: '', isRefused: because })),
    ];
  }
  return [
    ...personReadings(outer, where, childId),
    ...referrals.flatMap((one) => readingsOfReferral(one, { file, latest, childId })),
  ];
}

function idOf(child: Block): string {
  const identifiers = child.all('ChildIdentifiers')[0];
  const id = identifiers?.elements.find((one) => one.name === 'LAchildID')?.text.trim();
  if (id === undefined || id === '') return refuse({ rule: 'a-child-has-an-id', dfe: '8500' }, 'The child has no <LAchildID>.');
  if (!CHILD_ID.test(id))
    refuse({ rule: 'a-child-has-an-id', dfe: '1580' }, `The <LAchildID> is "${id.slice(0, 50)}": it takes letters and digits, 20 at most.`);
  return id;
}

function personReadings(outer: Block, where: Where, childId: string): readonly Reading[] {
  const { latest } = outer;
  const about = new Block(outer.all('ChildIdentifiers')[0]!, latest, [
    'LAchildID', 'UPN', 'FormerUPN', 'UPNunknown', 'PersonBirthDate', 'ExpectedPersonBirthDate', 'Sex', 'GenderCurrent', 'PersonDeathDate',
  ]);
  const traits = new Block(outer.all('ChildCharacteristics')[0] ?? emptyElement('ChildCharacteristics', where.line), latest, ['Ethnicity', 'Disabilities']);
  const data = registered(about, traits, childId, outer.all('CINdetails').length > 0);
  const on = earliestReferral(outer) ?? data.dob ?? latest;
  const identity = { registered: data };
  const event = importedEvent(where, childId, 'ChildRegistered', data, { on, identity });
  const notes = [...outer.notes, ...about.notes, ...traits.notes];
  const person: Reading = { kind: 'read', where, events: [event], ...(notes.length === 0 ? {} : { notes }) };
  const [died] = about.all('PersonDeathDate');
  return died === undefined || died.text.trim() === '' ? [person] : [person, deathReading(about, { ...where, line: died.line, record: 'death' }, childId)];
}

const emptyElement = (name: string, line: number): Element => ({ name, line, text: '', elements: [] });

function registered(about: Block, traits: Block, childId: string, hasReferral: boolean): DataOf<'ChildRegistered'> {
  if (!hasReferral) about.note({ rule: 'a-child-has-a-referral', dfe: '8590' }, 'The child has no <CINdetails>.');
  if (!laChildId.safeParse(childId).success)
    about.note({ rule: 'a-child-id-is-letters-and-digits', dfe: '1580' }, `The <LAchildID> ${childId} is not 1 to 20 letters and digits: kept as our id, left out as the authority's.`);
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
    about.note({ rule: 'a-date-of-birth-is-a-day-gone-by', dfe: '8520' }, `<PersonBirthDate> is ${born}, after ${about.latest}, the day the file speaks of: left out.`);
  if (dob !== undefined && expectedDob !== undefined) about.note(rule, `The child has a <PersonBirthDate> and an <ExpectedPersonBirthDate>: the second, ${expectedDob}, is left out.`);
  if (dob === undefined && expectedDob === undefined) about.note(rule, 'The child has neither a <PersonBirthDate> nor an <ExpectedPersonBirthDate>.');
  if (dob !== undefined) return { dob };
  return expectedDob === undefined ? {} : { expectedDob };
}

const UPN = /^[A-Za-z]\d{11}[\dA-Za-z]$/;

function upn(about: Block): Pick<DataOf<'ChildRegistered'>, 'upn' | 'upnUnknownReason'> {
  const number = about.text('UPN');
  const isUpn = number !== undefined && UPN.test(number);
  if (number !== undefined && !isUpn) about.note({ rule: 'a-upn-is-a-letter-and-twelve-characters', dfe: '1540' }, `<UPN> is "${number.slice(0, 20)}": left out.`);
  if (about.text('FormerUPN') !== undefined) about.note({ rule: 'a-former-upn-is-not-kept' }, 'There is a <FormerUPN>, for which there is no place here: left out.');
  const upnUnknown = about.optionalCode('UPNunknown', upnUnknownReason, { rule: 'a-reason-for-no-upn-is-of-its-set' });
  return { ...(isUpn ? { upn: number } : {}), ...(upnUnknown === undefined ? {} : { upnUnknownReason: upnUnknown }) };
}

const sexes: Readonly<Record<string, 'M' | 'F' | 'U'>> = { 1: 'M', 2: 'F', 0: 'U', 9: 'U', M: 'M', F: 'F', U: 'U' };

/** Sex from 2024-25 on (M, F, U), GenderCurrent before (1, 2, 0, 9); exports mix them up, and either is understood. */
function sexOf(about: Block, isUnborn: boolean): { readonly sex: 'M' | 'F' | 'U' } {
  const rule = { rule: 'a-sex-is-of-its-set', dfe: '4180' };
  const text = about.text('Sex') ?? about.text('GenderCurrent');
  const sex = text === undefined || !Object.hasOwn(sexes, text.toUpperCase()) ? undefined : sexes[text.toUpperCase()];
  if (sex === undefined) about.note(rule, text === undefined ? 'There is neither <Sex> nor <GenderCurrent>: stored as unknown.' : `The sex "${text.slice(0, 20)}" is no code of its set: stored as unknown.`);
  if (isUnborn && sex !== undefined && sex !== 'U') about.note({ rule: 'an-unborn-child-has-no-sex-yet', dfe: '8750' }, `The child is unborn, and its sex is given as ${text}.`);
  if (!isUnborn && text === '0') about.note(rule, 'The gender is 0 (not recorded), and the child is born: stored as unknown.');
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
    if (!disability.safeParse(code).success) traits.note({ rule: 'a-disability-is-of-its-set', dfe: '8540' }, `<Disability> is "${code.slice(0, 20)}", which is no code of its set: left out.`);
  if (new Set(known).size < known.length) traits.note({ rule: 'a-disability-is-told-once', dfe: '8794' }, 'One <Disability> is told twice: kept once.');
  traits.notes.push(...inner.notes);
  return { ...(group === undefined ? {} : { ethnicity: group }), disabilities: [...new Set(known)] };
}

function deathReading(about: Block, where: Where, childId: string): Reading {
  return attempt(where, new Block({ ...about.element, text: '', elements: [...about.all('PersonDeathDate')] }, about.latest, ['PersonDeathDate']), (block) => {
    const diedOn = block.compulsoryDay('PersonDeathDate', { rule: 'a-date-of-death-is-a-day-gone-by', dfe: '8545Q' });
    return [importedEvent(where, childId, 'ChildDied', { diedOn })];
  });
}
