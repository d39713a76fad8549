import { plainDate } from '#calendar/plain-date';
import type { Averaging, ColumnDefinition, ReportDefinition } from '../report.ts';
import { column, denominator, eachArea, march, month, numerator, rest, value } from './layout.ts';

/** The monthly scorecard in its second layout, with targets. Which average a column is, is said per column (G17). */
const previousSix = (what: 'cumulative' | 'average', averaging: Averaging): ColumnDefinition =>
  column(`Prev. 6 months ${what}`, { kind: 'previousMonths', months: 6 }, averaging);
const nationalRate = [{ area: 'England', label: 'National average per 10K' }];

export const monthlyScorecard2016: ReportDefinition = {
  id: 'monthly-scorecard',
  title: 'PERFORMANCE',
  from: plainDate('2016-04-01'),
  cards: [
    {
      title: '% Re-referrals (Monthly)',
      measure: 'RF-05',
      columns: [previousSix('cumulative', 'WHOLE_PERIOD'), month],
      lines: [numerator('No. re-referrals'), denominator('Total Referrals'), value('Re-referrals %')],
      prints: ['target', 'rating', 'trend'],
      comparators: ['England'],
    },
    {
      title: '% Children seen at Assessment (S17 and S47)',
      measure: 'AS-07',
      columns: [previousSix('average', 'MEAN_OF_RATIOS'), month],
      lines: [denominator('Assessments completed'), numerator('Children seen'), value('% Seen at Assessment')],
      prints: ['target', 'rating', 'trend'],
      thousands: false,
    },
    {
      title: 'Number of children with a Child Protection Plan - Snapshot as of month end',
      measure: 'CP-01',
      columns: [march, month, eachArea],
      lines: [value('No of CPP'), value('Rate per 10K', { measure: 'CP-01.rate', decimals: 0 })],
      prints: ['target'],
      comparedMeasure: 'CP-01.rate',
      comparators: nationalRate,
    },
    {
      title: '% of child protection visits in the month',
      subtitle: 'At least one visit in a month',
      measure: 'CP-10',
      columns: [previousSix('average', 'MEAN_OF_RATIOS'), month],
      lines: [
        numerator('Number of CPP visited'),
        denominator('Number of CPP to be visited'),
        value('% visited in month'),
      ],
      prints: ['target', 'rating', 'trend'],
    },
    {
      title: 'Number of Children in Care - Snapshot as of month end',
      measure: 'LAC-01',
      columns: [march, month, eachArea],
      lines: [value('Total CiC'), value('Rate per 10K', { measure: 'LAC-01.rate', decimals: 0 })],
      facts: [numerator('Unaccompanied asylum-seeking children', { measure: 'LAC-09' })],
      prints: ['target'],
      targetLabel: 'Target - {monthAndYear}',
      comparedMeasure: 'LAC-01.rate',
      comparators: nationalRate,
      note: 'Since April 2015 18+ are excluded from the total CiC',
    },
    {
      title: 'Average caseload of qualified social workers',
      measure: 'WF-05',
      columns: [month],
      lines: [
        value('Assessment Teams', { place: { group: 'ASSESSMENT' }, decimals: 0 }),
        value('Safeguarding Teams', { place: { group: 'SAFEGUARDING' }, decimals: 0 }),
        value('Children in Care Teams', { place: { group: 'CHILDREN_IN_CARE' }, decimals: 0 }),
        value('Average Caseload - City', { decimals: 0 }),
      ],
      prints: ['target', 'rating', 'trend'],
      comparators: ['England'],
    },
    {
      title: 'Number of unallocated cases (open >7 days)',
      measure: 'UN-02',
      columns: [previousSix('average', 'RATIO_OF_MEANS'), month, eachArea],
      lines: [
        numerator('Unallocated (open >7 days)'),
        denominator('Total number of open cases'),
        value('% of unallocated cases'),
      ],
      prints: ['target', 'rating', 'trend'],
      judgedBy: 'numerator',
      since: plainDate('2016-04-01'),
    },
    {
      title: 'Family assessments completed in timescale (45 working days incl. S47)',
      measure: 'AS-02',
      columns: [previousSix('average', 'RATIO_OF_MEANS'), month, eachArea],
      lines: [numerator('No. inside'), rest('No. outside'), denominator('Total'), value('% Inside')],
      prints: ['target', 'rating', 'trend'],
      comparators: ['England'],
    },
  ],
};
