import { measure, stock } from '#measures/measure';
import { careLeavers } from './care-leavers.projection.ts';
import { cohort } from './cohorts.ts';

export const cl05 = measure({
  id: 'CL-05',
  title: 'Care leavers the authority is in touch with',
  definition:
    'Of the allocated care leavers aged 18 to 21 at the end of the day, those reached by the latest contact, which was within eight weeks. Those who died or went back home are left out.',
  source: 'catalogue C.8 CL-05 (local standard of eight weeks); Annex A list 9',
  unit: 'percent',
  decimals: 0,
  polarity: 'high',
  numerator: stock(careLeavers, 'from', 'to', { where: { ...cohort, inTouch: 'YES' }, until: 'inTouchUntil' }),
  denominator: stock(careLeavers, 'from', 'to', { where: cohort }),
});
