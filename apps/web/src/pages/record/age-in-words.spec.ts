import { on } from '#testing/given';
import { ageInWords, bornInWords } from './age-in-words.ts';

describe('an age in words', () => {
  it.each([
    ['2016-03-01', '2016-03-01', '0 days'],
    ['2016-03-01', '2016-03-02', '1 day'],
    ['2016-03-01', '2016-03-14', '13 days'],
    ['2016-03-01', '2016-03-15', '2 weeks'],
    ['2016-03-01', '2016-05-31', '13 weeks'],
    ['2016-03-01', '2016-06-01', '3 months'],
    ['2016-03-01', '2018-02-28', '23 months'],
    ['2016-02-29', '2018-02-28', '24 months'],
    ['2016-03-01', '2018-03-01', '2 years'],
    ['2016-03-01', '2016-02-29', 'not born yet'],
  ])('of a child born on %s is on %s: %s', (dob, day, words) => expect(ageInWords(on(dob), on(day))).toBe(words));

  it('says of an unborn child when the birth is expected, and of one who has died how old it became', () => {
    const child = { childId: 'C1' };
    expect(bornInWords({ ...child, expectedDob: on('2016-09-01') }, on('2016-05-01'))).toBe(
      'Unborn, expected 1 September 2016',
    );
    expect(bornInWords({ ...child, expectedDob: on('2016-09-01'), dob: on('2016-08-30') }, on('2016-05-01'))).toBe(
      'Unborn, expected 1 September 2016',
    );
    expect(
      bornInWords({ ...child, expectedDob: on('2016-09-01'), pregnancyEndedOn: on('2016-04-01') }, on('2016-05-01')),
    ).toBe('Pregnancy ended 1 April 2016');
    expect(bornInWords({ ...child, dob: on('2010-05-01'), diedOn: on('2016-04-30') }, on('2016-05-01'))).toBe(
      'Born 1 May 2010, died 30 April 2016 at 5 years',
    );
    expect(bornInWords({ ...child, dob: on('2010-05-01'), dobEstimated: true }, on('2016-05-01'))).toBe(
      'Born 1 May 2010 (estimated), 6 years old',
    );
    expect(bornInWords(child, on('2016-05-01'))).toBe('Date of birth not recorded');
  });
});
