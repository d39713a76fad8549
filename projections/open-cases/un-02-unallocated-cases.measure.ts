import { measure, stock, type Measure } from '#measures/measure';
import { openCases } from './open-cases.projection.ts';

const where = { isAtFrontDoor: false };

export const un02 = measure({
  id: 'UN-02',
  title: 'Unallocated cases open for more than 7 days',
  definition:
    'Of the accepted cases open at the end of the day and held outside the front door, those referred more than seven calendar days before that have no lead social worker.',
  source: 'catalogue C.3 UN-02, G19, vector UN01',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: stock(openCases, 'from', 'to', { where, since: 'unallocatedFrom' }),
  denominator: stock(openCases, 'from', 'to', { where }),
  policy: { key: 'unallocated', value: '>7' },
});

export const un02FromDay7: Measure = measure({
  ...un02,
  id: 'UN-02.7',
  title: 'Unallocated cases open for 7 days or more',
  definition:
    'Of the accepted cases open at the end of the day and held outside the front door, those referred seven or more calendar days before that have no lead social worker.',
  source: 'catalogue C.3 UN-02 (policy >=), G19, vector UN02',
  numerator: stock(openCases, 'from', 'to', { where, since: 'unallocatedFromDay7' }),
  policy: { key: 'unallocated', value: '>=7' },
});
