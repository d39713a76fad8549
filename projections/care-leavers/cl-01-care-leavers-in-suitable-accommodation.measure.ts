import { flow, measure, stock, type Measure } from '#measures/measure';
import { birthdays, cohort } from './cohorts.ts';
import { careLeavers } from './care-leavers.projection.ts';

const suitabilities = ['SUITABLE', 'UNSUITABLE', 'NOT_IN_TOUCH', 'NOT_KNOWN'] as const;
const notSuitable = ['UNSUITABLE', 'NOT_IN_TOUCH', 'NOT_KNOWN'] as const;
const counted = { ...cohort, suitability: suitabilities };

export const cl01 = measure({
  id: 'CL-01',
  title: 'Care leavers in suitable accommodation',
  definition:
    'Of the allocated care leavers aged 18 to 21 at the end of the day, those whose accommodation was judged suitable. Those who died or went back home, live abroad or cannot be found are left out; those not in touch, or of whom nothing is known, stay in.',
  source: 'DfE LAIT, care leavers in suitable accommodation; catalogue C.8 CL-01, G43, vectors CL01 to CL05',
  unit: 'percent',
  decimals: 0,
  polarity: 'high',
  numerator: stock(careLeavers, 'from', 'to', { where: { ...cohort, suitability: 'SUITABLE' } }),
  denominator: stock(careLeavers, 'from', 'to', { where: counted }),
});

export const cl01AtBirthday: Measure = measure({
  ...cl01,
  id: 'CL-01.birthday',
  title: 'Care leavers in suitable accommodation at their 19th, 20th or 21st birthday',
  definition:
    'Of the former relevant young people whose 19th, 20th or 21st birthday is in the period (the Department asks for a financial year), those whose accommodation was suitable on that birthday. The same are left out.',
  source: 'SSDA903 OC3; DfE Children looked after, care leavers; catalogue C.8 CL-01 (DfE)',
  policy: { key: 'careLeaverCohort', value: 'BIRTHDAY_IN_PERIOD' },
  numerator: flow(careLeavers, 'turnedOn', { where: { ...birthdays, suitability: 'SUITABLE' } }),
  denominator: flow(careLeavers, 'turnedOn', { where: { ...birthdays, suitability: suitabilities } }),
});

export const cl01Unsuitable: Measure = measure({
  ...cl01,
  id: 'CL-01.unsuitable',
  title: 'Care leavers in unsuitable accommodation, by reason',
  definition: 'Of the same care leavers, those whose accommodation was judged unsuitable: why.',
  source: 'catalogue C.8 CL-01, B.6, G43',
  polarity: 'low',
  numerator: stock(careLeavers, 'from', 'to', { where: { ...cohort, suitability: 'UNSUITABLE' } }),
  grouping: { column: 'reasonNotSuitable' },
});

export const cl01NotSuitable: Measure = measure({
  ...cl01Unsuitable,
  id: 'CL-01.not-suitable',
  title: 'Care leavers not in suitable accommodation, by reason, not in touch among them',
  definition:
    'Of the same care leavers, all that are not known to live in suitable accommodation, by reason: those not in touch, and those of whom nothing is known, count as unsuitable.',
  source: 'catalogue C.8 CL-01, 0.2 (report of 2016/17: 12 young people, 3 of them not in touch)',
  numerator: stock(careLeavers, 'from', 'to', { where: { ...cohort, suitability: notSuitable } }),
});
