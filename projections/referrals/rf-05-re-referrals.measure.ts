import { flow, measure, type Measure } from '#measures/measure';
import { referrals } from './referrals.projection.ts';
import { referralsReceived } from './rf-01-referrals.measure.ts';

export const rf05 = measure({
  id: 'RF-05',
  title: 'Re-referrals within 12 months',
  definition:
    'Of the referrals in the period, those whose child had been referred before within the 12 calendar months up to the referral, the anniversary included. Earlier referrals with no further action count; contacts do not.',
  source: 'DfE Children in need, table c1; catalogue G4, G5',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: flow(referrals, 'referredOn', { where: { reReferral: true } }),
  denominator: referralsReceived,
  policy: { key: 'reReferral', value: 'COUNT_NFA' },
});

/** The same where an earlier referral that needed no further action is no reason to call the next a re-referral. */
export const rf05WithoutNoFurtherAction: Measure = measure({
  ...rf05,
  id: 'RF-05.nfa',
  title: 'Re-referrals within 12 months of one that needed further action',
  definition:
    'Of the referrals in the period, those whose child had been referred before within the 12 calendar months up to the referral, the anniversary included, earlier referrals left out that had by then been decided to need no further action.',
  source: 'catalogue C.2 RF-05 (countNfa: false), G5',
  numerator: flow(referrals, 'referredOn', { where: { reReferralWithoutNoFurtherAction: true } }),
  policy: { key: 'reReferral', value: 'WITHOUT_NFA' },
});

const { policy: _, ...byReferrals } = rf05;

/** The same by children: each child once, however often referred. DfE publishes both. No policy chooses between them. */
export const rf05Children: Measure = measure({
  ...byReferrals,
  id: 'RF-05.children',
  title: 'Children re-referred within 12 months',
  definition: 'Of the children referred in the period, those with at least one re-referral within 12 months.',
  numerator: flow(referrals, 'referredOn', { where: { reReferral: true }, once: 'childId' }),
  denominator: flow(referrals, 'referredOn', { once: 'childId' }),
});
