import { plainDate } from '#calendar/plain-date';
import type { ReportDefinition } from '../report.ts';
import { column, denominator, eachArea, march, month, numerator, rest, value } from './layout.ts';

/**
 * The monthly scorecard in its first layout. The column of the six months before holds monthly means and is headed so,
 * also where the page it follows called it cumulative (catalogue G15).
 */
const sixMonthAverage = column('6 month average', { kind: 'previousMonths', months: 6 }, 'RATIO_OF_MEANS');
/**
 * Two cards of the page average the same stock of open assessments and print 2,118 and 2,067: both can be so only if the
 * second's six months end with the report month.
 */
const sixMonthsWithThisOne = column('6 month average', { kind: 'rollingMonths', months: 6 }, 'RATIO_OF_MEANS');
const nationalRate = [{ area: 'England', label: 'National average per 10K' }];

export const monthlyScorecard2015: ReportDefinition = {
  id: 'monthly-scorecard',
  title: 'PERFORMANCE',
  from: plainDate('2015-04-01'),
  cards: [
    {
      title: '% Re-referrals (Monthly)',
      measure: 'RF-05',
      columns: [sixMonthAverage, month],
      lines: [numerator('No. re-referrals'), denominator('Total Referrals'), value('Re-referrals %')],
      prints: ['rating', 'trend'],
    },
    {
      title: '% Children seen at Assessment (S17 and S47)',
      measure: 'AS-07',
      columns: [month],
      lines: [denominator('Assessments completed'), numerator('Children seen'), value('% Seen at Assessment')],
      thousands: false,
    },
    {
      title: 'Number of children with a Child Protection Plan - Snapshot as of month end',
      measure: 'CP-01',
      columns: [march, month, eachArea],
      lines: [value('No of CPP'), value('Rate per 10K', { measure: 'CP-01.rate', decimals: 0 })],
      comparedMeasure: 'CP-01.rate',
      comparators: nationalRate,
    },
    {
      title: '% of child protection visits in the month',
      measure: 'CP-10',
      columns: [sixMonthAverage, month],
      lines: [
        numerator('Number of CPP visited'),
        denominator('Number of CPP to be visited'),
        value('% visited in month'),
      ],
      prints: ['rating', 'trend'],
    },
    {
      title: 'Number of Children in Care - Snapshot as of month end',
      measure: 'LAC-01',
      columns: [march, month, eachArea],
      lines: [value('Total CiC'), value('Rate per 10K', { measure: 'LAC-01.rate', decimals: 0 })],
      facts: [numerator('Aged 17', { measure: 'LAC-10.17' }), value('Aged 16 and over', { measure: 'LAC-10.16' })],
      comparedMeasure: 'LAC-01.rate',
      comparators: nationalRate,
      thousands: false,
    },
    {
      title: 'Average caseload of qualified social workers',
      measure: 'WF-05',
      columns: [month],
      lines: [
        value('Assessment Teams', { place: { group: 'ASSESSMENT' }, decimals: 0 }),
        value('Safeguarding Teams', { place: { group: 'SAFEGUARDING' }, decimals: 0 }),
        value('Children in Care Teams', { place: { group: 'CHILDREN_IN_CARE' }, decimals: 0 }),
        value('MASH Teams', { place: { group: 'MASH' }, decimals: 0 }),
        value('Average Caseload - City', { decimals: 0 }),
      ],
      prints: ['rating', 'trend'],
    },
    {
      title: 'Number of unallocated single assessments (open >7 days)',
      measure: 'UN-01',
      columns: [sixMonthAverage, month, eachArea],
      lines: [
        numerator('Unallocated (open >7 days)'),
        denominator('Total number of open single assessments'),
        value('% of unallocated single assessments'),
      ],
      prints: ['rating', 'trend'],
    },
    {
      title: 'On-going single assessments in timescale (45 working days incl. S47)',
      measure: 'AS-03',
      columns: [sixMonthsWithThisOne, month, eachArea],
      lines: [numerator('No. inside'), rest('No. outside'), denominator('Total'), value('% Inside')],
      prints: ['rating', 'trend'],
      thousands: false,
    },
  ],
};
