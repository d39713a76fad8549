import { flow, measure } from '#measures/measure';
import { contacts } from './contacts.projection.ts';

export const fd06 = measure({
  id: 'FD-06',
  title: 'Contacts to the early help hub',
  definition: 'Contacts received in the period by the early help hub, counted for each child they are about.',
  source: 'catalogue C.1 FD-06',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(contacts, 'receivedOn', { where: { hub: 'EARLY_HELP_HUB' } }),
});
