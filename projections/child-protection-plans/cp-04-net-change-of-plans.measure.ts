import { measure } from '#measures/measure';
import { plansStarted } from './cp-02-children-who-became-subject-of-a-plan.measure.ts';
import { plansEnded } from './cp-03-children-who-ceased-to-be-subject-of-a-plan.measure.ts';

export const cp04 = measure({
  id: 'CP-04',
  title: 'Child protection plans, net change',
  definition: 'Child protection plans that began in the period, less those that ended in it.',
  source: 'catalogue C.5 CP-04',
  unit: 'net',
  decimals: 0,
  polarity: 'none',
  numerator: plansStarted,
  denominator: plansEnded,
});
