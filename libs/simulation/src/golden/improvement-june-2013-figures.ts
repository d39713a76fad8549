import type { Ask, PrintedFigure, PrintedWindow } from './printed.ts';

const between = (from: string, to: string): PrintedWindow => ({ from, to });
const on = (day: string): PrintedWindow => between(day, day);
const june = between('2013-06-01', '2013-06-30');
const may = between('2013-05-01', '2013-05-31');
const end = on('2013-06-30');
const value = (window: PrintedWindow, decimals: number): Ask => ({ kind: 'figure', window, show: 'value', decimals });
const count = (window: PrintedWindow, show: 'numerator' | 'denominator' = 'numerator'): Ask => ({
  kind: 'figure',
  window,
  show,
});
const up: Ask = { kind: 'direction', window: june, since: may };

/** The figures of the report of July 2013 (seed 002), sentence by sentence. */
export const improvementFigures: readonly PrintedFigure[] = [
  { line: 52, measure: 'RF-01', says: 'referrals in June', printed: '214', ask: count(june) },
  { line: 52, measure: 'RF-01', says: 'down after a spike in May', printed: 'down', ask: up },
  {
    line: 52,
    measure: 'RF-02',
    says: 'rate per 10,000, annualised from April',
    reading: 'G29: 705 from April to June',
    printed: '621',
    ask: value(between('2013-04-01', '2013-06-30'), 0),
  },
  { line: 52, measure: 'RF-02', says: 'target, of which the rate is 3% more', printed: '603', ask: { kind: 'target' } },
  {
    line: 52,
    measure: 'RF-02',
    says: 'the lowest rate since',
    printed: '2012-01',
    ask: { kind: 'lowestSince', from: '2012-01-01', show: 'value', window: 'yearToDate' },
  },
  { line: 55, measure: 'RF-01', says: 'fewer referrals', printed: 'down', ask: up },
  {
    line: 58,
    measure: 'RF-01',
    says: 'referrals a week since April, approximately',
    reading: 'G30: a chart of weeks',
    printed: '55',
    ask: { kind: 'weeklyMean', window: between('2013-04-01', '2013-06-30'), toNearest: 5 },
  },
  {
    line: 62,
    measure: 'RF-01',
    says: 'referrals of the last week',
    printed: '47',
    ask: count(between('2013-06-24', '2013-06-30')),
  },
  {
    line: 69,
    measure: 'RF-05',
    says: 're-referrals, year to May',
    printed: '26.5%',
    ask: value(between('2013-04-01', '2013-05-31'), 1),
  },
  {
    line: 69,
    measure: 'RF-05',
    says: 'the lowest year to date of two years',
    printed: 'ever',
    ask: { kind: 'lowestSince', from: '2011-05-01', to: '2013-05-31', show: 'value', window: 'yearToDate' },
  },
  {
    line: 76,
    measure: 'AS-04',
    says: 'initial assessments in timescale, less than',
    printed: '60%',
    ask: { kind: 'below', window: june, level: 60 },
  },
  { line: 85, measure: 'AS-05', says: 'core assessments in timescale', printed: '112', ask: count(june) },
  { line: 85, measure: 'AS-05', says: 'core assessments', printed: '140', ask: count(june, 'denominator') },
  {
    line: 94,
    measure: 'WF-02',
    says: 'vacancies of one service',
    reading: 'G28: two scopes',
    printed: '6.2',
    ask: { kind: 'figure', window: end, show: 'value', decimals: 1, group: 'REFERRAL_AND_ASSESSMENT' },
  },
  { line: 96, measure: 'WF-02', says: 'vacancies in all', printed: '12.8', ask: value(end, 1) },
  { line: 96, measure: 'WF-03', says: 'agency staff', printed: '14', ask: count(end) },
  {
    line: 96,
    measure: 'WF-03.fte',
    says: 'covering vacancies',
    printed: '11.0',
    ask: { kind: 'figure', window: end, show: 'numerator', group: 'VACANCY' },
  },
  {
    line: 96,
    measure: 'WF-03.fte',
    says: 'covering maternity leave',
    printed: '3.0',
    ask: { kind: 'figure', window: end, show: 'numerator', group: 'MATERNITY' },
  },
  { line: 96, measure: 'WF-04', says: 'under the establishment', printed: '1.8', ask: value(end, 1) },
  { line: 96, measure: 'WF-02', says: 'establishment', printed: '81', ask: count(end) },
  {
    line: 96,
    measure: 'WF-06.stages',
    says: 'new starters in the pipeline',
    printed: '4',
    ask: { kind: 'figure', window: june, show: 'numerator', group: 'ACCEPTED' },
  },
  {
    line: 96,
    measure: 'WF-06.leavers',
    says: 'leaving in July',
    printed: '1',
    ask: count(between('2013-07-01', '2013-07-31')),
  },
  { line: 103, measure: 'CP-01', says: 'children on a plan', printed: '220', ask: count(end) },
  { line: 109, measure: 'LAC-01', says: 'looked-after children', printed: '358', ask: count(end) },
  {
    line: 109,
    measure: 'LAC-01',
    says: 'the highest since',
    printed: '2011-06',
    ask: { kind: 'highestSince', from: '2011-06-01', show: 'numerator' },
  },
  { line: 109, measure: 'LAC-13', says: 'more legal planning meetings', printed: 'up', ask: up },
  {
    line: 111,
    measure: 'LAC-11',
    says: 'backlog of minutes down by nearly 50%',
    printed: '-47',
    ask: { kind: 'change', window: end, since: on('2013-05-31'), show: 'numerator', as: 'percent' },
  },
  { line: 116, measure: 'CL-04', says: 'pathway plans in May 2012', printed: '37%', ask: value(on('2012-05-31'), 0) },
  { line: 116, measure: 'CL-04', says: 'pathway plans now, approximately', printed: '80%', ask: value(end, 0) },
  { line: 116, measure: 'CL-04', says: 'target', printed: '95%', ask: { kind: 'target' } },
  {
    line: 118,
    measure: 'LAC-15',
    says: 'visits of the week recorded late, none or',
    printed: '1',
    ask: count(between('2013-06-24', '2013-06-30')),
  },
  { line: 132, measure: 'EH-05', says: 'families in targeted support', printed: '156', ask: count(end, 'denominator') },
  { line: 132, measure: 'EH-05', says: 'of which known', printed: '49', ask: count(end) },
  { line: 132, measure: 'EH-05', says: 'share known', printed: '31%', ask: value(end, 0) },
  { line: 135, measure: 'EH-06', says: 'cases heard at support groups to date', printed: '179', ask: count(end) },
  { line: 55, measure: 'EH-01', says: 'more common assessment frameworks', printed: 'up', ask: up },
  {
    line: 96,
    measure: 'WF-06.newly-qualified',
    says: 'of the starters newly qualified',
    printed: '3',
    ask: { kind: 'figure', window: june, show: 'numerator', group: 'ACCEPTED' },
  },
  {
    line: 135,
    measure: 'EH-06.issues',
    says: 'the most common issue heard',
    printed: 'CHALLENGING_BEHAVIOUR',
    ask: { kind: 'highestGroup', window: end },
  },
];
