import { ReadingDatabase } from '#projecting/reading-database';
import { testDatabase } from '#testing/test-database';
import { prepareAccess } from './access-schema.ts';
import { Accounts } from './accounts.ts';
import { Audit, type Audited } from './audit.ts';
import { BreakGlass } from './break-glass.ts';

const line = (childId: string): Audited => ({
  username: 'somebody',
  action: 'VIEW',
  outcome: 'DONE',
  childId,
  detail: `GET /children/${childId}`,
  requestId: 'R',
});

describe('access', () => {
  let database: ReadingDatabase;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const made = await testDatabase();
    drop = made.drop;
    database = await ReadingDatabase.connect(made.url);
    await Promise.all([prepareAccess(database), prepareAccess(database)]); // two programs start at once
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  it('the audit is an unbroken chain, also when many write at once', async () => {
    const audit = new Audit(database);
    await Promise.all(Array.from({ length: 40 }, (_, i) => audit.write(line(`C${i}`), line(`D${i}`))));
    expect(await audit.firstBroken()).toBeUndefined();
    const { inAll, lines } = await audit.search({ limit: 3, childId: 'C7' });
    expect([inAll, lines[0]!.childId]).toEqual([1, 'C7']);
  });

  it('the audit can be neither changed nor shortened, and shows when somebody did so underneath', async () => {
    const audit = new Audit(database);
    await expect(database.query(`update access.audit set username = 'another'`)).rejects.toThrow(
      /kept as it was written/,
    );
    await expect(database.query(`delete from access.audit`)).rejects.toThrow(/kept as it was written/);
    await expect(database.query(`truncate access.audit`)).rejects.toThrow(/kept as it was written/);
    await database.query(`alter table access.audit disable trigger audit_keep`);
    await database.query(`update access.audit set username = 'another' where id = 17`);
    expect(await audit.firstBroken()).toBe(17);
    await database.query(`update access.audit set username = 'somebody' where id = 17`);
    expect(await audit.firstBroken()).toBeUndefined();
    await database.query(`delete from access.audit where id = 30`);
    expect(await audit.firstBroken()).toBe(31);
  });

  it('an account locks after six wrong passwords, and opens again with a new one', async () => {
    const accounts = new Accounts(database);
    const id = await accounts.open({
      username: ' Sam ',
      displayName: 'Sam',
      role: 'TM',
      areas: ['EAST'],
      password: 'correct horse battery',
    });
    expect(await accounts.open({ username: 'sam', displayName: 'Another', role: 'SW' })).toBeUndefined();
    expect(await accounts.signIn('SAM', 'correct horse battery')).toMatchObject({
      person: { role: 'TM', areas: ['EAST'] },
    });
    for (let i = 0; i < 6; i++) expect(await accounts.signIn('sam', 'wrong')).toEqual({ refused: 'WRONG' });
    expect(await accounts.signIn('sam', 'correct horse battery')).toEqual({ refused: 'LOCKED' });
    // Somebody else's wrong passwords lock nobody out: from another address it opens.
    expect(await accounts.signIn('sam', 'correct horse battery', '192.0.2.1')).toMatchObject({
      person: { username: 'sam' },
    });
    expect((await accounts.named('sam'))!.lockedUntil).not.toBeNull();
    // Guessing from many addresses locks it for all of them in the end.
    await database.query('update access.accounts set failures = 59');
    expect(await accounts.signIn('sam', 'wrong', '198.51.100.7')).toEqual({ refused: 'WRONG' });
    expect(await accounts.signIn('sam', 'correct horse battery', '192.0.2.1')).toEqual({ refused: 'LOCKED' });
    await accounts.setPassword(id!, 'another good one');
    expect(await accounts.signIn('sam', 'another good one')).toMatchObject({ person: { username: 'sam' } });
  });

  it('a change or a closing of an account counts from the next look, and its tokens end', async () => {
    const accounts = new Accounts(database);
    const id = (await accounts.open({ username: 'kim', displayName: 'Kim', role: 'SW' }))!;
    const token = await accounts.tokens.make(id, 'a program', 1);
    await accounts.change(id, { displayName: 'Kim', role: 'TM', areas: ['SOUTH'] });
    expect(await accounts.tokens.person(token)).toMatchObject({ role: 'TM', areas: ['SOUTH'] });
    await accounts.setClosed(id, true);
    expect([await accounts.tokens.person(token), await accounts.person(id)]).toEqual([undefined, undefined]);
  });

  it('a record opened for a reason closes by itself, or before', async () => {
    const accounts = new Accounts(database);
    const person = (await accounts.person(
      (await accounts.open({ username: 'lee', displayName: 'Lee', role: 'SW' }))!,
    ))!;
    const glass = new BreakGlass(database);
    await glass.open(person, 'C1', 'Called by the police tonight');
    await glass.open(person, 'C2', 'Called by the police tonight');
    expect([...(await glass.openedBy(person))].sort()).toEqual(['C1', 'C2']);
    await database.query(`update access.opened set ends_at = now() - interval '1 second' where child_id = 'C1'`);
    await glass.close(person, 'C2');
    expect([...(await glass.openedBy(person))]).toEqual([]);
    expect(await glass.since('2020-01-01T00:00:00Z', 'C1')).toMatchObject([
      { username: 'lee', reason: 'Called by the police tonight' },
    ]);
  });
});
