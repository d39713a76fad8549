import { flow, measure, stock, type Measure } from '#measures/measure';
import { careReviews } from './care-reviews.projection.ts';
import { overdueReviews } from './overdue-reviews.projection.ts';
import { reviewYears } from './review-years.projection.ts';

export const lac05 = measure({
  id: 'LAC-05',
  title: 'Reviews of looked-after children held in time',
  definition:
    'Of the reviews of looked-after children held in the period, short breaks left out, those held by their due day: the first within 20 working days of the start of care, the second within 3 months of the first, each later one within 6 months of the one before. A review whose due day cannot be known, because an import does not tell of the one before, is left out.',
  source:
    'Care Planning, Placement and Case Review Regulations 2010, reg 33; catalogue C.7 LAC-05, vectors LA01 to LA04',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(careReviews, 'heldOn', { where: { inTime: true } }),
  denominator: flow(careReviews, 'heldOn', { where: { inTime: 'KNOWN' } }),
  policy: { key: 'lacReviewRule', value: 'CALENDAR' },
});

export const lac05Days: Measure = measure({
  ...lac05,
  id: 'LAC-05.days',
  title: 'Reviews of looked-after children held in time, by days',
  definition:
    'Of the reviews of looked-after children held in the period, short breaks left out, those held by their due day: the first within 20 working days of the start of care, the second within 91 days of the first, each later one within 183 days of the one before.',
  source: 'catalogue C.7 LAC-05, C.11 lacReviewRule, G11',
  numerator: flow(careReviews, 'heldOn', { where: { inTimeByDays: true } }),
  policy: { key: 'lacReviewRule', value: 'DAYS_91_183' },
});

export const lac05Children: Measure = measure({
  ...lac05,
  id: 'LAC-05.children',
  title: 'Looked-after children with all reviews of the year in time',
  definition:
    'Of the children looked after at the end of the day who have had a review in the financial year so far, those whose reviews of the year were all in time.',
  source: 'DfE Children looked after (reviews); catalogue C.7 LAC-05',
  numerator: stock(reviewYears, 'from', 'to', { until: 'lateOn' }),
  denominator: stock(reviewYears, 'from', 'to'),
});

export const lac05Overdue: Measure = measure({
  id: 'LAC-05.overdue',
  title: 'Reviews of looked-after children that are overdue',
  definition:
    'Reviews of children looked after at the end of the day whose due day has passed and which have not been held. They are in no percentage of reviews held in time.',
  source: 'Care Planning, Placement and Case Review Regulations 2010, reg 33; catalogue C.7 LAC-05',
  unit: 'count',
  decimals: 0,
  polarity: 'low',
  numerator: stock(overdueReviews, 'from', 'to'),
});

export const lac05Late: Measure = {
  id: 'LAC-05.late',
  title: 'Late reviews of looked-after children, by reason',
  definition:
    'Reviews of looked-after children held in the period after their due day, short breaks left out, by the reason given for it.',
  source: 'catalogue B.8 (late reason), C.7 LAC-05',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(careReviews, 'heldOn', { where: { inTime: false } }),
  grouping: { column: 'lateReason' },
};
