import type { CardDefinition, ColumnDefinition, ReportDefinition } from '../report.ts';
import { quarterlyCare } from './quarterly-report-care.ts';
import {
  column,
  denominator,
  england,
  lastYear,
  march,
  month,
  neighbours,
  numerator,
  quarter,
  quarterLastYear,
  region,
  sameMonthLastYear,
  value,
  yearBeforeLast,
  yearToDate,
  yearToDateLastYear,
} from './layout.ts';

/** The quarterly report: the year so far beside last year, the region and the statistical neighbours. */
const monthlyMeans: readonly ColumnDefinition[] = [
  column('Monthly average {year}', { kind: 'financialYear', before: 1 }, 'RATIO_OF_MEANS'),
  column('Monthly average to {month}', { kind: 'yearToDate' }, 'RATIO_OF_MEANS'),
];
const samePoint = [yearToDateLastYear, yearToDate];
const published = [england, region, neighbours];

const earlyHelp: readonly CardDefinition[] = [
  {
    title: 'Early help assessments',
    measure: 'EH-01',
    columns: [quarterLastYear, quarter],
    lines: [value('Early help assessments'), value('Family Star', { measure: 'EH-07' })],
  },
  {
    title: 'Early Help Hub',
    measure: 'FD-06',
    columns: samePoint,
    lines: [value('Contacts to the Early Help Hub'), value('Stepped up to social care', { measure: 'EH-03' })],
  },
  {
    title: 'Early help closed with a positive outcome',
    measure: 'EH-02',
    columns: samePoint,
    lines: [numerator('Positive outcome'), denominator('Closed'), value('% positive outcome')],
    prints: ['trend'],
  },
];

const need: readonly CardDefinition[] = [
  {
    title: 'Children in need',
    measure: 'CIN-01',
    columns: [march, quarter],
    lines: [
      value('Children in need'),
      value('Short-break budget only', { measure: 'CIN-02' }),
      value('Without short-break budget only', { measure: 'CIN-03' }),
      value('Rate per 10,000', { measure: 'CIN-04', decimals: 1 }),
    ],
    comparedMeasure: 'CIN-04',
    comparators: published,
  },
  {
    title: 'Help kept up for three months after a child protection plan',
    measure: 'CIN-06',
    columns: samePoint,
    lines: [numerator('Kept up for three months'), denominator('Ended'), value('% kept up')],
  },
];

const referrals: readonly CardDefinition[] = [
  {
    title: 'Referrals',
    measure: 'RF-04',
    columns: [lastYear, yearToDate],
    lines: [
      numerator('Referrals'),
      value('Monthly average', { decimals: 0 }),
      value('Rate per 10,000', { measure: 'RF-02', decimals: 1 }),
    ],
    comparedMeasure: 'RF-02',
    comparators: published,
  },
  {
    title: 'Re-referrals within 12 months',
    measure: 'RF-05',
    columns: [
      column('12 months to {month}', { kind: 'rollingMonthsLastYear', months: 12 }),
      column('12 months to {month}', { kind: 'rollingMonths', months: 12 }),
    ],
    lines: [numerator('Re-referrals'), denominator('Referrals'), value('Re-referrals %', { decimals: 1 })],
    prints: ['target', 'rating', 'trend'],
    comparators: published,
  },
  {
    title: 'Referrals with no further action',
    measure: 'RF-06',
    columns: samePoint,
    lines: [numerator('No further action'), denominator('Referrals'), value('% no further action', { decimals: 1 })],
  },
  {
    title: 'Referrals that progressed to assessment',
    measure: 'RF-07',
    columns: samePoint,
    lines: [numerator('Progressed to assessment'), denominator('Referrals'), value('% progressed', { decimals: 1 })],
  },
];

const assessments: readonly CardDefinition[] = [
  {
    title: 'Single assessments within 45 working days',
    measure: 'AS-02',
    columns: [yearBeforeLast, lastYear, yearToDate],
    lines: [
      numerator('Within 45 working days'),
      denominator('Completed and authorised'),
      value('% within 45 working days', { decimals: 1 }),
    ],
    prints: ['target', 'rating', 'trend'],
    comparedWith: 1,
    comparators: published,
  },
  {
    title: 'Review points held in time',
    measure: 'AS-08',
    columns: samePoint,
    lines: [value('% held by day 15'), value('% held by day 30', { measure: 'AS-08.30' })],
  },
  {
    title: 'Single assessments within 15 working days',
    measure: 'AS-09',
    columns: samePoint,
    lines: [
      numerator('Within 15 working days'),
      denominator('Completed and authorised'),
      value('% within 15 working days', { decimals: 1 }),
    ],
  },
  {
    title: 'Assessments that led to no further involvement',
    measure: 'AS-06',
    columns: samePoint,
    lines: [
      numerator('No further involvement'),
      denominator('Completed and authorised'),
      value('% no further involvement'),
    ],
  },
];

const protection: readonly CardDefinition[] = [
  {
    title: 'Section 47 enquiries',
    measure: 'S47-01',
    columns: [lastYear, ...monthlyMeans],
    lines: [value('Enquiries started')],
  },
  {
    title: 'Section 47 enquiries that led to an initial conference',
    measure: 'S47-03',
    columns: [lastYear, yearToDate],
    lines: [
      numerator('Initial conferences'),
      denominator('Enquiries'),
      value('% led to a conference', { decimals: 1 }),
    ],
    comparators: published,
  },
  {
    title: 'Children subject to a child protection plan',
    measure: 'CP-01',
    columns: [march, quarter],
    lines: [value('Children on a plan'), value('Rate per 10,000', { measure: 'CP-01.rate', decimals: 1 })],
    comparedMeasure: 'CP-01.rate',
    comparators: published,
  },
  {
    title: 'Plans that ended by the first review',
    measure: 'CP-12',
    columns: [sameMonthLastYear, month],
    lines: [numerator('Ended by the first review'), denominator('Plans started'), value('% ended by the first review')],
    prints: ['trend'],
  },
  {
    title: 'Repeat child protection plans',
    measure: 'CP-05',
    columns: [lastYear, yearToDate],
    lines: [
      numerator('Second or subsequent'),
      denominator('Plans started'),
      value('% second or subsequent', { decimals: 1 }),
    ],
    prints: ['target', 'rating', 'trend'],
    comparators: published,
  },
  {
    title: 'Core groups in time',
    measure: 'CP-14',
    columns: samePoint,
    lines: [numerator('Held in time'), denominator('Due'), value('% in time')],
  },
];

export const quarterlyReport: ReportDefinition = {
  id: 'quarterly-report',
  title: 'Quarterly performance report',
  cards: [...earlyHelp, ...need, ...referrals, ...assessments, ...protection, ...quarterlyCare],
};
