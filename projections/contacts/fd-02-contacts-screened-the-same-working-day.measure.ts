import { flow, measure, type Measure } from '#measures/measure';
import { contacts } from './contacts.projection.ts';

export const fd02 = measure({
  id: 'FD-02',
  title: 'Contacts screened by a qualified worker on the same working day',
  definition:
    'Of the contacts received in the period, those a qualified worker had screened by the end of the day of receipt, or of the next working day if that was no working day. A contact not yet screened is left out until that day has ended, and is late from then on.',
  source: 'catalogue C.1 FD-02, vectors FD01 to FD06; no cut-off hour',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(contacts, 'receivedOn', { by: 'screenedInTimeOn' }),
  denominator: flow(contacts, 'receivedOn', { by: 'screeningSettledOn' }),
  policy: { key: 'screening', value: 'NO_CUTOFF' },
});

export const fd02CutOff: Measure = measure({
  ...fd02,
  id: 'FD-02.17',
  title: 'Contacts screened by a qualified worker on the same working day, with a cut-off at 17:00',
  definition:
    'Of the contacts received in the period, those a qualified worker had screened by the end of the day of receipt, or of the next working day if that was no working day or they came in at 17:00 or later. A contact not yet screened is left out until that day has ended, and is late from then on.',
  source: 'catalogue C.1 FD-02 (policy screening: cutoff)',
  numerator: flow(contacts, 'receivedOn', { by: 'screenedInTimeWithCutOffOn' }),
  denominator: flow(contacts, 'receivedOn', { by: 'screeningSettledWithCutOffOn' }),
  policy: { key: 'screening', value: 'CUTOFF_17' },
});
