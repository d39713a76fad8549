import { flow, measure } from '#measures/measure';
import { section47Enquiries } from './section-47-enquiries.projection.ts';

/** Every enquiry begun: also what those that go to conference are of. */
export const enquiriesStarted = flow(section47Enquiries, 'startedOn');

export const s4701 = measure({
  id: 'S47-01',
  title: 'Section 47 enquiries',
  definition:
    'Section 47 enquiries begun in the period, each child and first day once. Enquiries opened only by the system together with an assessment do not count.',
  source: 'DfE year-on-year check YonY 04; CIN census guide 2023-24, 4.12; catalogue C.4 S47-01, G39',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: enquiriesStarted,
});
