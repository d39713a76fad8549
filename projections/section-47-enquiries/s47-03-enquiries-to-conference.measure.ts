import { flow, measure, type Measure } from '#measures/measure';
import { initialConferences } from '../conferences/initial-conferences.projection.ts';
import { enquiriesStarted } from './s47-01-section-47-enquiries.measure.ts';
import { section47Enquiries } from './section-47-enquiries.projection.ts';

export const s4703 = measure({
  id: 'S47-03',
  title: 'Initial conferences to section 47 enquiries',
  definition:
    'Initial conferences held in the period, those for children who moved here with a plan left out, for each hundred section 47 enquiries begun in the period. They need not be the same children, so it may exceed 100.',
  source: 'DfE Children in need, table c; catalogue C.4 S47-03 (PERIOD_RATIO), G14, vector CV01',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(initialConferences, 'heldOn', { where: { isTransferIn: false } }),
  denominator: enquiriesStarted,
  policy: { key: 's47Conversion', value: 'PERIOD_RATIO' },
});

export const s4703Cohort: Measure = measure({
  ...s4703,
  id: 'S47-03.cohort',
  title: 'Section 47 enquiries that led to an initial conference',
  definition:
    'Of the section 47 enquiries begun in the period, those from which an initial conference had come by the day asked for.',
  source: 'catalogue C.4 S47-03 (COHORT), G14, vector CV01',
  numerator: flow(section47Enquiries, 'startedOn', { by: 'conferenceHeldOn' }),
  policy: { key: 's47Conversion', value: 'COHORT' },
});
