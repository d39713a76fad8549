import { flow, measure } from '#measures/measure';
import { earlyHelpAssessments } from './early-help-assessments.projection.ts';

export const eh01 = measure({
  id: 'EH-01',
  title: 'Early help assessments',
  definition:
    'Early help assessments (EHA, CAF or DAF) completed in the period. Basic records and enquiry forms are none, nor are Family Stars.',
  source: 'catalogue A.3, C.1 EH-01; quarterly reports',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(earlyHelpAssessments, 'completedOn', {
    where: { purpose: 'ASSESSMENT', tool: ['EHA', 'CAF', 'DAF'] },
  }),
  grouping: { column: 'tool' },
});
