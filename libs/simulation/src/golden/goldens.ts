import { plainDate } from '#calendar/plain-date';
import type { Golden, PrintedFigure } from './printed.ts';
import { pageApril2016 } from './scorecard-april-2016-page.ts';
import { scorecardApril2016 } from './scorecard-april-2016.ts';
import { pageMay2015 } from './scorecard-may-2015-page.ts';
import { scorecardMay2015 } from './scorecard-may-2015.ts';
import { activityFigures } from './activity-october-2015-figures.ts';
import { activityOctober2015 } from './activity-october-2015.ts';
import { improvementFigures } from './improvement-june-2013-figures.ts';
import { improvementJune2013 } from './improvement-june-2013.ts';
import { decemberFigures } from './quarter-december-2016-figures.ts';
import { quarterDecember2016 } from './quarter-december-2016.ts';
import { quarterFigures } from './quarter-september-2016-figures.ts';
import { quarterSeptember2016 } from './quarter-september-2016.ts';

/** What the areas of a page leave of its total: it is with teams that serve the whole city (catalogue 0.5, G18). */
function outsideAreas(day: string, counts: readonly (readonly [measure: string, printed: string])[]) {
  return counts.map(([measure, printed]): PrintedFigure => {
    const window = { from: day, to: day };
    const ask = { kind: 'figure', window, show: 'numerator', area: 'CITYWIDE' } as const;
    return { line: 30, measure, says: 'left of the total by the areas', printed, ask };
  });
}

/** What the pages of the scorecards tell in a sentence below their tables. */
const mayFigures: readonly PrintedFigure[] = [
  {
    line: 52,
    measure: 'LAC-10.17',
    says: 'children in care aged 17',
    printed: '220',
    ask: { kind: 'figure', window: { from: '2015-05-31', to: '2015-05-31' }, show: 'numerator' },
  },
  {
    line: 52,
    measure: 'LAC-10.16',
    says: 'of those in care are over 16',
    printed: '21%',
    ask: { kind: 'figure', window: { from: '2015-05-31', to: '2015-05-31' }, show: 'value', decimals: 0 },
  },
  ...outsideAreas('2015-05-31', [
    ['CP-01', '64'],
    ['LAC-01', '110'],
    ['UN-01', '13'],
  ]),
];
const aprilFigures: readonly PrintedFigure[] = [
  ['April 2015', '2015-04-30', '13'],
  ['April 2016', '2016-04-30', '75'],
].map(([when, day, printed]) => ({
  line: 127,
  measure: 'LAC-09',
  says: `unaccompanied asylum seeking children, ${when}`,
  printed: printed!,
  ask: { kind: 'figure', window: { from: day!, to: day! }, show: 'numerator' },
}));

/** The council reports that started Waymark, each with the story that its figures come out of. */
export const goldens: readonly Golden[] = [
  {
    id: '000-october-2015',
    seed: '000',
    title: 'Herefordshire, October 2015',
    asAt: plainDate('2015-10-31'),
    definition: 'activity-report',
    tell: activityOctober2015,
    cards: [],
    figures: activityFigures,
    inconsistent: { 'WF-01/39:61': 'G27: agency first here, permanent first before' },
    untold: [],
  },
  {
    id: '001-december-2016',
    seed: '001',
    title: 'Walsall, third quarter of 2016/17',
    asAt: plainDate('2016-12-31'),
    definition: 'quarterly-report',
    tell: quarterDecember2016,
    cards: [],
    figures: decemberFigures,
    inconsistent: {},
    untold: [
      {
        line: 89,
        says: 'core group activity',
        printed: 'no figure',
        because: 'CP-14 counts it; the report names none',
      },
      { line: 101, says: 'in an employment programme', printed: '23', because: 'no event tells of a programme' },
      { line: 133, says: 'managers trained', printed: '80', because: 'no event tells of training' },
    ],
  },
  {
    id: '002-june-2013',
    seed: '002',
    title: 'Peterborough, June 2013',
    asAt: plainDate('2013-06-30'),
    definition: 'improvement-report',
    tell: improvementJune2013,
    cards: [],
    figures: improvementFigures,
    inconsistent: {},
    untold: [{ line: 122, says: 'caseloads', printed: 'a chart', because: 'the chart is missing from the text' }],
  },
  {
    id: '003-september-2016',
    seed: '003',
    title: 'Devon, second quarter of 2016/17',
    asAt: plainDate('2016-09-30'),
    definition: 'quarterly-report',
    tell: quarterSeptember2016,
    cards: [],
    figures: quarterFigures,
    inconsistent: {
      'S47-03/53.1': 'G14: 1,202 of 2,276 are 52.8%',
    },
    untold: [
      { line: 57, says: 'assessments over 15 working days', printed: 'no figure', because: 'AS-09 counts it; an aim' },
      {
        line: 67,
        says: 'enquiries to conference, historically',
        printed: '45-50%',
        because: 'of years before the story',
      },
    ],
  },
  {
    id: '004-may-2015',
    seed: '004',
    title: 'Birmingham, May 2015',
    asAt: plainDate('2015-05-31'),
    definition: 'monthly-scorecard',
    tell: scorecardMay2015,
    cards: pageMay2015,
    figures: mayFigures,
    inconsistent: {},
    untold: [],
  },
  {
    id: '004-april-2016',
    seed: '004',
    title: 'Birmingham, April 2016',
    asAt: plainDate('2016-04-30'),
    definition: 'monthly-scorecard',
    tell: scorecardApril2016,
    cards: pageApril2016,
    figures: aprilFigures,
    inconsistent: {
      '% Re-referrals (Monthly) / Re-referrals % / Prev. 6 months cumulative':
        'G16: 1,507 of 6,376 are 23.6%, half-up 24%',
    },
    untold: [],
  },
];
