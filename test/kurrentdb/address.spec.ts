import { connectionString } from '#event-store/kurrentdb/address';
import { nameOfStore, withoutPassword } from '#event-store/shown-address';
import { refuseWrongDatabaseUrl } from '#waymark/configuration';

describe('an address', () => {
  it.each(['se/cret', 'se@cret', 'se?cret', 'se:cret', 'se#cret', 'se@/cret'])(
    'is shown without the password %s',
    (password) => {
      for (const scheme of ['esdb', 'kurrentdb+discover', 'postgres', 'redis']) {
        const url = `${scheme}://user:${password}@host:1/x?tls=false`;
        expect(withoutPassword(url)).toBe(`${scheme}://host:1/x?tls=false`);
        expect(nameOfStore(url)).toBe(`${scheme}://host:1/x`);
      }
      const said = (work: () => unknown) => {
        try {
          return String(work());
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(said(() => connectionString(`esdb://user:${password}@host:1?tls=false`))).toMatch(/user and password/);
      for (const url of [`esdb://user:${password}@h?tls=x`, `postgres://user:secret`, `esdb://user:secret`])
        for (const work of [
          () => connectionString(url),
          () => refuseWrongDatabaseUrl({ dataDir: '', databaseUrl: url }),
        ])
          expect(said(work)).not.toMatch(/cret/);
    },
  );

  it.each([
    ['esdb://a?tls=flase', /tls is "flase", and takes true or false/],
    ['esdb://', /names no host/],
    ['esdb://a?tlsCaFile=/nowhere/ca.crt', /tlsCaFile names the file \/nowhere\/ca.crt, which is not there/],
    ['esdb://a?tsl=false', /tsl is no setting. There are: tls,/],
    ['esdb://a?tlsVerifyCert=false', /tlsCaFile/],
  ])('of KurrentDB is refused with what is wrong in it: %s', (url, why) => {
    expect(() => connectionString(url)).toThrow(why);
  });

  it('of PostgreSQL is refused when it is none, naming the setting', () => {
    const refuse = (databaseUrl: string) => () => refuseWrongDatabaseUrl({ dataDir: '', databaseUrl });
    expect(refuse('nonsense')).toThrow(
      /^DATABASE_URL \("nonsense"\) is not an address of PostgreSQL: it is written postgres:/,
    );
    expect(refuse('postgres://u:p@host:5432/db?sslmode=require')).not.toThrow();
  });
});
