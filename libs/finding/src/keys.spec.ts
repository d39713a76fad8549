import fc from 'fast-check';
import { addDays, plainDate } from '#calendar/plain-date';
import { closenessOf, formOf } from './closeness.ts';
import { detailsOf, type Told } from './details.ts';
import { keysOf, soughtFor } from './keys.ts';
import { likeness } from './score.ts';

/** Whether keys meet an expression of alternatives, as PostgreSQL would say of a tsvector and a tsquery. */
function meets(keys: readonly string[], expression: string): boolean {
  const wanted = [...expression.matchAll(/'((?:[^']|'')*)'(:\*)?/g)];
  return wanted.some(([, text, begins]) => {
    const key = text!.replaceAll("''", "'").replaceAll('\\\\', '\\');
    return keys.some((one) => (begins ? one.startsWith(key) : one === key));
  });
}

/** Whether a search for one description looks another up at its first step. */
function looksUp(asked: Told, record: Told): boolean {
  const keys = keysOf(detailsOf(record));
  const [first = []] = soughtFor(detailsOf(asked)).steps;
  return first.some((all) => all.every((expression) => meets(keys, expression)));
}

const letters = fc.stringMatching(/^[a-z' -]{2,10}$/).filter((name) => formOf(name).whole.length > 1);
const slipped = letters.chain((name) =>
  fc
    .nat(name.length - 1)
    .chain((at) =>
      fc.constantFrom(
        [name, name.slice(0, at) + name.slice(at + 1)],
        [name, `${name.slice(0, at)}x${name.slice(at)}`],
        [name, name.slice(0, at) + (name[at + 1] ?? '') + name[at]! + name.slice(at + 2)],
        [name, name.slice(0, at + 1)],
        [name, `${name} smith`],
      ),
    ),
);
const day = plainDate;

describe('the keys of the index', () => {
  it('find every name that is near the one asked for', () =>
    fc.assert(
      fc.property(slipped, ([one, other]) => {
        fc.pre(closenessOf(formOf(one), formOf(other)) !== undefined);
        expect([one, other, looksUp({ familyNames: [one] }, { familyNames: [other] })]).toEqual([one, other, true]);
        expect([other, one, looksUp({ familyNames: [other] }, { familyNames: [one] })]).toEqual([other, one, true]);
      }),
    ));

  it('find every birth date that is near the one asked for', () =>
    fc.assert(
      fc.property(fc.nat(6000), fc.integer({ min: -40, max: 40 }), (at, days) => {
        const asked = { birthDate: addDays(day('2008-01-01'), at) };
        for (const by of [days, days * 10, days * 365]) {
          const record = { birthDate: addDays(asked.birthDate, by) };
          const isNear = likeness(detailsOf(asked), detailsOf(record)).score > 0;
          expect([asked, record, looksUp(asked, record)]).toEqual([asked, record, isNear]);
        }
      }),
    ));

  it('find by an age and by an expected date whoever these may mean', () =>
    fc.assert(
      fc.property(fc.nat(17), fc.integer({ min: -60, max: 60 }), (years, days) => {
        const born = addDays(day('2026-06-01'), -years * 365 - days * 6);
        const asked = { age: { years, on: day('2026-06-01') } };
        const isOfAge = likeness(detailsOf(asked), detailsOf({ birthDate: born })).score > 0;
        if (isOfAge) expect(looksUp(asked, { birthDate: born })).toBe(true);
        const record = { expectedDate: addDays(born, days) };
        if (likeness(detailsOf({ birthDate: born }), detailsOf(record)).score > 0)
          expect(looksUp({ birthDate: born }, record)).toBe(true);
      }),
    ));

  it('ask for two details that agree where two are known, and for an identifier alone', () => {
    const record = { givenNames: ['Mia'], familyNames: ['Khan'], birthDate: day('2015-03-07'), identifiers: ['C1'] };
    expect(looksUp({ givenNames: ['Mia'], familyNames: ['Green'] }, record)).toBe(false);
    expect(looksUp({ givenNames: ['Khan'], familyNames: ['Mia'] }, record)).toBe(true);
    expect(looksUp({ givenNames: ['Mia'], familyNames: ['Green'], birthDate: day('2015-07-03') }, record)).toBe(true);
    expect(looksUp({ givenNames: ['Zed'], familyNames: ['Green'], identifiers: ['c1'] }, record)).toBe(true);
    expect(soughtFor(detailsOf({}))).toEqual({ steps: [], worth: [] });
  });
});
