import type { CardDefinition, ReportDefinition } from '../report.ts';
import {
  column,
  denominator,
  england,
  month,
  neighbours,
  numerator,
  previousMonth,
  rest,
  sameMonthLastYear,
  value,
  yearToDate,
} from './layout.ts';

/** The monthly activity report: front door, assessments, child protection, looked after, timeliness, recruitment. */
const activity = [previousMonth, sameMonthLastYear, month];
const timed = [previousMonth, month];
const inTime = [denominator('Held'), numerator('In timescale'), rest('Out of timescale'), value('% in timescale')];

const frontDoor: readonly CardDefinition[] = [
  {
    title: 'Contacts screened by a qualified practitioner on the same working day',
    measure: 'FD-02',
    columns: timed,
    lines: [
      numerator('Screened the same working day'),
      denominator('Contacts'),
      value('% screened the same working day'),
    ],
  },
  {
    title: 'Contacts',
    measure: 'FD-01',
    columns: activity,
    lines: [value('Contacts received')],
  },
  {
    title: 'Referrals',
    measure: 'RF-01',
    columns: activity,
    lines: [value('Referrals received')],
  },
  {
    title: 'Re-referrals, cumulative',
    measure: 'RF-05',
    columns: [column('6 months to {month}', { kind: 'rollingMonths', months: 6 })],
    lines: [numerator('Re-referrals'), denominator('Referrals'), value('Re-referrals %', { decimals: 1 })],
    comparators: [england, neighbours],
  },
];

const assessments: readonly CardDefinition[] = [
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
];

const protection: readonly CardDefinition[] = [
  {
    title: 'Strategy meetings',
    measure: 'ST-01',
    columns: activity,
    lines: [value('Strategy meetings'), value('% after an initial assessment', { measure: 'ST-02', decimals: 0 })],
  },
  {
    title: 'Child protection plans',
    measure: 'CP-02',
    columns: activity,
    lines: [
      value('Became subject to a plan'),
      value('Ceased to be subject to a plan', { measure: 'CP-03' }),
      value('Net change', { measure: 'CP-04' }),
    ],
  },
  {
    title: 'Second or subsequent child protection plan within 24 months',
    measure: 'CP-05.24m',
    columns: [yearToDate],
    lines: [numerator('Second or subsequent'), denominator('Plans started'), value('% second or subsequent')],
  },
  {
    title: 'On a child protection plan for two years or more',
    measure: 'CP-06',
    columns: [month],
    lines: [numerator('Two years or more'), denominator('Open plans'), value('% two years or more', { decimals: 2 })],
  },
];

const lookedAfter: readonly CardDefinition[] = [
  {
    title: 'Looked after children',
    measure: 'LAC-04',
    columns: [column('3 months to {month}', { kind: 'rollingMonths', months: 3 })],
    lines: [
      numerator('Started to be looked after'),
      denominator('Ceased to be looked after'),
      value('Net change'),
      value('Looked after', { measure: 'LAC-01' }),
    ],
  },
  {
    title: 'Statutory visits to looked after children',
    measure: 'LAC-06',
    columns: timed,
    lines: [numerator('Visited in time'), denominator('Looked after'), value('% visited in time', { decimals: 1 })],
  },
];

const timeliness: readonly CardDefinition[] = [
  {
    title: 'Initial child protection conferences',
    measure: 'IC-02',
    columns: timed,
    lines: [value('Conferences held', { measure: 'IC-01' }), ...inTime.slice(1)],
    facts: [
      numerator('Late because of late notification', { measure: 'IC-02.late', place: { group: 'LATE_NOTIFICATION' } }),
    ],
  },
  { title: 'Review child protection conferences', measure: 'CP-08', columns: timed, lines: inTime },
  {
    title: 'Looked after reviews',
    measure: 'LAC-05',
    columns: timed,
    lines: [...inTime.slice(0, 3), value('% in timescale', { decimals: 1 })],
    facts: [
      numerator('Late: the child could not attend', { measure: 'LAC-05.late', place: { group: 'CHILD_AVAILABILITY' } }),
      numerator('Late: an adult could not attend', { measure: 'LAC-05.late', place: { group: 'ADULT_AVAILABILITY' } }),
    ],
  },
  {
    title: 'Child protection visits in timescale',
    measure: 'CP-11',
    columns: timed,
    lines: [numerator('Visited in time'), denominator('Open plans'), value('% visited in time')],
  },
];

const workforce: readonly CardDefinition[] = [
  {
    title: 'Permanent to agency social workers and senior practitioners',
    measure: 'WF-01',
    columns: [column('{month}', { kind: 'sameMonthLastYear' }), month],
    lines: [value('Permanent : agency')],
    prints: ['target'],
  },
  {
    title: 'Recruitment',
    measure: 'WF-06',
    columns: [yearToDate, month],
    lines: [value('Social workers started')],
  },
];

export const activityReport: ReportDefinition = {
  id: 'activity-report',
  title: 'Performance Report',
  cards: [...frontDoor, ...assessments, ...protection, ...lookedAfter, ...timeliness, ...workforce],
};
