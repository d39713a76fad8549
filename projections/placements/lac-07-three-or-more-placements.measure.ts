import { measure, stock } from '#measures/measure';
import { placementsInTwelveMonths } from './placements-in-twelve-months.projection.ts';

export const lac07 = measure({
  id: 'LAC-07',
  title: 'Looked-after children with three or more placements in twelve months',
  definition:
    'Of the children looked after at the end of the day, those with three or more placements in the twelve months up to it: the one they were in when the twelve months began, and each that began since with another carer. Temporary placements (T0 to T4), time missing and placements of less than 24 hours do not count, nor does a change of legal status, or of placement with the same carer, an adoption by the carer among them.',
  source: 'DfE LAIT, placement stability; SSDA903; catalogue C.7 LAC-07, vectors LA09 to LA12',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: stock(placementsInTwelveMonths, 'from', 'to', { where: { threeOrMore: true } }),
  denominator: stock(placementsInTwelveMonths, 'from', 'to'),
});
