import { flow, measure } from '#measures/measure';
import { contacts } from './contacts.projection.ts';
import { contactsReceived } from './fd-01-contacts.measure.ts';

export const fd05 = measure({
  id: 'FD-05',
  title: 'Contacts that became referrals',
  definition:
    'Of the contacts received in the period, those decided to be a referral. Contacts not decided yet stay in what it is a share of.',
  source: 'catalogue C.1 FD-05',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(contacts, 'receivedOn', { by: 'decidedOn', where: { outcome: 'REFERRAL' } }),
  denominator: contactsReceived,
});
