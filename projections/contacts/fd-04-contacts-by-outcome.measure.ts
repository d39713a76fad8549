import { flow, measure } from '#measures/measure';
import { contacts } from './contacts.projection.ts';
import { contactsReceived } from './fd-01-contacts.measure.ts';

export const fd04 = measure({
  id: 'FD-04',
  title: 'Contacts by outcome',
  definition:
    'Of the contacts received in the period, those that have been decided, by outcome. The difference to all contacts is those not decided yet.',
  source: 'catalogue C.1 FD-04',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(contacts, 'receivedOn', { by: 'decidedOn' }),
  denominator: contactsReceived,
  grouping: { column: 'outcome', knownOn: 'decidedOn' },
});
