import { measure, stock } from '#measures/measure';
import { contacts } from './contacts.projection.ts';

export const fd07 = measure({
  id: 'FD-07',
  title: 'Contacts waiting to be screened',
  definition:
    'Contacts received and, at the end of the day, neither screened by a qualified worker nor decided, each counted once however many children it is about. One of its children waiting is enough.',
  source: 'catalogue A.2 and C.1 FD-02, by policy: the list of the front door',
  unit: 'count',
  decimals: 0,
  polarity: 'low',
  numerator: stock(contacts, 'receivedOn', 'screeningEndedOn', { once: 'contactId' }),
});
