import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { plainDate, type PlainDate } from '#calendar/plain-date';
import { journeyOf, type Journey } from '#case-flow/journey';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { lookedAfterChildren } from '#projections/looked-after/looked-after-children.projection';
import { placementsInTwelveMonths } from '#projections/placements/placements-in-twelve-months.projection';
import { placementsByRows, plainHistories, unaccompaniedByRows } from '#testing/counted-rows';
import { cinCensusReadings } from './cin-census/cin-census.ts';
import { importInto, type ImportReport, type ToldReason } from './import-into.ts';
import type { Reading } from './imported.ts';
import { ssda903Readings } from './ssda903/ssda903.ts';

/** Files that nobody in this project wrote. They are not part of it: where they are not, there is nothing to test here. */
const outside = join(process.cwd(), '..', 'shared', 'data');
const isHere = existsSync(outside);
if (!isHere) process.stderr.write(`Not tested: imports of real files, because there is no folder ${outside}.\n`);

const ifHere = (test: () => Promise<void>) => () => (isHere ? test() : Promise.resolve());
const today = plainDate('2026-11-01');
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

async function imported(read: () => AsyncIterable<Reading>) {
  const store = new InMemoryEventStore();
  const told: ToldReason[] = [];
  const tried = await importInto(store, read(), { dryRun: true });
  const report = await importInto(store, read(), { onReason: (one) => told.push(one) });
  expect(report).toEqual({ ...tried, dryRun: false });
  addsUp(report, told);
  expect(await store.lastPosition()).toBe(sum(report.eventsOut));
  const again = await importInto(store, read());
  expect(again).toMatchObject({
    recordsImported: 0,
    eventsOut: {},
    recordsRefused: report.recordsRefused,
    flagged: {},
  });
  return { store, report, told };
}

/** Every record is imported, here already or refused; every count has as many reasons told. */
function addsUp(report: ImportReport, told: readonly ToldReason[]): void {
  const { recordsIn, recordsImported, recordsAlreadyHere, recordsRefused, noted, flagged } = report;
  expect(recordsImported + recordsAlreadyHere + sum(recordsRefused)).toBe(sum(recordsIn));
  for (const [what, counts] of [
    ['refused', recordsRefused],
    ['noted', noted],
    ['flagged', flagged],
  ] as const)
    expect(told.filter((one) => one.what === what)).toHaveLength(sum(counts));
}

describe('the census files that nobody here wrote', () => {
  const folder = join(outside, 'cin-census');
  const named = (text: string, ...names: readonly string[]) =>
    names.reduce((all, name) => all + (text.match(new RegExp(`<${name}>\\s*[^<\\s]`, 'g')) ?? []).length, 0);

  it(
    'are imported, every record counted as a search of the text counts it',
    ifHere(async () => {
      const files = readdirSync(folder).filter((name) => name.endsWith('.xml'));
      expect(files.length).toBeGreaterThan(0);
      for (const name of files) {
        const text = readFileSync(join(folder, name), 'utf8');
        const { report } = await imported(() => cinCensusReadings(join(folder, name), { today }));
        const counted: Record<string, number> = {
          child: text.match(/<Child>/g)!.length,
          referral: text.match(/<CINdetails>/g)!.length,
          death: named(text, 'PersonDeathDate'),
          closure: named(text, 'CINclosureDate'),
          conference: named(text, 'DateOfInitialCPC'),
          assessment: text.match(/<Assessments>/g)?.length ?? 0,
          'child in need plan': text.match(/<CINPlanDates>/g)?.length ?? 0,
          'section 47 enquiry': text.match(/<Section47>/g)?.length ?? 0,
          'child protection plan': text.match(/<ChildProtectionPlans>/g)?.length ?? 0,
          'review conference': named(text, 'CPPreviewDate'),
        };
        const expected = Object.fromEntries(Object.entries(counted).filter(([, count]) => count > 0));
        expect({ name, ...report.recordsIn }).toEqual({ name, ...expected });
      }
    }),
  );

  it(
    'that are hostile on purpose lose what lies after their reference date, and keep the rest flagged',
    ifHere(async () => {
      const { report } = await imported(() => cinCensusReadings(join(folder, 'fake_CIN_data.xml'), { today }));
      expect(report).toMatchObject({
        recordsIn: { child: 332, referral: 402, closure: 252, conference: 350, death: 21 },
        recordsImported: 1334,
        recordsRefused: {
          'a-referral-is-not-after-the-reference-date (DfE 8600)': 8,
          'a-closure-is-not-after-the-reference-date (DfE 8620)': 6,
          'its-referral-was-refused': 9,
        },
      });
      // Every referral says no further action, and 344 of the conferences held on them were let in.
      expect(report.flagged['a-referral-with-no-further-action-has-no-activity (DfE 8831)']).toBe(344);
    }),
  );
});

describe('the looked-after children return that nobody here wrote', () => {
  const folder = join(outside, 'ssda903');
  const rows = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map((line) => line.split(','));

  it(
    'is imported, every row counted, and care counted as the rows count it on each 31 March',
    ifHere(async () => {
      const { store, report, told } = await imported(() => ssda903Readings(folder, { today }));
      expect(report.recordsIn).toEqual({
        file: 1,
        child: 2675,
        episode: 5050,
        'unaccompanied child': 132,
        review: 12582,
        'missing episode': 43,
        'health of a child': 2675,
        'care leaver': 53,
        adoption: 29,
        'decision to place for adoption': 59,
        'previous permanence': 2675,
        'social worker episode': 1,
        'deprivation of liberty order': 1,
      });
      expect(report.noted).toMatchObject({
        'a-first-episode-starts-care (DfE 357)': 1856,
        'an-episode-ceases-with-day-and-reason (DfE 148)': 1413,
        'an-episode-starts-after-the-last-has-ceased (DfE 501)': 62,
        'an-episode-has-ceased-before-the-next (DfE 142)': 10,
      });

      const refused = new Set(
        told.filter((one) => one.what === 'refused' && one.record === 'episode').map(({ line }) => line),
      );
      const accepted = rows('episodes.csv').filter((_, i) => i > 0 && !refused.has(i + 1));
      const born = new Map(rows('header.csv').map(([child, , dob]) => [child!, dob!]));
      const journeys = (await store.readAllByStream(undefined, 100_000, Infinity)).map(({ stream, events }) =>
        journeyOf(stream.slice('child-'.length), events),
      );
      for (const day of ['2015-03-31', '2016-03-31', '2017-03-31', '2018-03-31'].map(plainDate)) {
        const byEvents = journeys.filter((journey) => isLookedAfter(journey, day)).map(({ childId }) => childId);
        expect(byEvents.sort()).toEqual([...lookedAfterByRows(accepted, born, day)].sort());
        expect(byEvents.length).toBeGreaterThan(0);
      }
      placementsAndUnaccompanied(journeys, accepted, rows('uasc.csv').slice(1), born);
    }),
  );
});

/** LAC-07 and LAC-09 on each 31 March, beside what the rows say of the children they tell of plainly. */
function placementsAndUnaccompanied(
  journeys: readonly Journey[],
  accepted: readonly (readonly string[])[],
  unaccompanied: readonly (readonly string[])[],
  born: ReadonlyMap<string, string>,
): void {
  const histories = plainHistories(accepted);
  expect(histories.size).toBeGreaterThan(1000);
  let moved = 0;
  for (const day of ['2016-03-31', '2017-03-31', '2018-03-31'].map(plainDate)) {
    const inCare = lookedAfterByRows(accepted, born, day);
    const isOpen = ({ from, to }: { from: PlainDate | null; to: PlainDate | null }) =>
      from! <= day && (to === null || to > day);
    const placed = journeys
      .filter(({ childId }) => histories.has(childId))
      .flatMap((one) =>
        placementsInTwelveMonths
          .rows(one)
          .filter(({ cells }) => isOpen(cells))
          .map(({ cells }) => [one.childId, cells.placements, cells.threeOrMore] as const),
      );
    const placedByRows = [...histories]
      .filter(([child]) => inCare.has(child))
      .map(([child, own]) => [child, placementsByRows(own, day)] as const)
      .map(([child, placements]) => [child, placements, placements >= 3] as const);
    const byChild = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) => (a[0] < b[0] ? -1 : 1);
    expect(placed.toSorted(byChild)).toEqual(placedByRows.toSorted(byChild));
    moved += placedByRows.filter(([, , threeOrMore]) => threeOrMore).length;

    const isAlone = (one: Journey) =>
      lookedAfterChildren.rows(one).some(({ cells }) => {
        const { unaccompaniedFrom: from, unaccompaniedUntil: to } = cells;
        return isOpen(cells) && from !== null && isOpen({ from, to });
      });
    const alone = journeys.filter(isAlone).map(({ childId }) => childId);
    const aloneByRows = [...unaccompaniedByRows(unaccompanied, day)].filter((child) => inCare.has(child));
    expect(alone.sort()).toEqual(aloneByRows.sort());
    expect(aloneByRows.length).toBeGreaterThan(0);
  }
  expect(moved).toBeGreaterThan(0);
}

/** LAC-01 at the end of a day, as its measure counts it. */
const isLookedAfter = (journey: Journey, on: PlainDate): boolean =>
  lookedAfterChildren.rows(journey).some(({ cells: { from, to } }) => from! <= on && (to === null || to > on));

/** The children with an open episode at the end of a day, short breaks left out, under 18: straight from the rows. */
function lookedAfterByRows(
  accepted: readonly (readonly string[])[],
  born: ReadonlyMap<string, string>,
  on: PlainDate,
): ReadonlySet<string> {
  const iso = (day: string) => day.split('/').reverse().join('-');
  const open = accepted.filter(
    ([, decom, , ls, , , , dec]) => iso(decom!) <= on && (dec === '' || iso(dec!) > on) && ls !== 'V3' && ls !== 'V4',
  );
  return new Set(open.map(([child]) => child!).filter((child) => eighteenth(iso(born.get(child)!)) > on));
}

/** The 18th birthday; someone born on 29 February has it on 1 March. */
const eighteenth = (dob: string): string => {
  const day = `${Number(dob.slice(0, 4)) + 18}${dob.slice(4)}`;
  return day.endsWith('-02-29') && Number(day.slice(0, 4)) % 4 !== 0 ? `${day.slice(0, 4)}-03-01` : day;
};
