import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainDate } from '#calendar/plain-date';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { comparatorFor, neighboursMean } from '#reference/comparators';
import { populationIn } from '#reference/in-force';
import { readReference } from '#waymark/reference-data';
import { importInto, type ToldReason } from '../import-into.ts';
import type { Reading } from '../imported.ts';
import { comparatorReadings } from './comparators.ts';
import { neighbourReadings } from './neighbours.ts';
import { populationReadings } from './populations.ts';

/** Files that nobody in this project wrote. They are not part of it: where they are not, there is nothing to test here. */
const outside = join(process.cwd(), '..', 'shared', 'data', 'reference');
const isHere = existsSync(outside);
if (!isHere) process.stderr.write(`Not tested: imports of published figures, because there is no folder ${outside}.\n`);
const ifHere = (test: () => Promise<void>) => () => (isHere ? test() : Promise.resolve());

const folder = mkdtempSync(join(tmpdir(), 'waymark-reference-'));
function fileWith(text: string): string {
  const path = join(folder, 'file.csv');
  writeFileSync(path, text);
  return path;
}

async function imported(readings: () => AsyncIterable<Reading>, store = new InMemoryEventStore()) {
  const told: ToldReason[] = [];
  const report = await importInto(store, readings(), { onReason: (one) => told.push(one), trustRecordedAt: false });
  return { store, report, told };
}

const head = 'measure,level,area,la_code,year_ending_31_march,value,numerator,denominator,source\n';
const day = plainDate;

describe('a file of published figures', () => {
  it('becomes one event a row, or a reason that names the row', async () => {
    const { report, told, store } = await imported(() =>
      comparatorReadings(
        fileWith(
          `${head}rereferral_pct,national,England,,2015,24.2,,,DfE c1\n` +
            'rereferral_pct,la,Devon,878,2015,23.4,1,2,DfE c1\n' +
            'cats_per_house,national,England,,2015,1,,,Nobody\n' +
            'rereferral_pct,national,Atlantis,,2015,1,,,DfE\n' +
            'rereferral_pct,national,England,,20xx,1,,,DfE\n' +
            'rereferral_pct,national,England,,2016,many,,,DfE\n' +
            'rereferral_pct,national,England,,2016,,,,DfE\n' +
            'rereferral_pct,national,England,,2016,22.5,,,\n',
        ),
      ),
    );
    expect(report).toMatchObject({ recordsImported: 2, eventsOut: { ComparatorLoaded: 2 } });
    expect(report.recordsIn).toEqual({ rereferral_pct: 7, cats_per_house: 1 });
    expect(told.map(({ line, rule }) => [line, rule])).toEqual([
      [4, 'a-figure-is-of-a-measure-we-know'],
      [5, 'a-figure-is-of-a-known-area'],
      [6, 'a-figure-is-of-a-year'],
      [7, 'a-figure-is-a-number'],
      [8, 'a-figure-is-a-number'],
      [9, 'an-event-is-as-its-catalogue-says'],
    ]);
    expect((await store.readStream('authority-878'))[0]).toMatchObject({
      occurredOn: '2015-03-31',
      data: { measure: 'RF-05', area: '878', areaName: 'Devon', value: 23.4, numerator: 1, denominator: 2 },
    });
  });

  it('is refused whole when a column is missing', async () => {
    const { report, told } = await imported(() => comparatorReadings(fileWith('measure,area\nx,y\n')));
    expect(report.recordsImported).toBe(0);
    expect(told).toMatchObject([{ record: 'file', rule: 'a-file-has-its-columns' }]);
  });

  it(
    'as published is taken in to the last row, and a second time adds nothing',
    ifHere(async () => {
      const read = () => comparatorReadings(join(outside, 'comparators.csv'));
      const { store, report } = await imported(read);
      expect(Object.values(report.recordsIn).reduce((a, b) => a + b)).toBe(41_685);
      expect(report).toMatchObject({
        recordsImported: 41_629,
        eventsOut: { ComparatorLoaded: 41_629 },
      });
      // Workforce figures that two pairs of authorities publish together.
      expect(report.recordsRefused).toEqual({ 'a-figure-is-of-one-authority': 56 });
      const again = await imported(read, store);
      expect(again.report).toMatchObject({ recordsImported: 0, recordsAlreadyHere: 41_629, eventsOut: {} });

      const reference = await readReference(store);
      expect(comparatorFor(reference, 'RF-05', '330', day('2016-04-30'))).toMatchObject({
        value: 21.1,
        areaName: 'Birmingham',
      });
      expect(comparatorFor(reference, 'CP-05', 'South West', day('2016-09-30'))).toMatchObject({ value: 19.4 });
    }),
    60_000,
  );
});

describe('a file without columns', () => {
  it.each([
    ['published figures', comparatorReadings, 'measure, area, la_code, year_ending_31_march, value, source'],
    ['population estimates', (path: string) => populationReadings(path, 'MYE2024'), 'time_period, geographic_level'],
    ['neighbours', neighbourReadings, 'la num with sn1 to sn10, or old_la_code with sn_1 to sn_10'],
  ])('of %s is refused with the columns that are expected, and prints none of its bytes', async (_, read, columns) => {
    const empty = (await imported(() => read(fileWith('')))).told;
    expect(empty).toMatchObject([{ record: 'file', rule: 'a-file-has-its-columns' }]);
    expect(empty[0]!.sentence).toContain(`file.csv is empty. Its first line should name the columns ${columns}`);
    const workbook = (await imported(() => read(fileWith('PK\u0003\u0004\u0000\uFFFDx,y\nz\u0001,1\n')))).told;
    expect(workbook).toMatchObject([{ record: 'file', rule: 'a-file-has-its-columns' }]);
    expect(workbook[0]!.sentence).toContain(
      `file.csv is no CSV text. Its first line should name the columns ${columns}`,
    );
  });
});

describe('a file that is not there', () => {
  it('is one refusal that says so', async () => {
    const { told } = await imported(() => comparatorReadings(join(folder, 'nowhere.csv')));
    expect(told).toMatchObject([{ record: 'file', rule: 'a-file-can-be-read' }]);
  });
});

describe('a file of population estimates', () => {
  it(
    'as published gives the population of an authority, a region and England in each year',
    ifHere(async () => {
      const read = () =>
        populationReadings(join(outside, 'ons_mid-year_population_estimates_2012_to_2024.csv'), 'MYE2024');
      const { store, report } = await imported(read);
      expect(report).toMatchObject({ recordsImported: 2111, recordsRefused: { 'an-estimate-is-published': 21 } });
      expect((await imported(read, store)).report).toMatchObject({ recordsImported: 0, recordsAlreadyHere: 2111 });
      const reference = await readReference(store);
      expect(populationIn(reference, '330', day('2015-05-31'))).toMatchObject({ midYear: 2015 });
      expect(populationIn(reference, 'England', day('2016-03-31'))).toMatchObject({
        midYear: 2015,
        age0to17: 11_593_891,
      });
      expect(populationIn(reference, 'South West', day('2016-03-31'))).toMatchObject({ midYear: 2015 });
    }),
  );

  it('takes only people aged 0 to 17', async () => {
    const { told } = await imported(() =>
      populationReadings(
        fileWith(
          'time_period,geographic_level,region_name,old_la_code,age_group,population_estimate\n2015,National,,,Adults,1\n',
        ),
        'X',
      ),
    );
    expect(told).toMatchObject([{ rule: 'rates-are-of-people-aged-0-to-17' }]);
  });
});

describe('the files of statistical neighbours', () => {
  it(
    'of 2021 and of 2025 are both read, and each is in force from its own year',
    ifHere(async () => {
      const store = new InMemoryEventStore();
      const files = ['New_Statistical_Neighbour_Groupings_April_2021.csv', 'sn_model_2025_wide.csv'];
      for (const file of files) {
        const { report } = await imported(() => neighbourReadings(join(outside, file)), store);
        expect(report.recordsImported).toBeGreaterThan(149);
        // A heading in the middle of the file of 2021.
        expect(Object.values(report.recordsRefused).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1);
      }
      await imported(() => comparatorReadings(join(outside, 'comparators.csv')), store);
      const reference = await readReference(store);
      const devon = reference.neighbours.filter((one) => one.authority === '878');
      expect(devon.map(({ from, codes }) => [from, codes.join(' ')])).toEqual([
        ['2021-04-01', '933 893 838 884 908 916 935 865 885 926'],
        ['2025-04-01', '845 838 926 886 933 935 938 830 881 885'],
      ]);
      expect(neighboursMean(reference, 'RF-05', '878', day('2021-03-31'))).toBeNull();
      const mean = neighboursMean(reference, 'RF-05', '878', day('2022-03-31'))!;
      const values = devon[0]!.codes.map((code) => comparatorFor(reference, 'RF-05', code, day('2022-03-31'))!.value);
      expect(mean).toMatchObject({ of: 10, yearEnding: '2021-03-31' });
      expect(mean.value).toBeCloseTo(values.reduce((a, b) => a + b) / 10, 6);
    }),
    60_000,
  );
});
