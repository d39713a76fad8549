import { flow, measure, type Measure } from '#measures/measure';
import { childProtectionReviews } from './child-protection-reviews.projection.ts';

export const cp08 = measure({
  id: 'CP-08',
  title: 'Review child protection conferences held in time',
  definition:
    'Of the review conferences held in the period, those held by their due day: the first within 91 days of the start of the plan, each later one within 183 days of the one before.',
  source: 'Working Together (3 and 6 months); catalogue C.5 CP-08, G11, vectors CP13 to CP18',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(childProtectionReviews, 'heldOn', { where: { inTime: true } }),
  denominator: flow(childProtectionReviews, 'heldOn'),
  policy: { key: 'cpReviewRule', value: 'DAYS_91_183' },
});

export const cp08Calendar: Measure = measure({
  ...cp08,
  id: 'CP-08.calendar',
  title: 'Review child protection conferences held in time, by calendar months',
  definition:
    'Of the review conferences held in the period, those held by their due day: the first within 3 calendar months of the start of the plan, each later one within 6 calendar months of the one before.',
  numerator: flow(childProtectionReviews, 'heldOn', { where: { inTimeByCalendar: true } }),
  policy: { key: 'cpReviewRule', value: 'CALENDAR' },
});

export const cp08Late: Measure = {
  id: 'CP-08.late',
  title: 'Late review child protection conferences, by reason',
  definition: 'Review conferences held in the period after their due day, by the reason given for it.',
  source: 'catalogue B.8 (late reason), C.5 CP-08',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(childProtectionReviews, 'heldOn', { where: { inTime: false } }),
  grouping: { column: 'lateReason' },
};
