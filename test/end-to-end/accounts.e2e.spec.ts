import { spawnSync } from 'node:child_process';
import { Accounts } from '#access/accounts';
import { Audit } from '#access/audit';
import { ReadingDatabase } from '#projecting/reading-database';
import { testDatabase, type TestDatabase } from '#testing/test-database';

describe('accounts from the command line', () => {
  let made: TestDatabase;
  let database: ReadingDatabase;
  let accounts: Accounts;

  const account = (words: readonly string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/cli/src/main.js', 'account', ...words], {
      encoding: 'utf8',
      input,
      env: { ...process.env, DATABASE_URL: made.url },
    });
    return { status, stdout, stderr };
  };

  beforeAll(async () => {
    // A checkout that has just changed is built first, once.
    spawnSync(process.execPath, ['apps/cli/prepare.mjs', 'install', 'build']);
    made = await testDatabase();
    database = await ReadingDatabase.connect(made.url);
    accounts = new Accounts(database);
  }, 300_000);
  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  it('open with a password that is piped in, and say who may what', async () => {
    const opened = account(
      ['open', 'Sam.Hill', '--role', 'tm', '--name', 'Sam Hill', '--area', 'SOUTH, EAST', '--worker', 'W0001'],
      'a long enough one\n',
    );
    expect([opened.status, opened.stderr]).toEqual([
      0,
      expect.stringContaining('Account Sam.Hill is open: Team manager; SOUTH, EAST; W0001.'),
    ]);
    expect(await accounts.signIn('sam.hill', 'a long enough one')).toMatchObject({
      person: { displayName: 'Sam Hill', role: 'TM', areas: ['SOUTH', 'EAST'], workerId: 'W0001' },
    });
    expect(account(['list']).stdout).toMatch(/sam\.hill +Sam Hill +TM +SOUTH, EAST +W0001 +open/);
  }, 60_000);

  it('are changed, given a new password, closed and opened again', async () => {
    expect(account(['change', 'sam.hill', '--role', 'SM', '--area', '', '--worker', '']).status).toBe(0);
    const changed = await accounts.named('sam.hill');
    expect(changed).toMatchObject({ role: 'SM', areas: [], displayName: 'Sam Hill' });
    expect(changed).not.toHaveProperty('workerId');
    expect(account(['password', 'sam.hill'], 'another long one\n').status).toBe(0);
    expect(await accounts.signIn('sam.hill', 'another long one')).toHaveProperty('person');
    expect(account(['close', 'sam.hill']).status).toBe(0);
    expect(await accounts.signIn('sam.hill', 'another long one')).toEqual({ refused: 'WRONG' });
    expect(account(['reopen', 'sam.hill']).status).toBe(0);
    expect(await accounts.signIn('sam.hill', 'another long one')).toHaveProperty('person');
  }, 60_000);

  it('get a token, which alone stands on standard output', async () => {
    const { status, stdout } = account(['token', 'sam.hill', '--days', '2', '--name', 'nightly export']);
    expect(status).toBe(0);
    expect(await accounts.tokens.person(stdout.trim())).toMatchObject({ username: 'sam.hill' });
    const { accountId } = (await accounts.named('sam.hill'))!;
    expect(await accounts.tokens.of(accountId)).toMatchObject([{ name: 'nightly export' }]);
  }, 60_000);

  it('are refused with the reason, and nothing is changed', async () => {
    const short = account(['open', 'kim', '--role', 'SW'], 'short\n');
    expect([short.status, short.stderr]).toEqual([1, expect.stringContaining('10 characters or more')]);
    const unknown = account(['open', 'kim', '--role', 'BOSS']);
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('TM (team manager)')]);
    expect(account(['open', 'sam.hill', '--role', 'SW']).status).toBe(1);
    expect(account(['close', 'nobody']).status).toBe(1);
    expect(account(['erase', 'sam.hill']).status).toBe(2);
    expect((await accounts.all()).map(({ username }) => username)).toEqual(['sam.hill']);
  }, 60_000);

  it('leave a line in the audit for each change, without any password or token', async () => {
    const { lines, inAll } = await new Audit(database).search({ action: 'CHANGE', limit: 20 });
    expect(inAll).toBe(6);
    for (const { username } of lines) expect(username).toMatch(/^command line: /);
    expect(JSON.stringify(lines)).not.toMatch(/long/);
  });
});
