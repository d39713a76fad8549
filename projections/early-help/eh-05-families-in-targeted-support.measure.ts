import { measure, stock, type Measure } from '#measures/measure';
import { targetedSupport } from './targeted-support.projection.ts';

const families = stock(targetedSupport, 'from', 'to', { once: 'familyId' });

export const eh05 = measure({
  id: 'EH-05',
  title: 'Families in targeted support known to the statutory service',
  definition:
    'Of the families registered for targeted support at the end of the day, those with at least one child on a child protection plan, looked after or in need. Each family counts once.',
  source: 'catalogue C.1 EH-05, vector RT18',
  unit: 'percent',
  decimals: 0,
  polarity: 'none',
  numerator: stock(targetedSupport, 'from', 'to', { once: 'familyId', where: { knownAs: 'KNOWN' } }),
  denominator: families,
});

export const eh05Families: Measure = measure({
  id: 'EH-05.families',
  title: 'Families in targeted support',
  definition: 'Families registered for targeted support at the end of the day, each counted once.',
  source: eh05.source,
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: families,
});
