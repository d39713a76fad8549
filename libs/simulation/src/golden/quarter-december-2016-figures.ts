import type { Ask, PrintedFigure, PrintedWindow } from './printed.ts';

const between = (from: string, to: string): PrintedWindow => ({ from, to });
const on = (day: string): PrintedWindow => between(day, day);
const toDate = between('2016-04-01', '2016-12-31');
const toDateLastYear = between('2015-04-01', '2015-12-31');
const end = on('2016-12-31');
const quarters = [
  between('2016-04-01', '2016-06-30'),
  between('2016-07-01', '2016-09-30'),
  between('2016-10-01', '2016-12-31'),
] as const;
const onLastYear: Ask = { kind: 'direction', window: toDate, since: toDateLastYear };
const shareOnLastYear: Ask = { ...onLastYear, show: 'value' };
const value = (window: PrintedWindow, decimals: number): Ask => ({ kind: 'figure', window, show: 'value', decimals });
const of = (group: string, decimals?: number): Ask => ({
  kind: 'figure',
  window: end,
  show: decimals === undefined ? 'numerator' : 'value',
  group,
  ...(decimals === undefined ? {} : { decimals }),
});
const beside = (area: string, within: number): Ask => ({ kind: 'position', window: toDate, area, within });

const offered = (group: string): Ask => ({ kind: 'figure', window: toDate, show: 'numerator', group });

/** The figures and trends of the report of the third quarter of 2016/17 (seed 001), sentence by sentence. */
export const decemberFigures: readonly PrintedFigure[] = [
  { line: 73, measure: 'FD-06', says: 'contacts of the early help hub', printed: 'up', ask: onLastYear },
  { line: 73, measure: 'EH-01', says: 'early help assessments', printed: 'down', ask: onLastYear },
  { line: 73, measure: 'EH-07', says: 'use of the family star', printed: 'up', ask: onLastYear },
  { line: 73, measure: 'EH-02', says: 'closed with a positive outcome', printed: 'down', ask: onLastYear },
  { line: 73, measure: 'EH-03', says: 'stepped up to social care', printed: 'up', ask: onLastYear },
  { line: 77, measure: 'RF-02', says: 'rate of referrals', printed: 'stable', ask: shareOnLastYear },
  {
    line: 77,
    measure: 'RF-02',
    says: 'against statistical neighbours',
    printed: 'in line',
    ask: beside('NEIGHBOURS', 10),
  },
  { line: 77, measure: 'RF-02', says: 'against England', printed: 'above', ask: beside('England', 10) },
  { line: 77, measure: 'RF-06', says: 'referrals with no further action', printed: 'down', ask: onLastYear },
  { line: 79, measure: 'RF-05', says: 're-referral rate', printed: 'down', ask: shareOnLastYear },
  {
    line: 79,
    measure: 'RF-05',
    says: 'against statistical neighbours',
    printed: 'above',
    ask: beside('NEIGHBOURS', 0),
  },
  { line: 79, measure: 'RF-05', says: 'against England', printed: 'above', ask: beside('England', 0) },
  {
    line: 81,
    measure: 'AS-02',
    says: 'assessments within 45 working days',
    printed: 'most',
    ask: { kind: 'most', window: toDate },
  },
  {
    line: 81,
    measure: 'AS-02',
    says: 'against statistical neighbours',
    printed: 'above',
    ask: beside('NEIGHBOURS', 0),
  },
  { line: 81, measure: 'AS-02', says: 'against England', printed: 'above', ask: beside('England', 0) },
  { line: 81, measure: 'AS-08', says: 'reviewed at 15 days', printed: 'most', ask: { kind: 'most', window: toDate } },
  {
    line: 81,
    measure: 'AS-08.30',
    says: 'reviewed at 30 days',
    printed: 'most',
    ask: { kind: 'most', window: toDate },
  },
  {
    line: 81,
    measure: 'AS-01',
    says: 'done by the response service or the disabled children team',
    printed: 'most',
    ask: { kind: 'most', window: toDate, teams: ['IRS', 'CWD'] },
  },
  {
    line: 85,
    measure: 'CIN-01',
    says: 'children in need',
    printed: 'stable',
    ask: { kind: 'direction', window: end, since: on('2016-09-30') },
  },
  {
    line: 87,
    measure: 'CIN-06',
    says: 'plans kept for three months after a protection plan',
    printed: 'most',
    ask: { kind: 'most', window: toDate },
  },
  {
    line: 93,
    measure: 'LAC-02',
    says: 'admissions, second quarter',
    printed: 'down',
    ask: { kind: 'direction', window: quarters[1], since: quarters[0] },
  },
  {
    line: 93,
    measure: 'LAC-02',
    says: 'admissions, third quarter',
    printed: 'down',
    ask: { kind: 'direction', window: quarters[2], since: quarters[1] },
  },
  {
    line: 93,
    measure: 'LAC-12',
    says: 'children placed with parents on a care order',
    printed: '14',
    ask: { kind: 'figure', window: end, show: 'numerator' },
  },
  {
    line: 95,
    measure: 'LAC-08',
    says: 'long-term stability, March 2016',
    printed: '64.5%',
    ask: value(on('2016-03-31'), 1),
  },
  { line: 95, measure: 'LAC-08', says: 'long-term stability, December 2016', printed: '61.8%', ask: value(end, 1) },
  { line: 99, measure: 'CL-01', says: 'in suitable accommodation', printed: '90%', ask: value(end, 0) },
  {
    line: 99,
    measure: 'CL-01.not-suitable',
    says: 'not in suitable accommodation',
    printed: '12',
    ask: { kind: 'figure', window: end, show: 'numerator' },
  },
  { line: 99, measure: 'CL-01.not-suitable', says: 'in custody', printed: '7', ask: of('CUSTODY') },
  { line: 99, measure: 'CL-01.not-suitable', says: 'not in touch', printed: '3', ask: of('NOT_IN_TOUCH') },
  { line: 99, measure: 'CL-01.not-suitable', says: 'with friends', printed: '2', ask: of('WITH_FRIENDS') },
  { line: 101, measure: 'CL-02', says: 'in education, employment or training', printed: '54%', ask: value(end, 0) },
  {
    line: 101,
    measure: 'CL-03.all-others',
    says: 'not in education, employment or training',
    reading: 'G42: all others',
    printed: '46%',
    ask: value(end, 0),
  },
  {
    line: 106,
    measure: 'WF-03',
    says: 'the service with the most agency workers',
    printed: 'SF',
    ask: { kind: 'highestTeam', window: end },
  },
  {
    line: 110,
    measure: 'WF-06.offers',
    says: 'Step Up students who are to start',
    printed: '5',
    ask: offered('STEP_UP'),
  },
  {
    line: 111,
    measure: 'WF-06.offers',
    says: 'Frontline trainees, two units of four',
    printed: '8',
    ask: offered('FRONTLINE'),
  },
  {
    line: 112,
    measure: 'WF-06.offers',
    says: 'own staff supported a year',
    printed: '3',
    ask: offered('GROW_YOUR_OWN'),
  },
  {
    line: 112,
    measure: 'WF-08',
    says: 'social workers a team manager supervises',
    printed: '6 to 7',
    ask: { kind: 'between', window: end, low: 6, high: 7 },
  },
  {
    line: 112,
    measure: 'WF-07',
    says: 'newly qualified workers with more than 15 children',
    printed: '0',
    ask: { kind: 'figure', window: end, show: 'numerator' },
  },
  {
    line: 132,
    measure: 'WF-05',
    says: 'caseload of the looked-after teams',
    printed: '15',
    ask: of('CHILDREN_IN_CARE', 0),
  },
  {
    line: 134,
    measure: 'WF-05',
    says: 'caseload of safeguarding and family support',
    printed: '20',
    ask: of('SAFEGUARDING', 0),
  },
  {
    line: 85,
    measure: 'EH-04',
    says: 'early help after a step-down',
    printed: 'up',
    ask: onLastYear,
  },
];
