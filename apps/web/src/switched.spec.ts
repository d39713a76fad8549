import { CannotStart } from './listen.ts';
import { isSwitchedOn } from './switched.ts';

const asked = (word: string | undefined, usually = true) =>
  isSwitchedOn(word === undefined ? {} : { WAYMARK_JOBS: word }, 'WAYMARK_JOBS', usually);

describe('a setting that is on or off', () => {
  it('is what it usually is when it is left out or empty', () => {
    for (const usually of [true, false])
      for (const word of [undefined, '', ' ']) expect(asked(word, usually)).toBe(usually);
  });

  it.each(['off', 'false', 'no', '0', 'OFF', ' No '])('is off when it is "%s", though it is usually on', (word) =>
    expect(asked(word, true)).toBe(false),
  );

  it.each(['on', 'true', 'yes', '1', 'True'])('is on when it is "%s", though it is usually off', (word) =>
    expect(asked(word, false)).toBe(true),
  );

  it('refuses every other word in a sentence that names it', () => {
    for (const word of ['of', 'none', '2', 'disabled'])
      expect(() => asked(word)).toThrow(
        new CannotStart(`WAYMARK_JOBS is "${word}": give on or off, or leave it out for on.`),
      );
  });
});
