import { flow, measure, type Measure } from '#measures/measure';
import { legalSteps } from './legal-steps.projection.ts';

export const lac13 = measure({
  id: 'LAC-13',
  title: 'Legal planning meetings',
  definition: 'Legal planning meetings held in the period, one for each child they were about.',
  source: 'catalogue C.7 LAC-13',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(legalSteps, 'on', { where: { step: 'LegalPlanningMeetingHeld' } }),
});

export const lac13Issued: Measure = measure({
  ...lac13,
  id: 'LAC-13.issued',
  title: 'Care proceedings issued',
  definition: 'Children for whom proceedings were issued in the period.',
  numerator: flow(legalSteps, 'on', { where: { step: 'ProceedingsIssued' } }),
});
