import { flow, measure } from '#measures/measure';
import { coreGroups } from './core-groups.projection.ts';

export const cp14 = measure({
  id: 'CP-14',
  title: 'Core groups held in time',
  definition:
    'Of the core groups that fell due in the period, those held in time: the first within 10 working days of the conference, each later one within six weeks of the one before. Nothing is due of a plan that had ended by then.',
  source: 'catalogue C.5 CP-14, A.7, vector CP24 (10 working days: policy, source unverified, G45)',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  // One held on the weekend after the tenth working day is in time, but not known to be until it is held.
  numerator: flow(coreGroups, 'dueOn', { where: { inTime: true }, by: 'heldOn' }),
  denominator: flow(coreGroups, 'dueOn'),
  policy: { key: 'coreGroupFirstWd', value: '10' },
});
