import { flow, measure, type Measure } from '#measures/measure';
import { contacts } from './contacts.projection.ts';

/** Every contact and child: also what the other measures of contacts are of. */
export const contactsReceived = flow(contacts, 'receivedOn');

export const fd01 = measure({
  id: 'FD-01',
  title: 'Contacts',
  definition:
    'Contacts received in the period, counted for each child they are about, those about children with an open case included. The day is the one in London when the contact came in.',
  source: 'catalogue C.1 FD-01; monthly reports of the front door',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: contactsReceived,
});

/** The same by contacts: a contact about three siblings counts once, with the team and area of the first of them. */
export const fd01Contacts: Measure = measure({
  ...fd01,
  id: 'FD-01.contacts',
  title: 'Contacts, each counted once',
  definition: 'Contacts received in the period, each counted once however many children it is about.',
  numerator: flow(contacts, 'receivedOn', { where: { firstChildOfContact: true } }),
});

export const fd01New: Measure = measure({
  ...fd01,
  id: 'FD-01.new',
  title: 'Contacts, without those on open cases',
  definition:
    'Contacts received in the period, counted for each child they are about, without those about a child whose case was open.',
  numerator: flow(contacts, 'receivedOn', { where: { onOpenCase: false } }),
});
