import { flow, measure } from '#measures/measure';
import { conferencesHeld } from './ic-01-initial-conferences.measure.ts';
import { initialConferences } from './initial-conferences.projection.ts';

export const ic03 = measure({
  id: 'IC-03',
  title: 'Initial conferences that led to a child protection plan',
  definition: 'Of the initial conferences held in the period, those that decided on a child protection plan.',
  source: 'catalogue C.4 IC-03',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(initialConferences, 'heldOn', { where: { outcome: 'CP_PLAN' } }),
  denominator: conferencesHeld,
});
