import type { CardDefinition, ReportDefinition } from '../report.ts';
import {
  column,
  denominator,
  month,
  numerator,
  previousMonth,
  value,
  yearToDate,
  yearToDateLastYear,
} from './layout.ts';

/** The report on an improvement programme: the month, how it has moved, and the posts behind it. */
const timed = [previousMonth, month];

const children: readonly CardDefinition[] = [
  {
    title: 'Referrals',
    measure: 'RF-02',
    columns: [yearToDateLastYear, yearToDate],
    lines: [numerator('Referrals'), value('Rate per 10,000, annualised', { decimals: 0 })],
    prints: ['target', 'rating'],
  },
  { title: 'Referrals in the month', measure: 'RF-01', columns: timed, lines: [value('Referrals')] },
  {
    title: 'Referrals started in the week',
    measure: 'RF-03',
    columns: [
      column('Average of 13 weeks', { kind: 'weeks', weeks: 13 }, 'RATIO_OF_MEANS'),
      column('Last week', { kind: 'weeks', weeks: 1 }),
    ],
    lines: [value('Referrals')],
  },
  { title: 'Common assessments', measure: 'EH-01', columns: timed, lines: [value('Common assessments completed')] },
  {
    title: 'Re-referrals',
    measure: 'RF-05',
    columns: [yearToDateLastYear, yearToDate],
    lines: [numerator('Re-referrals'), denominator('Referrals'), value('Re-referrals %', { decimals: 1 })],
  },
  {
    title: 'Initial assessments in timescale',
    measure: 'AS-04',
    columns: timed,
    lines: [numerator('In timescale'), denominator('Completed'), value('% in timescale')],
  },
  {
    title: 'Core assessments in timescale',
    measure: 'AS-05',
    columns: timed,
    lines: [numerator('In timescale'), denominator('Completed'), value('% in timescale')],
  },
  { title: 'Child protection plans', measure: 'CP-01', columns: timed, lines: [value('Children on a plan')] },
  {
    title: 'Children looked after',
    measure: 'LAC-01',
    columns: timed,
    lines: [value('Looked after'), value('Legal planning meetings', { measure: 'LAC-13' })],
  },
  {
    title: 'Minutes of reviews not completed',
    measure: 'LAC-11',
    columns: timed,
    lines: [value('Reviews without their minutes')],
  },
  {
    title: 'Pathway plans',
    measure: 'CL-04',
    columns: [column('{month}', { kind: 'sameMonthLastYear' }), month],
    lines: [numerator('With a pathway plan'), denominator('Care leavers'), value('% with a pathway plan')],
    prints: ['target', 'rating', 'trend'],
  },
  {
    title: 'Statutory visits recorded out of time',
    measure: 'LAC-15',
    columns: [
      column('Average of 13 weeks', { kind: 'weeks', weeks: 13 }, 'RATIO_OF_MEANS'),
      column('Last week', { kind: 'weeks', weeks: 1 }),
    ],
    lines: [numerator('Recorded out of time')],
  },
  {
    title: 'Families in targeted support',
    measure: 'EH-05',
    columns: [month],
    lines: [denominator('Families'), numerator('On a plan, looked after or in need'), value('%')],
  },
  { title: 'Multi-agency support groups', measure: 'EH-06', columns: [month], lines: [value('Cases heard to date')] },
];

const accepted = { group: 'ACCEPTED' };

const workforce: readonly CardDefinition[] = [
  {
    title: 'Social work posts',
    measure: 'WF-04',
    columns: timed,
    lines: [
      numerator('Establishment', { measure: 'WF-02' }),
      value('Vacancies', { measure: 'WF-02', signed: false }),
      value('Agency staff', { measure: 'WF-03' }),
      value('Covering vacancies', { measure: 'WF-03.fte', place: { group: 'VACANCY' } }),
      value('Covering maternity leave', { measure: 'WF-03.fte', place: { group: 'MATERNITY' } }),
      value('Vacancies not covered', { signed: false }),
    ],
    prints: ['target'],
  },
  {
    title: 'Starters in the pipeline, and leavers',
    measure: 'WF-06.stages',
    columns: [month],
    lines: [
      value('To start', { place: accepted }),
      value('Of them newly qualified', { measure: 'WF-06.newly-qualified', place: accepted }),
      value('Left', { measure: 'WF-06.leavers' }),
    ],
  },
  {
    title: 'Average caseload',
    measure: 'WF-05',
    columns: timed,
    lines: [value('Average caseload', { decimals: 1 })],
  },
];

export const improvementReport: ReportDefinition = {
  id: 'improvement-report',
  title: "Children's services improvement programme",
  cards: [...children, ...workforce],
};
