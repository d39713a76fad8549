import { addDays, plainDate } from '#calendar/plain-date';
import { instantFromEpochMilliseconds } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import { uuidOf } from '#case-flow/decide';
import type { Search } from '#finding/candidates';
import { Finding } from '#finding/finding';
import { fillIndex } from '#finding/fill-index';
import { address, familyName, givenName } from '#simulation/names';
import { randomFrom, type Random } from '#simulation/random';
import { percentile, seconds } from './figures.ts';
import { load, onStage } from './stage.ts';

/**
 * How long a search takes: `npm run bench:finding -- 100000`. The children bear one of 40 family names and 60 given ones, far
 * fewer than an authority's: every search here has many more candidates than a real one.
 */
const children = Number(process.argv[2] ?? 100_000);
const SEARCHES = 200;

function* registrations(): Generator<RecordedEvent> {
  const random = randomFrom('finding', children);
  for (let i = 0; i < children; i++) {
    const sex = random.pick(['F', 'M'] as const);
    const home = address(random.pick(['EAST', 'NWC', 'SOUTH'] as const), random);
    const dob = addDays(plainDate('2008-01-01'), random.whole(0, 6570));
    yield {
      eventId: uuidOf(`finding/${i}`),
      type: 'ChildRegistered',
      childId: `F${i}`,
      occurredOn: plainDate('2026-01-05'),
      recordedAt: instantFromEpochMilliseconds(1_767_600_000_000 + i),
      data: { laChildId: `LA${i}`, dob, sex },
      personal: { givenName: givenName(sex, random)!, familyName: familyName(random), homePostcode: home.postcode },
    };
  }
}

const searches: Readonly<Record<string, (random: Random) => Search>> = {
  'both names': (random) => ({ givenName: givenName('F', random)!, familyName: familyName(random) }),
  'both names and birth date': (random) => ({
    givenName: givenName('M', random)!,
    familyName: familyName(random),
    dob: addDays(plainDate('2008-01-01'), random.whole(0, 6570)),
  }),
  'both names and age': (random) => ({
    givenName: givenName('M', random)!,
    familyName: familyName(random),
    age: random.whole(0, 17),
  }),
  'family name alone': (random) => ({ familyName: familyName(random) }),
  'family name and postcode district': (random) => ({
    familyName: familyName(random),
    postcode: address('EAST', random).postcode.split(' ')[0]!,
  }),
  'age alone': (random) => ({ age: random.whole(1, 16) }),
  'birth date alone': (random) => ({ dob: addDays(plainDate('2008-01-01'), random.whole(0, 6570)) }),
  'a beginning of both names': (random) => ({
    givenName: givenName('F', random)!.slice(0, 3),
    familyName: familyName(random).slice(0, 3),
  }),
  identifier: (random) => ({ identifier: `LA${random.whole(0, children - 1)}` }),
};

await onStage(async (stage) => {
  const { store, database } = await stage('finding');
  await load(store, [...registrations()]);
  const finding = await Finding.open(database, store);
  process.stdout.write(
    `filled with ${children} children in ${(await seconds(() => fillIndex(store, database))).toFixed(1)} s\n`,
  );
  const [size] = await database.query<{ size: string }>(
    `select pg_size_pretty(pg_total_relation_size('finding.child')) as size`,
  );
  process.stdout.write(`index: ${size!.size}\n`);
  for (const [name, search] of Object.entries(searches)) {
    const random = randomFrom('searches', name);
    const took: number[] = [];
    let found = 0;
    for (let i = 0; i < SEARCHES; i++) {
      const asked = search(random);
      took.push(1000 * (await seconds(async () => (found += (await finding.find(asked)).length))));
    }
    const [median, p95] = [percentile(took, 0.5), percentile(took, 0.95)];
    process.stdout.write(
      `${name}: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${(found / SEARCHES).toFixed(1)} found\n`,
    );
  }
  const ids = Array.from({ length: 500 }, (_, i) => `F${i * 7}`);
  const named = await Promise.resolve(seconds(() => finding.names(ids)));
  process.stdout.write(`names of 500: ${(1000 * named).toFixed(1)} ms\n`);
  const took: number[] = [];
  for (let i = 0; i < 100; i++) took.push(1000 * (await seconds(() => finding.possibleDuplicates(`F${i * 11}`))));
  process.stdout.write(
    `possible duplicates: median ${percentile(took, 0.5).toFixed(1)} ms, p95 ${percentile(took, 0.95).toFixed(1)} ms\n`,
  );
});
