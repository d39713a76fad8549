import { flow, measure } from '#measures/measure';
import { earlyHelpAssessments } from './early-help-assessments.projection.ts';

export const eh07 = measure({
  id: 'EH-07',
  title: 'Family Star assessments',
  definition: 'Family Star assessments completed in the period, whatever for.',
  source: 'catalogue C.1 EH-01, EH-07; quarterly reports',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(earlyHelpAssessments, 'completedOn', { where: { tool: 'FAMILY_STAR' } }),
});
