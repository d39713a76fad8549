import { Unavailable } from '#event-store/event-store';
import { CannotStart } from './listen.ts';
import { whyNotStarted } from './why-not-started.ts';

const embedded = { dataDir: '/srv/waymark' };
const given = { dataDir: '/srv/waymark', databaseUrl: 'postgres://me:secret@db.example:5432/waymark' };
const withCode = (code: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { code, ...more });

describe('why the program could not start', () => {
  it('says that the disk is full, and which', () => {
    const noSpace = withCode('ENOSPC', 'ENOSPC: no space left on device, write', { path: '/srv/waymark/master.key' });
    expect(whyNotStarted(noSpace, embedded)).toMatch(/^The disk that holds \/srv\/waymark is full[^]*Free some space/);
    const extend = withCode('53100', 'could not extend file "base/1/2": No space left on device');
    expect(whyNotStarted(extend, given)).toMatch(/^The disk that holds the database is full/);
  });

  it('says which database refuses, and never its password', () => {
    for (const error of [
      new Unavailable('The event store cannot be reached: connect ECONNREFUSED 127.0.0.1:1. Nothing was changed.'),
      withCode('ECONNREFUSED', 'connect ECONNREFUSED'),
      withCode('28P01', 'password authentication failed for user "me"'),
      withCode('3D000', 'database "waymark" does not exist'),
    ]) {
      const said = whyNotStarted(error, given);
      expect(said).toContain('The database at db.example:5432/waymark cannot be used');
      expect(said).toContain(error.message);
      expect(said).not.toContain('secret');
    }
  });

  it('says which folder cannot be written, also beside a database elsewhere', () => {
    const denied = withCode('EACCES', "EACCES: permission denied, mkdir '/srv/waymark'", { path: '/srv/waymark' });
    for (const configuration of [embedded, given])
      expect(whyNotStarted(denied, configuration)).toMatch(
        /^\/srv\/waymark, where Waymark keeps its files, cannot be written/,
      );
  });

  it('tells what was found out already as it is, and anything else by its message alone', () => {
    expect(whyNotStarted(new CannotStart('Port 80 is taken.'), embedded)).toBe('Port 80 is taken.');
    const own =
      'PostgreSQL in /srv/waymark/postgres cannot be used: No space left on device\nThe disk is full: free some space.';
    expect(whyNotStarted(new Error(own), embedded)).toBe(own);
    expect(whyNotStarted(new TypeError('x is undefined'), embedded)).toBe('Waymark could not start: x is undefined');
  });
});
