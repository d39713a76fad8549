import { flow, measure } from '#measures/measure';
import { assessments } from './assessments.projection.ts';

/** Both bases; an assessment with neither, such as one of a return that does not tell, says nothing of who was seen. */
const ofEitherBasis = { kind: 'SINGLE', basis: ['S17', 'S47'] } as const;

export const as07 = measure({
  id: 'AS-07',
  title: 'Children seen during assessment',
  definition:
    'Of the single assessments under section 17 or section 47 authorised in the period, those in which the child was seen by the day of authorisation. Nothing known of it counts as not seen; an assessment whose basis was not recorded is left out.',
  source: 'catalogue C.3 AS-07',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(assessments, 'authorisedOn', { where: { ...ofEitherBasis, childSeen: true } }),
  denominator: flow(assessments, 'authorisedOn', { where: ofEitherBasis }),
});
