import { randomBytes, randomUUID } from 'node:crypto';
import { ReadingDatabase } from '#projecting/reading-database';
import { testDatabase } from '#testing/test-database';
import { ACCESS, prepareAccess } from './access-schema.ts';
import { Accounts } from './accounts.ts';
import { Drafts } from './drafts.ts';
import type { Person } from './person.ts';

describe('drafts', () => {
  const key = randomBytes(32);
  let database: ReadingDatabase;
  let drafts: Drafts;
  let [mine, theirs]: readonly Person[] = [];
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const test = await testDatabase();
    drop = test.drop;
    database = await ReadingDatabase.connect(test.url, 2);
    await prepareAccess(database);
    const accounts = new Accounts(database);
    for (const username of ['mine', 'theirs'])
      await accounts.open({ username, displayName: username, role: 'FDO', password: 'for specs alone 2026' });
    const people = await Promise.all(
      ['mine', 'theirs'].map(async (username) => accounts.person((await accounts.named(username))!.accountId)),
    );
    [mine, theirs] = people.map((person) => person!);
    drafts = new Drafts(database, key);
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  it('are read, written and removed by whoever began them, by nobody else and as no other kind', async () => {
    const draftId = await drafts.begin(mine!, 'contact', { step: 1 });
    expect((await drafts.read(mine!, 'contact', draftId))?.body).toEqual({ step: 1 });
    expect(await drafts.read(theirs!, 'contact', draftId)).toBeUndefined();
    expect(await drafts.read(mine!, 'letter', draftId)).toBeUndefined();
    expect(await drafts.read(mine!, 'contact', "' or true --")).toBeUndefined();
    expect(await drafts.write(theirs!, 'contact', draftId, { step: 9 })).toBe(false);
    await drafts.remove(theirs!, 'contact', draftId);
    expect(await drafts.write(mine!, 'contact', draftId, { step: 2 })).toBe(true);
    expect((await drafts.of(mine!, 'contact')).map(({ body }) => body)).toEqual([{ step: 2 }]);
    await drafts.remove(mine!, 'contact', draftId);
    expect(await drafts.read(mine!, 'contact', draftId)).toBeUndefined();
    expect(await drafts.write(mine!, 'contact', draftId, { step: 3 })).toBe(false);
  });

  it('hold nothing that can be read without the key, nor in another place', async () => {
    const draftId = await drafts.begin(mine!, 'contact', { familyName: 'Exampleson' });
    const other = randomUUID();
    const [row] = await database.query<{ sealed: Buffer }>(`select sealed from ${ACCESS}.drafts where draft_id = $1`, [
      draftId,
    ]);
    expect(row!.sealed.includes('Exampleson')).toBe(false);
    const copied = `insert into ${ACCESS}.drafts (draft_id, account_id, kind, sealed) select $1, $2, kind, sealed from ${ACCESS}.drafts where draft_id = $3`;
    await database.query(copied, [other, theirs!.accountId, draftId]);
    await expect(drafts.read(theirs!, 'contact', other)).rejects.toThrow('was altered');
    await expect(new Drafts(database, randomBytes(32)).read(mine!, 'contact', draftId)).rejects.toThrow(
      'another master key',
    );
  });
});
