import { Refused } from '#case-flow/refused';
import { areaStream } from '#reference/areas';
import { measureOfPublishedName, openGovernmentLicence, yearEndingOf } from '#reference/published-names';
import type { Reading } from '../imported.ts';
import type { Row } from '../ssda903/table.ts';
import { authorityRows, dayOfYear, numberIn, type RowMeaning } from './authority-rows.ts';

const needed = ['MEASURE', 'AREA', 'LA_CODE', 'YEAR_ENDING_31_MARCH', 'VALUE', 'SOURCE'];

/**
 * Reads a file of published figures: measure, level, area, la_code, year_ending_31_march, value, numerator, denominator,
 * source, and where there is one published_on. Every row becomes a `ComparatorLoaded` on the stream of its area, or a
 * reason; the counts of the report are by published name, so that a name we have no measure for stands out with its rows.
 */
export const comparatorReadings = (path: string): AsyncIterable<Reading> =>
  authorityRows(path, {
    needs: (columns) => needed.filter((one) => !columns.includes(one)).map((one) => one.toLowerCase()),
    record: (cells) => cells['MEASURE'] || 'row',
    meaning,
  });

const levels: Readonly<Record<string, string>> = { national: 'national', region: 'region', la: 'la' };

function meaning(cells: Row['cells']): RowMeaning {
  const measure = measureNamed(cells['MEASURE'] ?? '');
  const code = cells['LA_CODE'] ?? '';
  if (code.includes('/'))
    throw new Refused(
      'a-figure-is-of-one-authority',
      `${cells['AREA']} (${code}) publish this together: it is of neither.`,
    );
  const area = code === '' ? (cells['AREA'] ?? '') : code;
  const stream = areaStream(area);
  if (stream === undefined)
    throw new Refused(
      'a-figure-is-of-a-known-area',
      `"${area}" is neither England, a region nor a three-digit code of an authority.`,
    );
  const value = numberIn(cells, 'VALUE');
  if (value === undefined) throw new Refused('a-figure-is-a-number', 'value is empty.');
  return {
    stream,
    type: 'ComparatorLoaded',
    data: stripped({
      measure,
      area,
      areaName: code === '' ? undefined : cells['AREA'] || undefined,
      level: levels[cells['LEVEL'] ?? ''],
      yearEnding: dayOfYear(yearEndingOf(measure, cells['YEAR_ENDING_31_MARCH'] ?? '')),
      value,
      numerator: numberIn(cells, 'NUMERATOR'),
      denominator: numberIn(cells, 'DENOMINATOR'),
      publishedOn: cells['PUBLISHED_ON'] ? dayOfYear(cells['PUBLISHED_ON']) : undefined,
      source: cells['SOURCE'],
      licence: openGovernmentLicence,
    }),
  };
}

function measureNamed(name: string): string {
  const id = Object.hasOwn(measureOfPublishedName, name) ? measureOfPublishedName[name] : undefined;
  if (id !== undefined) return id;
  throw new Refused('a-figure-is-of-a-measure-we-know', `No measure here is published as "${name.slice(0, 60)}".`);
}

const stripped = (data: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
