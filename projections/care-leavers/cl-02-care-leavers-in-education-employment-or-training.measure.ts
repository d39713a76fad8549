import { flow, measure, stock, type Measure } from '#measures/measure';
import { birthdays, cohort } from './cohorts.ts';
import { careLeavers } from './care-leavers.projection.ts';

export const cl02 = measure({
  id: 'CL-02',
  title: 'Care leavers in education, employment or training',
  definition:
    'Of the allocated care leavers aged 18 to 21 at the end of the day, those in education, employment or training, full or part time. Those who died or went back home are left out; those abroad, not in touch or of whom nothing is known stay in.',
  source: 'DfE LAIT, care leavers in education, employment or training; catalogue C.8 CL-02, vector CL06',
  unit: 'percent',
  decimals: 0,
  polarity: 'high',
  numerator: stock(careLeavers, 'from', 'to', { where: { ...cohort, activityGroup: 'EET' } }),
  denominator: stock(careLeavers, 'from', 'to', { where: cohort }),
  grouping: { column: 'activity' },
});

export const cl02AtBirthday: Measure = measure({
  ...cl02,
  id: 'CL-02.birthday',
  title: 'Care leavers in education, employment or training at their 19th, 20th or 21st birthday',
  definition:
    'Of the former relevant young people whose 19th, 20th or 21st birthday is in the period, those in education, employment or training on that birthday.',
  source: 'SSDA903 OC3; catalogue C.8 CL-02 (DfE)',
  policy: { key: 'careLeaverCohort', value: 'BIRTHDAY_IN_PERIOD' },
  numerator: flow(careLeavers, 'turnedOn', { where: { ...birthdays, activityGroup: 'EET' } }),
  denominator: flow(careLeavers, 'turnedOn', { where: birthdays }),
});
