import fc from 'fast-check';
import { folded, foldedPostcode, outwardOf, partsOf } from './folding.ts';
import { soundOf } from './sounds-like.ts';

describe('a folded name', () => {
  it.each([
    ['O’Brien', 'obrien'],
    ["O'Brien", 'obrien'],
    ['Núñez', 'nunez'],
    ['SMITH-JONES', 'smithjones'],
    ['Łukasz', 'lukasz'],
    ['Søren', 'soren'],
    ['Weiß', 'weiss'],
    ['Þór', 'thor'],
    ['van der Berg', 'vanderberg'],
    ['محمد', 'محمد'],
  ])('%s is %s', (name, expected) => expect(folded(name)).toBe(expected));

  it('does not change when it is folded again, whatever it was', () =>
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => folded(folded(name)) === folded(name))));

  it('does not depend on capitals, hyphens, blanks or apostrophes', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(word, word, fc.constantFrom('-', ' ', "'", '’', '  '), (a, b, between) => {
        expect(folded(`${a.toUpperCase()}${between}${b}`)).toBe(folded(a + b));
      }),
    );
  });

  it('has parts, of which an initial beside longer ones is none', () => {
    expect(partsOf('Anne-Marie van Dijk')).toEqual(['anne', 'marie', 'van', 'dijk']);
    expect(partsOf('Mary J. Ann')).toEqual(['mary', 'ann']);
    expect(partsOf("D'Angelo")).toEqual(['dangelo']);
    expect(partsOf('J')).toEqual(['j']);
    expect(partsOf(' - ')).toEqual([]);
  });
});

describe('a postcode', () => {
  it('is folded, and has an outward half', () => {
    expect(foldedPostcode(' b15 2tt')).toBe('B152TT');
    expect(['B15 2TT', 'b152tt', 'B15', 'sw1a 1aa', 'M1 1AE', 'nowhere', ''].map(outwardOf)).toEqual([
      'B15',
      'B15',
      'B15',
      'SW1A',
      'M1',
      undefined,
      undefined,
    ]);
  });
});

describe('names that sound alike', () => {
  it.each([
    ['Catherine', 'Kathryn'],
    ['Mohammed', 'Muhammad'],
    ['Aisha', 'Ayesha'],
    ['Steven', 'Stephen'],
    ['Jayden', 'Jaiden'],
    ['Clarke', 'Clark'],
    ['Philip', 'Phillip'],
    ['Geoffrey', 'Jeffrey'],
    ['Wright', 'Right'],
    ['Macdonald', 'McDonald'],
    ['Knight', 'Night'],
    ['Yusuf', 'Yousef'],
    ['Hussain', 'Hussein'],
    ['Smith', 'Smyth'],
    ['Reece', 'Rhys'],
    ['Zoe', 'Zoey'],
  ])('%s and %s', (one, other) => expect(soundOf(folded(one))).toBe(soundOf(folded(other))));

  it.each([
    ['Smith', 'Jones'],
    ['Ben', 'Dan'],
    ['Khan', 'King'],
    ['Ali', 'Lee'],
    ['Harry', 'Barry'],
    ['Thomas', 'Simon'],
  ])('%s and %s do not', (one, other) => expect(soundOf(folded(one))).not.toBe(soundOf(folded(other))));

  it('have a sound whatever they are', () =>
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (name) => soundOf(name) === soundOf(name).trim())));
});
