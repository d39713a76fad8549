import fc from 'fast-check';
import { randomEvents } from '#testing/random-journeys';
import { projections, measures } from '#projections/index';
import { rowVersions } from '#projecting/row-versions';
import { groupsOf } from '#projecting/replay';
const all = fc.sample(randomEvents, { numRuns: 200, seed: 1 });
let versions = 0; const t0 = Date.now();
for (const one of all) for (const g of groupsOf(one)) versions += rowVersions(projections, g).length;
console.log(versions, Date.now() - t0);
