import { earliest, isPlainDate, type PlainDate } from '#calendar/plain-date';
import { Refused } from '#case-flow/refused';
import { importedEvent, type Reading, type Where } from '../imported.ts';
import { Block, dayText } from './block.ts';
import { registered } from './person.ts';
import { readingsOfReferral } from './referral.ts';
import type { Element } from './elements.ts';
import { attempt, refusedAs, refusedWith, refuse } from '../remarks.ts';

/** Our own ids take more than the census allows; longer ones leave no room for what is made from them. */
const CHILD_ID = /^[\w.-]{1,32}$/;

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
    const because = {
      rule: 'its-child-was-refused',
      sentence: `The child on line ${child.line} was refused, and so is this.`,
    };
    const died = deathOf(outer);
    return [
      refusedWith(where, error),
      ...(died === undefined ? [] : [refusedAs({ ...where, line: died.line, record: 'death' }, because)]),
      ...referrals.flatMap((one) => readingsOfReferral(one, { file, latest, childId: '', isRefused: because })),
    ];
  }
  return [
    ...personReadings(outer, where, childId),
    ...referrals.flatMap((one) => readingsOfReferral(one, { file, latest, childId })),
  ];
}

/** The child was known here from the first referral told of. */
const earliestReferral = (child: Block): PlainDate | undefined =>
  earliest(
    ...child
      .all('CINdetails')
      .map((one) => dayText(one.elements.find(({ name }) => name === 'CINreferralDate')))
      .filter(isPlainDate)
      .filter((day) => day <= child.latest),
  );

function idOf(child: Block): string {
  const identifiers = child.all('ChildIdentifiers')[0];
  const id = identifiers?.elements.find((one) => one.name === 'LAchildID')?.text.trim();
  if (id === undefined || id === '')
    return refuse({ rule: 'a-child-has-an-id', dfe: '8500' }, 'The child has no <LAchildID>.');
  if (!CHILD_ID.test(id))
    refuse(
      { rule: 'a-child-has-an-id', dfe: '1580' },
      `The <LAchildID> is "${id.slice(0, 50)}": it takes letters and digits, 20 at most.`,
    );
  return id;
}

function personReadings(outer: Block, where: Where, childId: string): readonly Reading[] {
  const { latest } = outer;
  const about = new Block(outer.all('ChildIdentifiers')[0]!, latest, [
    'LAchildID',
    'UPN',
    'FormerUPN',
    'UPNunknown',
    'PersonBirthDate',
    'ExpectedPersonBirthDate',
    'Sex',
    'GenderCurrent',
    'PersonDeathDate',
  ]);
  const traits = new Block(
    outer.all('ChildCharacteristics')[0] ?? emptyElement('ChildCharacteristics', where.line),
    latest,
    ['Ethnicity', 'Disabilities'],
  );
  const data = registered(about, traits, childId, outer.all('CINdetails').length > 0);
  const on = earliestReferral(outer) ?? data.dob ?? latest;
  const identity = { registered: data };
  const event = importedEvent(where, childId, 'ChildRegistered', data, { on, identity });
  const notes = [...outer.notes, ...about.notes, ...traits.notes];
  const person: Reading = { kind: 'read', where, events: [event], ...(notes.length === 0 ? {} : { notes }) };
  const died = deathOf(outer);
  return died === undefined
    ? [person]
    : [person, deathReading(about, { ...where, line: died.line, record: 'death' }, childId)];
}

const deathOf = (child: Block): Element | undefined =>
  child.all('ChildIdentifiers')[0]?.elements.find(({ name, text }) => name === 'PersonDeathDate' && text.trim() !== '');

const emptyElement = (name: string, line: number): Element => ({ name, line, text: '', elements: [] });

function deathReading(about: Block, where: Where, childId: string): Reading {
  return attempt(
    where,
    new Block({ ...about.element, text: '', elements: [...about.all('PersonDeathDate')] }, about.latest, [
      'PersonDeathDate',
    ]),
    (block) => {
      const diedOn = block.compulsoryDay('PersonDeathDate', { rule: 'a-date-of-death-is-a-day-gone-by', dfe: '8545Q' });
      return [importedEvent(where, childId, 'ChildDied', { diedOn })];
    },
  );
}
