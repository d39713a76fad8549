import { flow, measure, stock, type Measure } from '#measures/measure';
import { birthdays, cohort } from './cohorts.ts';
import { careLeavers } from './care-leavers.projection.ts';

export const cl03 = measure({
  id: 'CL-03',
  title: 'Care leavers not in education, employment or training',
  definition:
    'Of the allocated care leavers aged 18 to 21 at the end of the day, those known not to be in education, employment or training. Those of whom nothing is known are in neither this share nor that of CL-02.',
  source: 'DfE LAIT; catalogue C.8 CL-03, G42, vector CL06',
  unit: 'percent',
  decimals: 0,
  polarity: 'low',
  numerator: stock(careLeavers, 'from', 'to', { where: { ...cohort, activityGroup: 'NEET' } }),
  denominator: stock(careLeavers, 'from', 'to', { where: cohort }),
  grouping: { column: 'activity' },
});

export const cl03AllOthers: Measure = measure({
  ...cl03,
  id: 'CL-03.all-others',
  title: 'Care leavers not in education, employment or training, or of whom nothing is known',
  definition:
    'Of the same care leavers, all that are not in education, employment or training, those of whom nothing is known among them: CL-02 and this make a hundred.',
  source: 'catalogue C.8 CL-03, G42 (54 and 46 in the report of 2016/17)',
  policy: { key: 'notInEducation', value: 'ALL_OTHERS' },
  numerator: stock(careLeavers, 'from', 'to', { where: { ...cohort, activityGroup: ['NEET', 'NOT_KNOWN'] } }),
});

export const cl03AtBirthday: Measure = measure({
  ...cl03,
  id: 'CL-03.birthday',
  title: 'Care leavers not in education, employment or training at their 19th, 20th or 21st birthday',
  definition:
    'Of the former relevant young people whose 19th, 20th or 21st birthday is in the period, those known not to be in education, employment or training on that birthday.',
  source: 'SSDA903 OC3; catalogue C.8 CL-03 (DfE)',
  policy: { key: 'careLeaverCohort', value: 'BIRTHDAY_IN_PERIOD' },
  numerator: flow(careLeavers, 'turnedOn', { where: { ...birthdays, activityGroup: 'NEET' } }),
  denominator: flow(careLeavers, 'turnedOn', { where: birthdays }),
});
