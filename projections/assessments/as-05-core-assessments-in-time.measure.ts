import { flow, measure } from '#measures/measure';
import { assessments } from './assessments.projection.ts';

const core = ['CORE', 'S47_CORE'] as const;

export const as05 = measure({
  id: 'AS-05',
  title: 'Core assessments completed within 35 working days',
  definition:
    'Of the core assessments authorised in the period, those for a section 47 enquiry included, those authorised within 35 working days: of the end of the initial assessment before them; without one, of the strategy discussion that began the enquiry; without either, of their own start.',
  source: 'LAIT; catalogue C.3 AS-05, G45, vector AS09',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: core, inTimeByKind: true } }),
  denominator: flow(assessments, 'authorisedOn', { where: { kind: core } }),
});
