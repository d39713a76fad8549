import { dateOf } from '#calendar/plain-date';
import { Refused } from '#case-flow/refused';
import { areaStream } from '#reference/areas';
import { openGovernmentLicence } from '#reference/published-names';
import type { Reading } from '../imported.ts';
import type { Row } from '../ssda903/table.ts';
import { authorityRows, numberIn, type RowMeaning } from './authority-rows.ts';

const needed = ['TIME_PERIOD', 'GEOGRAPHIC_LEVEL', 'REGION_NAME', 'OLD_LA_CODE', 'AGE_GROUP', 'POPULATION_ESTIMATE'];

/** The one group of ages that rates are of. The file publishes it whole; single years of age would be another file. */
const AGES = 'Children aged 0 to 17 years';

/**
 * Reads the mid-year population estimates that the Department publishes with its statistics, in the vintage named. Every row
 * becomes a `PopulationEstimateLoaded` on the stream of its area, known there by the authority's code, the region's name
 * or `England`; rows of other ages and of areas that had no estimate in a year become a reason.
 */
export const populationReadings = (path: string, vintage: string): AsyncIterable<Reading> =>
  authorityRows(path, {
    needs: (columns) => needed.filter((one) => !columns.includes(one)).map((one) => one.toLowerCase()),
    record: (cells) => cells['GEOGRAPHIC_LEVEL'] || 'row',
    meaning: (cells) => meaning(cells, vintage),
  });

function meaning(cells: Row['cells'], vintage: string): RowMeaning {
  if (cells['AGE_GROUP'] !== AGES)
    throw new Refused(
      'rates-are-of-people-aged-0-to-17',
      `The row is of "${cells['AGE_GROUP']}", and rates are of ${AGES.toLowerCase()}.`,
    );
  const year = cells['TIME_PERIOD'] ?? '';
  if (!/^(19|20|21)\d\d$/.test(year)) throw new Refused('an-estimate-is-of-a-year', `"${year}" is no year.`);
  if (/^[xz.:c]?$/.test(cells['POPULATION_ESTIMATE'] ?? ''))
    throw new Refused('an-estimate-is-published', `There is no estimate of ${areaOf(cells)} in ${year}.`);
  const area = areaOf(cells);
  const stream = areaStream(area);
  if (stream === undefined)
    throw new Refused(
      'an-estimate-is-of-a-known-area',
      `"${area}" is neither England, a region nor a three-digit code.`,
    );
  return {
    stream,
    type: 'PopulationEstimateLoaded',
    on: dateOf(Number(year), 6, 30),
    data: {
      area,
      midYear: Number(year),
      age0to17: numberIn(cells, 'POPULATION_ESTIMATE'),
      vintage,
      source: 'Office for National Statistics, mid-year population estimates',
      licence: openGovernmentLicence,
    },
  };
}

const areaOf = (cells: Row['cells']): string => cells['OLD_LA_CODE'] || cells['REGION_NAME'] || 'England';
