import { randomBytes } from 'node:crypto';
import { PersonalDetails } from './personal-details.ts';

describe('personal details at rest', () => {
  const masterKey = randomBytes(32);
  const details = new PersonalDetails(masterKey);
  const key = details.newKey('C1');
  const sealed = details.seal('C1', key, 'event 1', '{"name":"Zoë"}');

  it('are opened with the key of their child, by any process that has the master key', () => {
    expect(details.open('C1', key, 'event 1', sealed)).toEqual({ name: 'Zoë' });
    expect(new PersonalDetails(masterKey).open('C1', key, 'event 1', sealed)).toEqual({ name: 'Zoë' });
  });

  it('do not show through, and are never sealed alike twice', () => {
    expect(sealed.includes('Zoë')).toBe(false);
    expect(details.seal('C1', key, 'event 1', '{"name":"Zoë"}').equals(sealed)).toBe(false);
  });

  it('are refused when a single bit was altered, wherever it is', () => {
    for (let i = 0; i < sealed.length; i++) {
      const altered = Buffer.from(sealed);
      altered[i]! ^= 1;
      expect(() => details.open('C1', key, 'event 1', altered)).toThrow(/altered or belong elsewhere/);
    }
    expect(() => details.open('C1', key, 'event 1', sealed.subarray(0, 20))).toThrow(/altered/);
  });

  it('are refused for another event, and their key for another child', () => {
    expect(() => details.open('C1', key, 'event 2', sealed)).toThrow(/altered or belong elsewhere/);
    expect(() => details.open('C2', key, 'event 1', sealed)).toThrow(/key of the child C2 does not open/);
  });

  it('cannot be opened under another master key, and a store notices that at once', () => {
    const stranger = new PersonalDetails(randomBytes(32));
    expect(() => stranger.open('C1', key, 'event 1', sealed)).toThrow(/does not open with this master key/);
    expect(() => stranger.checkProof(details.proof())).toThrow(/another master key.*WAYMARK_MASTER_KEY/);
    expect(() => details.checkProof(details.proof())).not.toThrow();
  });

  it('still open after the child was forgotten, as long as the wrapped key is there', () => {
    details.forget('C1');
    expect(details.open('C1', key, 'event 1', sealed)).toEqual({ name: 'Zoë' });
  });

  it('are sealed and opened for more children than are kept in mind', () => {
    const keys = Array.from({ length: 2_500 }, (_, i) => details.newKey(`N${i}`));
    const all = keys.map((each, i) => details.seal(`N${i}`, each, 'event', `{"n":${i}}`));
    expect(all.every((each, i) => details.open(`N${i}`, keys[i]!, 'event', each)['n'] === i)).toBe(true);
  });

  it('need a master key of 32 bytes', () => {
    expect(() => new PersonalDetails(randomBytes(16))).toThrow('has 16 bytes; it must have 32');
  });
});
