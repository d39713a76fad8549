import { flow, measure, stock, type Measure } from '#measures/measure';
import { ceasedInTheYear, ceasedToBeLookedAfter } from './lac-03-children-who-ceased-to-be-looked-after.measure.ts';
import { periodsOfCare } from './periods-of-care.projection.ts';
import { startsAndEndsOfAYear } from './starts-and-ends-of-a-year.projection.ts';

/** E43 and E44 until 2017-18, E45 to E48 since (G36): the codes a day allows are checked when the end is recorded. */
const guardianship = ['E43', 'E44', 'E45', 'E46', 'E47', 'E48'];
const adopted = ['E11', 'E12'];
const ceasedBy = (reasonCeased: readonly string[]) =>
  flow(periodsOfCare, 'ceasedOn', { team: 'ceasedTeam', area: 'ceasedArea', where: { reasonCeased } });
const ceasedInTheYearBy = (reasonCeased: readonly string[]) =>
  stock(startsAndEndsOfAYear, 'from', 'to', { where: { step: 'CEASED', reasonCeased } });

export const lac14 = measure({
  id: 'LAC-14',
  title: 'Children who left care under a special guardianship order',
  definition:
    'Of the periods of care that ceased in the period, those that ceased because a special guardianship order was made (E45 to E48; E43 and E44 until March 2018).',
  source: 'SSDA903 REC; catalogue C.7 LAC-14, G36',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: ceasedBy(guardianship),
  denominator: ceasedToBeLookedAfter,
});

export const lac14Adopted: Measure = measure({
  ...lac14,
  id: 'LAC-14.adopted',
  title: 'Children who left care by adoption',
  definition:
    'Of the periods of care that ceased in the period, those that ceased because the child was adopted (E11, E12).',
  numerator: ceasedBy(adopted),
});

export const lac14National: Measure = measure({
  ...lac14,
  id: 'LAC-14.national',
  title: 'Children who left care under a special guardianship order, by the last time in the year',
  definition:
    'Of the children who ceased to be looked after in the financial year up to the day, each with the last time of the year, those who did because a special guardianship order was made.',
  source: 'DfE Children looked after; catalogue C.7 LAC-14, G36, G40',
  numerator: ceasedInTheYearBy(guardianship),
  denominator: ceasedInTheYear,
});

export const lac14AdoptedNational: Measure = measure({
  ...lac14National,
  id: 'LAC-14.adopted.national',
  title: 'Children who left care by adoption, by the last time in the year',
  definition:
    'Of the children who ceased to be looked after in the financial year up to the day, each with the last time of the year, those who did because they were adopted.',
  numerator: ceasedInTheYearBy(adopted),
});
