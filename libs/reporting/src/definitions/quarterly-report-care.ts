import type { CardDefinition } from '../report.ts';
import { column, denominator, england, march, neighbours, numerator, quarter, region, value } from './layout.ts';

/** The second half of the quarterly report: looked-after children, care leavers and the people who work with them. */
const published = [england, region, neighbours];
const reason = (label: string, group: string) => numerator(label, { measure: 'CL-01.not-suitable', place: { group } });

export const quarterlyCare: readonly CardDefinition[] = [
  {
    title: 'Children who started to be looked after',
    measure: 'LAC-02',
    columns: [
      column('{quarter}', { kind: 'quarter', before: 2 }),
      column('{quarter}', { kind: 'quarter', before: 1 }),
      quarter,
    ],
    lines: [value('Started to be looked after'), value('Looked after at the end', { measure: 'LAC-01' })],
  },
  {
    title: 'Placed with parents on a care order',
    measure: 'LAC-12',
    columns: [march, quarter],
    lines: [numerator('Children')],
  },
  {
    title: 'Long-term placement stability',
    measure: 'LAC-08',
    columns: [march, quarter],
    lines: [
      numerator('In the same placement for two years'),
      denominator('Looked after for two and a half years'),
      value('% stable', { decimals: 1 }),
    ],
    prints: ['target', 'rating', 'trend'],
    comparators: published,
  },
  {
    title: 'Care leavers in suitable accommodation',
    measure: 'CL-01',
    columns: [march, quarter],
    lines: [numerator('Suitable'), denominator('Care leavers'), value('% suitable')],
    facts: [
      reason('In custody', 'CUSTODY'),
      reason('Not in touch', 'NOT_IN_TOUCH'),
      reason('With friends', 'WITH_FRIENDS'),
    ],
    prints: ['target', 'rating'],
    comparators: published,
  },
  {
    title: 'Care leavers in education, employment or training',
    measure: 'CL-02',
    columns: [march, quarter],
    lines: [
      numerator('In education, employment or training'),
      denominator('Care leavers'),
      value('% in education, employment or training'),
      value('% not, all others', { measure: 'CL-03.all-others', decimals: 0 }),
    ],
    prints: ['target', 'rating'],
    comparators: published,
  },
  {
    title: 'Average caseload',
    measure: 'WF-05',
    columns: [quarter],
    lines: [
      value('Safeguarding and family support', { place: { group: 'SAFEGUARDING' }, decimals: 0 }),
      value('Looked after children', { place: { group: 'CHILDREN_IN_CARE' }, decimals: 0 }),
      value('All teams', { decimals: 0 }),
    ],
    comparators: [england],
  },
  {
    title: 'Social workers per team manager',
    measure: 'WF-08',
    columns: [quarter],
    lines: [value('Social workers per team manager', { decimals: 1 })],
    prints: ['target', 'rating'],
  },
];
