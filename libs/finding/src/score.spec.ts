import fc from 'fast-check';
import { addDays, plainDate } from '#calendar/plain-date';
import { detailsOf, type Told } from './details.ts';
import { datesNear, slipBetween } from './near-dates.ts';
import { likeness } from './score.ts';

const like = (a: Told, b: Told) => likeness(detailsOf(a), detailsOf(b));
const day = plainDate;

const given = fc.constantFrom('Mia', 'Maya', 'Jon', 'Jonathan', 'Mohammed', 'Muhammad', 'Anne-Marie', 'Khan', 'Zoë');
const family = fc.constantFrom('Khan', 'Smith', 'Smyth', 'Smith-Jones', 'Jones', 'Clarke', 'Clark', 'Jon', 'O’Brien');
const anyDay = fc.integer({ min: 0, max: 6000 }).map((days) => addDays(day('2008-01-01'), days));
const postcode = fc.constantFrom('B15 2TT', 'B15 3AA', 'B15', 'M1 1AE');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const told: fc.Arbitrary<Told> = fc
  .record({
    givenNames: maybe(fc.array(given, { minLength: 1, maxLength: 2 })),
    familyNames: maybe(fc.array(family, { minLength: 1, maxLength: 2 })),
    birthDate: maybe(anyDay),
    expectedDate: maybe(anyDay),
    age: maybe(fc.record({ years: fc.integer({ min: 0, max: 17 }), on: fc.constant(day('2026-06-01')) })),
    postcode: maybe(postcode),
    identifiers: maybe(fc.array(fc.constantFrom('C1', 'C2', 'LA7'), { maxLength: 2 })),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

describe('how much two descriptions of a child are alike', () => {
  it('does not depend on which is which', () =>
    fc.assert(fc.property(told, told, (a, b) => expect(like(a, b)).toEqual(like(b, a)))));

  it('is never more than how much one is like itself', () =>
    fc.assert(fc.property(told, told, (a, b) => expect(like(a, b).score).toBeLessThanOrEqual(like(a, a).score))));

  it('never falls when a detail is added on which they agree', () => {
    const details = ['givenNames', 'familyNames', 'birthDate', 'postcode', 'identifiers'] as const;
    fc.assert(
      fc.property(told, told, fc.constantFrom(...details), (asked, record, detail) => {
        fc.pre(asked[detail] === undefined && record[detail] !== undefined);
        // A birth date says more than an age or an expected date, which count only in its absence.
        fc.pre(detail !== 'birthDate' || (asked.age === undefined && asked.expectedDate === undefined));
        const more = { ...asked, [detail]: record[detail] };
        expect(like(more, record).score).toBeGreaterThanOrEqual(like(asked, record).score);
      }),
    );
  });

  it('is more for the same than for the nearly same, and less for another', () => {
    const asked = { givenNames: ['Mohammed'], familyNames: ['Clarke'], birthDate: day('2015-03-07') };
    const scores = [
      asked,
      { ...asked, givenNames: ['Muhammad'] },
      { ...asked, givenNames: ['Muhammad'], birthDate: day('2015-07-03') },
      { ...asked, givenNames: ['Ben'], birthDate: day('2011-12-24') },
    ].map((record) => like(asked, record).score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
  });

  it('says in words why', () => {
    const asked = {
      givenNames: ['Catherine'],
      familyNames: ['Smith'],
      birthDate: day('2015-03-07'),
      postcode: 'B15 2TT',
    };
    const record = {
      givenNames: ['Kathryn'],
      familyNames: ['Smith'],
      birthDate: day('2015-03-09'),
      postcode: 'B15 9ZZ',
    };
    expect(like(asked, record).reasons).toEqual([
      'same family name',
      'sounds-like given name',
      'birth date differs by one digit',
      'same postcode district',
    ]);
  });

  it('sees given and family name exchanged', () => {
    const found = like(
      { givenNames: ['Khan'], familyNames: ['Ayesha'] },
      { givenNames: ['Ayesha'], familyNames: ['Khan'] },
    );
    expect(found.reasons).toEqual(['given and family name exchanged']);
    expect(found.score).toBeGreaterThan(40);
  });

  it('compares a birth with the day it was expected on', () => {
    const born = { birthDate: day('2026-03-01') };
    expect(like(born, { expectedDate: day('2026-03-20') }).reasons).toEqual([
      'birth within six weeks of the expected date',
    ]);
    expect(like(born, { expectedDate: day('2026-06-20') }).reasons).toEqual(['other birth date']);
  });

  it('compares an age with a birth date', () => {
    const asked = { age: { years: 8, on: day('2026-06-01') } };
    const reasons = ['2018-05-31', '2017-06-02', '2016-06-02', '2010-01-01'].map(
      (on) => like(asked, { birthDate: day(on) }).reasons[0],
    );
    expect(reasons).toEqual(['same age', 'same age', 'age a year apart', 'other age']);
  });
});

describe('twins and siblings', () => {
  const mia = { givenNames: ['Mia'], familyNames: ['Khan'], birthDate: day('2015-03-07') };

  it('are said to be, with the same birth date and family name and another given name', () => {
    const twin = like(mia, { ...mia, givenNames: ['Omar'] });
    expect(twin).toMatchObject({ mayBeSibling: true, isSame: false });
    expect(twin.score).toBeLessThan(like(mia, mia).score);
  });

  it.each([
    ['Mia', 'Maya', true],
    ['Aaron', 'Erin', true],
    ['Catherine', 'Kathryn', false],
    ['Mohammed', 'Muhammad', false],
    ['Aisha', 'Ayesha', false],
  ])('whose names sound alike, %s and %s: %s', (one, other, expected) =>
    expect(like({ ...mia, givenNames: [one] }, { ...mia, givenNames: [other] }).mayBeSibling).toBe(expected),
  );

  it('are said to be when they live at one postcode and were born years apart', () =>
    expect(
      like(
        { ...mia, postcode: 'B15 2TT' },
        { ...mia, givenNames: ['Omar'], birthDate: day('2012-01-01'), postcode: 'b152tt' },
      ).mayBeSibling,
    ).toBe(true));

  it('are not what one child is whose name is spelled in two ways', () => {
    const mohammed = { ...mia, givenNames: ['Mohammed'] };
    expect(like(mohammed, { ...mia, givenNames: ['Muhammad'] }).mayBeSibling).toBe(false);
    expect(like(mia, mia)).toMatchObject({ mayBeSibling: false, isSame: true });
  });

  it('are not said to be where the given name is not known', () =>
    expect(like({ familyNames: ['Khan'], birthDate: day('2015-03-07') }, mia).mayBeSibling).toBe(false));
});

describe('near dates', () => {
  it('are all that a slip makes of a date, and nothing else', () => {
    const near = new Set<string>(datesNear(day('2015-03-07')));
    for (let days = -800; days <= 800; days++) {
      const other = addDays(day('2015-03-07'), days);
      expect([other, near.has(other)]).toEqual([
        other,
        days === 0 || slipBetween(day('2015-03-07'), other) !== undefined,
      ]);
    }
  });

  it('of a leap day are dates that there are', () => {
    expect(datesNear(day('2016-02-29'))).toContain('2016-03-02');
    expect(datesNear(day('2016-02-29'))).not.toContain('2015-02-29');
  });
});
