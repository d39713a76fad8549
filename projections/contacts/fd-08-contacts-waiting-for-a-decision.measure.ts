import { measure, stock } from '#measures/measure';
import { contacts } from './contacts.projection.ts';

export const fd08 = measure({
  id: 'FD-08',
  title: 'Contacts screened and waiting for a decision',
  definition:
    'Contacts that a qualified worker has screened, or that were reopened, and that are not decided at the end of the day, each counted once however many children it is about. One of its children waiting is enough.',
  source: 'catalogue A.2, by policy: the list of the front door',
  unit: 'count',
  decimals: 0,
  polarity: 'low',
  numerator: stock(contacts, 'awaitingDecisionFrom', 'decidedOn', { once: 'contactId' }),
});
