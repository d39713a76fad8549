import { measure, stock } from '#measures/measure';
import { openCases } from './open-cases.projection.ts';

export const cin01 = measure({
  id: 'CIN-01',
  title: 'Children in need',
  definition:
    'Accepted cases open at the end of the day: children on plans, looked after, leaving care, not yet born and over 18 included; referrals not yet decided or with no further action left out.',
  source: 'LAIT; DfE Children in need (episodes at 31 March); catalogue C.6 CIN-01',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: stock(openCases, 'from', 'to'),
});
