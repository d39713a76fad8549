import { flow, measure } from '#measures/measure';
import { initialConferences } from './initial-conferences.projection.ts';

/** Every initial conference held: also what those that led to a plan are of. */
export const conferencesHeld = flow(initialConferences, 'heldOn');

export const ic01 = measure({
  id: 'IC-01',
  title: 'Initial child protection conferences',
  definition:
    'Initial child protection conferences held in the period, counted for each child, those for children who moved here with a plan included.',
  source: 'CIN census guide 2023-24, 4.8; catalogue C.4 IC-01',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: conferencesHeld,
});
