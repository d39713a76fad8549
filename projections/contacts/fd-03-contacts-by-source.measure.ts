import { measure } from '#measures/measure';
import { contactsReceived } from './fd-01-contacts.measure.ts';

export const fd03 = measure({
  id: 'FD-03',
  title: 'Contacts by source',
  definition: 'The contacts received in the period, by who made them.',
  source: 'catalogue C.1 FD-03; sources as the CIN census codes them',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: contactsReceived,
  denominator: contactsReceived,
  grouping: { column: 'source' },
});
