import { flow, measure, type Measure } from '#measures/measure';
import { referrals } from './referrals.projection.ts';
import { referralsReceived } from './rf-01-referrals.measure.ts';

export const rf07 = measure({
  id: 'RF-07',
  title: 'Referrals that went on to assessment',
  definition:
    'Of the referrals received in the period, those on which an assessment was begun by the day asked for, however long after the referral. Referrals with no further action stay in what it is a share of; cancelled assessments do not count.',
  source: 'catalogue C.2 RF-07',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(referrals, 'referredOn', { by: 'assessmentStartedOn' }),
  denominator: referralsReceived,
});

/** An accepted referral with an assessment was accepted by the day it began, so the numerator lies within the rest. */
export const rf07Accepted: Measure = measure({
  ...rf07,
  id: 'RF-07.accepted',
  title: 'Accepted referrals that went on to assessment',
  definition:
    'Of the referrals received in the period and accepted by the day asked for, those on which an assessment was begun by that day.',
  numerator: flow(referrals, 'referredOn', { by: 'assessmentStartedOn', where: { acceptedOn: 'KNOWN' } }),
  denominator: flow(referrals, 'referredOn', { by: 'acceptedOn' }),
});

/** With a time limit, so that referrals of the last days do not make a period look worse than it will. */
export const rf07Within30Days: Measure = measure({
  ...rf07,
  id: 'RF-07.30',
  title: 'Referrals that went on to assessment within 30 days',
  definition:
    'Of the referrals received in the period, those on which an assessment was begun within 30 days and by the day asked for. Referrals with no further action stay in what it is a share of; cancelled assessments do not count.',
  source: 'catalogue C.2 RF-07 (maxDays: 30)',
  numerator: flow(referrals, 'referredOn', { by: 'assessmentWithin30DaysOn' }),
});
