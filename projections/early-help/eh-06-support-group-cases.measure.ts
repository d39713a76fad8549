import { measure, stock, type Measure } from '#measures/measure';
import { supportGroupCases, supportGroupIssues } from './support-group-cases.projection.ts';

export const eh06 = measure({
  id: 'EH-06',
  title: 'Cases heard at multi-agency support groups to date',
  definition: 'Cases heard at multi-agency support groups since they began, up to the end of the day.',
  source: 'catalogue C.1 EH-06',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: stock(supportGroupCases, 'heardOn', 'to'),
});

/** A case may be heard about several issues, so these add up to more than the cases. */
export const eh06Issues: Measure = measure({
  ...eh06,
  id: 'EH-06.issues',
  title: 'Issues heard at multi-agency support groups to date',
  definition:
    'What the cases heard at multi-agency support groups since they began were about, each issue of a case once.',
  numerator: stock(supportGroupIssues, 'heardOn', 'to'),
  grouping: { column: 'issue' },
});
