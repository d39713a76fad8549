import { randomBytes, randomUUID } from 'node:crypto';
import { plainDate } from '#calendar/plain-date';
import type { NewEvent } from '#case-flow/event';
import { uuidOf } from '#case-flow/decide';
import { childStream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { ReadingDatabase } from '#projecting/reading-database';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import type { Candidate, NamedCandidate } from './candidate.ts';
import type { Search } from './candidates.ts';
import { fillIndex } from './fill-index.ts';
import { Finding } from './finding.ts';

let stage: TestDatabase;
let store: PostgresEventStore;
let database: ReadingDatabase;
let finding: Finding;

/** Stores of their own, made at `begin` and taken away at `end`: for each test, or for all of a group that only asks. */
function staged(begin: typeof beforeEach, end: typeof afterEach): void {
  begin(async () => {
    stage = await testDatabase();
    store = await PostgresEventStore.open({ url: stage.url, masterKey: randomBytes(32) });
    database = await ReadingDatabase.connect(stage.url);
    finding = await Finding.open(database, store);
    finding.start();
  });
  end(async () => {
    await finding.stop();
    await store.close();
    await database.close();
    await stage.drop();
  });
}

const on = plainDate;
const today = on('2026-06-01');

/** Appends one event, and waits until it can be found. */
async function recorded(childId: string, type: string, data: object, personal?: object): Promise<string> {
  const eventId = randomUUID();
  const event = { eventId, type, childId, occurredOn: on('2026-01-05'), data, ...(personal ? { personal } : {}) };
  const writes = [{ stream: childStream(childId), expectedVersion: 'any', events: [event as NewEvent] }] as const;
  const { position } = await store.append(writes);
  expect(await finding.reached(position, 5000)).toBe(true);
  return eventId;
}

const registered = (childId: string, name: string, dob: string, more: { postcode?: string; upn?: string } = {}) => {
  const [givenName, familyName] = name.split(' ');
  const personal = { givenName, familyName, ...(more.postcode ? { homePostcode: more.postcode } : {}) };
  const laChildId = `LA${uuidOf(childId).slice(0, 6)}`;
  return recorded(
    childId,
    'ChildRegistered',
    { laChildId, dob, sex: 'F', ...(more.upn ? { upn: more.upn } : {}) },
    personal,
  );
};

const named = (found: readonly Candidate[]) => found.filter((one): one is NamedCandidate => !one.restricted);
const idsFor = async (search: Search) => named(await finding.find(search, { today })).map(({ childId }) => childId);

const threeChildren = async () => {
  await registered('C1', 'Catherine Clarke', '2015-03-07', { postcode: 'B15 2TT', upn: 'H801200001001' });
  await registered('C2', 'Mohammed O’Brien', '2012-11-30', { postcode: 'M1 1AE' });
  await registered('C3', 'Anne-Marie Smith-Jones', '2010-01-15');
};

describe('finding a child', () => {
  staged(beforeAll, afterAll);
  beforeAll(threeChildren);

  it.each<[string, Search, string]>([
    ['by both names', { givenName: 'Catherine', familyName: 'Clarke' }, 'C1'],
    ['whatever the capitals and marks', { givenName: 'MOHAMMED', familyName: 'obrien' }, 'C2'],
    ['by names that sound alike', { givenName: 'Kathryn', familyName: 'Clark' }, 'C1'],
    ['by names spelled another way', { givenName: 'Muhammad', familyName: "O'Brian" }, 'C2'],
    ['by the beginnings of names', { givenName: 'Cath', familyName: 'Cla' }, 'C1'],
    ['by a shorter name than the recorded', { givenName: 'Mohammed Ali', familyName: 'O’Brien' }, 'C2'],
    ['by names the other way round', { givenName: 'Clarke', familyName: 'Catherine' }, 'C1'],
    ['by a part of a double name', { givenName: 'Marie', familyName: 'Jones' }, 'C3'],
    ['with a letter mistyped', { givenName: 'Cahterine', familyName: 'Clarkw' }, 'C1'],
    ['by one name alone', { familyName: 'Clarke' }, 'C1'],
    ['by a given name alone', { givenName: 'Mohammed' }, 'C2'],
    ['by name and a birth date with day and month exchanged', { familyName: 'Clarke', dob: on('2015-07-03') }, 'C1'],
    ['by name and a birth date a digit off', { givenName: 'Catherine', dob: on('2015-03-17') }, 'C1'],
    ['by name and a birth date a year off', { givenName: 'Catherine', dob: on('2016-03-07') }, 'C1'],
    [
      'by another family name and the birth date',
      { givenName: 'Catherine', familyName: 'Green', dob: on('2015-03-07') },
      'C1',
    ],
    ['by name and age', { familyName: 'Clarke', age: 11 }, 'C1'],
    ['by birth date alone', { dob: on('2010-01-15') }, 'C3'],
    ['by name and postcode', { givenName: 'Cath', familyName: 'Green', postcode: 'b152tt' }, 'C1'],
    ['by name and the outward half of a postcode', { givenName: 'Catherine', postcode: 'B15' }, 'C1'],
    ['by id', { identifier: 'c2' }, 'C2'],
    ['by pupil number', { identifier: 'H801200001001' }, 'C1'],
  ])('%s', async (_, search, childId) => expect(await idsFor(search)).toEqual([childId]));

  it('finds nobody by what fits nobody, and nothing by nothing', async () => {
    expect(await idsFor({ givenName: 'Bilal', familyName: 'Wood', dob: on('2001-01-01') })).toEqual([]);
    expect(await idsFor({})).toEqual([]);
    expect(await idsFor({ givenName: ' - ', familyName: "'" })).toEqual([]);
    expect(await idsFor({ familyName: `'; drop table x; -- \\ :* & |` })).toEqual([]);
  });

  it('widens to one detail where no record has two', async () =>
    expect(await idsFor({ givenName: 'Bilal', familyName: 'Clarke' })).toEqual(['C1']));
});

describe('finding among more', () => {
  staged(beforeEach, afterEach);
  beforeEach(threeChildren);

  it('puts the exact match first, and says why each matched', async () => {
    await registered('C4', 'Kathryn Clark', '2015-03-09');
    const found = named(await finding.find({ givenName: 'Catherine', familyName: 'Clarke', dob: on('2015-03-07') }));
    expect(found.map(({ childId, strength }) => [childId, strength])).toEqual([
      ['C1', 'SAME'],
      ['C4', 'LIKELY'],
    ]);
    expect(found[1]!.reasons).toEqual([
      'family name differs by one letter',
      'sounds-like given name',
      'birth date differs by one digit',
    ]);
  });

  it('finds an unborn child by the family name and a birth near the expected date', async () => {
    await recorded('C5', 'ChildRegistered', { expectedDob: '2026-03-20' }, { familyName: 'Wood' });
    expect(await idsFor({ familyName: 'Wood', dob: on('2026-03-01') })).toEqual(['C5']);
  });

  it('finds by former names, and shows the present one', async () => {
    await recorded('C1', 'DemographicsAmended', { field: 'familyName' }, { to: 'Wilson', reason: 'Adopted the name' });
    expect(await idsFor({ givenName: 'Catherine', familyName: 'Clarke' })).toEqual(['C1']);
    const [child] = named(await finding.find({ familyName: 'Wilson' }));
    expect(child).toMatchObject({ familyName: 'Wilson', otherNames: ['Clarke'] });
  });

  it('forgets a name that was registered by mistake and voided', async () => {
    const eventId = await recorded('C1', 'DemographicsAmended', { field: 'familyName' }, { to: 'Wilson', reason: 'x' });
    await recorded('C1', 'EventVoided', { targetEventId: eventId, reason: 'NOT_HAPPENED' });
    expect(await idsFor({ familyName: 'Wilson' })).toEqual([]);
  });

  it('finds by its id a child of whom nothing but a contact is known', async () => {
    await recorded('TRY-1', 'ContactReceived', { contactId: 'N1', source: '2A' });
    expect(await idsFor({ identifier: 'try-1' })).toEqual(['TRY-1']);
  });
});

describe('twins', () => {
  staged(beforeEach, afterEach);
  beforeEach(async () => {
    await registered('T1', 'Mia Khan', '2015-03-07', { postcode: 'B15 2TT' });
    await registered('T2', 'Omar Khan', '2015-03-07', { postcode: 'B15 2TT' });
  });

  it('are kept apart: the one asked for stands first, the other says that it may be a twin', async () => {
    const found = named(await finding.find({ givenName: 'Mia', familyName: 'Khan', dob: on('2015-03-07') }));
    expect(found.map(({ childId, strength, mayBeSibling }) => [childId, strength, mayBeSibling])).toEqual([
      ['T1', 'SAME', false],
      ['T2', 'POSSIBLE', true],
    ]);
  });

  it('are suggested as duplicates only until they are told apart, or linked as siblings', async () => {
    const duplicates = async (childId: string) =>
      named(await finding.possibleDuplicates(childId)).map((one) => [one.childId, one.mayBeSibling]);
    expect(await duplicates('T1')).toEqual([['T2', true]]);
    await recorded('T1', 'NotSameChildRecorded', { otherChildId: 'T2' }, { reason: 'Twins' });
    await recorded('T2', 'NotSameChildRecorded', { otherChildId: 'T1' }, { reason: 'Twins' });
    expect([await duplicates('T1'), await duplicates('T2')]).toEqual([[], []]);
    await recorded('T1', 'NotSameChildWithdrawn', { otherChildId: 'T2' }, { reason: 'Error' });
    await recorded('T2', 'NotSameChildWithdrawn', { otherChildId: 'T1' }, { reason: 'Error' });
    expect(await duplicates('T2')).toEqual([['T1', true]]);
    await recorded('T1', 'SiblingLinked', { otherChildId: 'T2', relation: 'FULL' });
    expect([await duplicates('T1'), await duplicates('T2')]).toEqual([[], []]);
  });
});

describe('records of one child', () => {
  staged(beforeEach, afterEach);
  let merge = '';
  beforeEach(async () => {
    await registered('KEPT', 'Catherine Clarke', '2015-03-07');
    await registered('DOUBLE', 'Kathryn Clark', '2015-07-03', { upn: 'H801200001001' });
  });
  const merged = async () => {
    merge = await recorded('KEPT', 'DuplicateRecordsMerged', { survivorId: 'KEPT', mergedId: 'DOUBLE' });
    await recorded('DOUBLE', 'MergedInto', { survivorId: 'KEPT', mergeEventId: merge });
  };

  it('are suggested as duplicates of each other', async () => {
    const [one] = named(await finding.possibleDuplicates('KEPT'));
    expect(one).toMatchObject({
      childId: 'DOUBLE',
      strength: 'LIKELY',
      reasons: [
        'family name differs by one letter',
        'sounds-like given name',
        'birth date with day and month exchanged',
      ],
    });
  });

  it('lead to the survivor once they are merged, and back after the merge is reversed', async () => {
    await merged();
    expect(await idsFor({ identifier: 'DOUBLE' })).toEqual(['KEPT']);
    expect(await idsFor({ identifier: 'H801200001001' })).toEqual(['KEPT']);
    expect(await idsFor({ givenName: 'Kathryn', familyName: 'Clark', dob: on('2015-07-03') })).toEqual(['KEPT']);
    expect((await finding.names(['DOUBLE'])).get('DOUBLE')).toMatchObject({ givenName: 'Kathryn', mergedInto: 'KEPT' });
    expect(await finding.possibleDuplicates('KEPT')).toEqual([]);
    expect(await finding.possibleDuplicates('DOUBLE')).toEqual([]);

    await recorded('KEPT', 'MergeReversed', { mergeEventId: merge });
    await recorded('DOUBLE', 'MergeReversed', { mergeEventId: merge });
    expect(await idsFor({ identifier: 'DOUBLE' })).toEqual(['DOUBLE']);
    expect((await finding.names(['DOUBLE'])).get('DOUBLE')).toMatchObject({ mergedInto: null });
    expect(named(await finding.possibleDuplicates('KEPT')).map(({ childId }) => childId)).toEqual(['DOUBLE']);
  });

  it('stand on the list of merges asked for until somebody settles it', async () => {
    await recorded('KEPT', 'MergeRequested', { otherChildId: 'DOUBLE' }, { reason: 'Same mother' });
    await recorded('DOUBLE', 'MergeRequested', { otherChildId: 'KEPT' }, { reason: 'Same mother' });
    expect(await finding.mergesAskedFor()).toEqual([{ childId: 'DOUBLE', otherChildId: 'KEPT' }]);
    await merged();
    expect(await finding.mergesAskedFor()).toEqual([]);
  });
});

describe('a restricted record', () => {
  staged(beforeEach, afterEach);
  beforeEach(async () => {
    await registered('C1', 'Catherine Clarke', '2015-03-07');
    const restricted = { level: 'NAMED_WORKERS', allowed: ['W7'], authorisedBy: 'W1' };
    await recorded('C1', 'RecordRestricted', restricted, { reason: 'Threats' });
  });
  const search = { givenName: 'Catherine', familyName: 'Clarke' };

  it('is found as a marker that says nothing of the child', async () => {
    const found = await finding.find(search);
    expect(found).toEqual([{ restricted: true, strength: 'LIKELY' }]);
  });

  it('is named to whom it may be, by its id or by whom it allows', async () => {
    const [named] = await finding.find(search, { openable: new Set(['C1']) });
    expect(named).toMatchObject({ childId: 'C1', givenName: 'Catherine', isOpenedRestricted: true });
    const allowed = await finding.find(search, { openable: (record) => record.allowed.includes('W7') });
    expect(allowed).toMatchObject([{ childId: 'C1' }]);
    const others = await finding.find(search, { openable: (record) => record.allowed.includes('W8') });
    expect(others).toMatchObject([{ restricted: true }]);
  });

  it('is found by name again once the restriction is lifted', async () => {
    await recorded('C1', 'RestrictionLifted', { authorisedBy: 'W1' }, { reason: 'Moved' });
    expect(await idsFor(search)).toEqual(['C1']);
    expect((await finding.names(['C1'])).get('C1')).toMatchObject({ restricted: false });
  });
});

describe('the names of many', () => {
  staged(beforeEach, afterEach);
  it('come in one query, with whoever is not known left out', async () => {
    await registered('C1', 'Catherine Clarke', '2015-03-07');
    const names = await finding.names(['C1', 'C1', 'NOBODY']);
    expect([...names]).toEqual([
      [
        'C1',
        expect.objectContaining({ givenName: 'Catherine', familyName: 'Clarke', dob: '2015-03-07', restricted: false }),
      ],
    ]);
    expect(await finding.names([])).toEqual(new Map());
  });
});

describe('a child who was erased', () => {
  staged(beforeEach, afterEach);
  const search = { givenName: 'Catherine', familyName: 'Clarke' };
  const plainText = async () =>
    JSON.stringify(await database.query('select * from finding.child')).includes('Clarke') ||
    JSON.stringify(await database.query('select keys::text from finding.child')).includes('clarke');
  beforeEach(() => registered('C1', 'Catherine Clarke', '2015-03-07', { postcode: 'B15 2TT' }));

  it('is forgotten at once when the index is told', async () => {
    expect(await plainText()).toBe(true);
    await store.erase('C1');
    await finding.forget('C1');
    expect([await idsFor(search), await plainText()]).toEqual([[], false]);
    expect((await finding.names(['C1'])).get('C1')).toMatchObject({ givenName: null, postcode: null });
  });

  it('is forgotten when the next event about the child comes by', async () => {
    await store.erase('C1');
    await recorded('C1', 'ChildDied', { diedOn: '2026-01-01' });
    expect([await idsFor(search), await plainText()]).toEqual([[], false]);
  });

  it('is forgotten by the nightly look, also where the names stand with the survivor of a merge', async () => {
    await registered('C2', 'Jane Wood', '2015-03-07');
    const merge = await recorded('C2', 'DuplicateRecordsMerged', { survivorId: 'C2', mergedId: 'C1' });
    await recorded('C1', 'MergedInto', { survivorId: 'C2', mergeEventId: merge });
    expect(await idsFor(search)).toEqual(['C2']);
    expect(await finding.forgetErased()).toEqual([]);
    await store.erase('C1');
    expect(await finding.forgetErased()).toEqual(['C1']);
    expect([await idsFor(search), await plainText()]).toEqual([[], false]);
    expect(await finding.forgetErased()).toEqual([]);
  });

  it('stays forgotten when the index is filled anew', async () => {
    await finding.forget('C1');
    await database.query('update finding.checkpoint set version = 0');
    await fillIndex(store, database);
    expect(await plainText()).toBe(false);
  });
});

describe('the index', () => {
  staged(beforeEach, afterEach);
  it('filled at once from the log is the one that following it gives', async () => {
    await registered('C1', 'Catherine Clarke', '2015-03-07');
    await registered('C2', 'Kathryn Clark', '2015-03-07');
    const merge = await recorded('C1', 'DuplicateRecordsMerged', { survivorId: 'C1', mergedId: 'C2' });
    await recorded('C2', 'MergedInto', { survivorId: 'C1', mergeEventId: merge });
    const all = () => database.query('select * from finding.child order by child_id');
    const followed = await all();
    await finding.stop();
    await database.query('update finding.checkpoint set version = 0, position = 0');
    finding = await Finding.open(stage.url, store);
    finding.start();
    expect(await finding.reached(await store.lastPosition(), 5000)).toBe(true);
    expect(await all()).toEqual(followed);
    expect(followed).toHaveLength(2);
  });

  it('is followed by two programs at once without harm', async () => {
    const other = await Finding.open(stage.url, store);
    other.start();
    for (let i = 0; i < 20; i++) await registered(`C${i}`, 'Catherine Clarke', '2015-03-07');
    expect(await other.reached(await store.lastPosition(), 5000)).toBe(true);
    expect(await database.query('select count(*)::int as count from finding.child')).toEqual([{ count: 20 }]);
    expect([finding.state().doing, other.state().doing]).toEqual(['FOLLOWING', 'FOLLOWING']);
    await other.stop();
  });
});
