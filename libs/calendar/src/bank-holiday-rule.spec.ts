import { easterSunday, usualBankHolidays } from './bank-holiday-rule.ts';
import { addDays, dateOf, dayOfWeek, type PlainDate } from './plain-date.ts';

/**
 * The paschal full moon of each golden number from 1900 to 2199, as month and day: the table of the Calendar (New Style)
 * Act 1750 in the Book of Common Prayer. Easter is the Sunday after it. A wholly other way to the date than the rule's.
 */
const paschalFullMoons = [
  ...['04-14', '04-03', '03-23', '04-11', '03-31', '04-18', '04-08', '03-28', '04-16', '04-05'],
  ...['03-25', '04-13', '04-02', '03-22', '04-10', '03-30', '04-17', '04-07', '03-27'],
];

function easterByThePrayerBook(year: number): PlainDate {
  const [month, day] = paschalFullMoons[year % 19]!.split('-').map(Number);
  const fullMoon = dateOf(year, month!, day!);
  // Should the moon be full on a Sunday, Easter is a week later.
  return addDays(fullMoon, 7 - (dayOfWeek(fullMoon) % 7));
}

describe('the usual bank holidays of England and Wales', () => {
  it('put Easter where the tables of the Prayer Book put it, 1900 to 2199', () => {
    for (let year = 1900; year < 2200; year++) expect(easterSunday(year)).toBe(easterByThePrayerBook(year));
  });

  it.each(['1600-04-02', '1818-03-22', '1943-04-25', '2008-03-23', '2285-03-22'])('put Easter on %s', (easter) => {
    expect(easterSunday(Number(easter.slice(0, 4)))).toBe(easter);
  });

  it.each([
    [2015, 'a Friday', '2015-12-25 2015-12-28'],
    [2021, 'a Saturday', '2021-12-27 2021-12-28'],
    [2022, 'a Sunday', '2022-12-26 2022-12-27'],
    [2023, 'a Monday', '2023-12-25 2023-12-26'],
  ])('in %i, with Christmas Day on %s, close the year with %s', (year, _weekday, days) => {
    expect(usualBankHolidays(year).slice(-2).join(' ')).toBe(days);
  });

  it.each([
    [2014, '2014-01-01'],
    [2022, '2022-01-03'],
    [2023, '2023-01-02'],
  ])('begin %i on %s, past a weekend', (year, first) => {
    expect(usualBankHolidays(year)[0]).toBe(first);
  });

  it('are eight different weekdays of the year in ascending order, in every year', () => {
    for (let year = 1000; year <= 9999; year++) {
      const days = usualBankHolidays(year);
      expect(days).toHaveLength(8);
      expect([...new Set(days)].sort()).toEqual(days);
      expect(days.filter((d) => dayOfWeek(d) > 5 || !d.startsWith(`${year}-`))).toEqual([]);
    }
  });
});
