import { usualBankHolidays } from './bank-holiday-rule.ts';
import { bankHolidays, bankHolidaysIn, bankHolidaysKnownFrom, bankHolidaysKnownUntil } from './bank-holidays.ts';
import { dayOfWeek, plainDate, yearOf } from './plain-date.ts';

/** What a proclamation moved away or added, from 1990 on. */
const oneOffs: Readonly<Record<number, { readonly moved?: readonly string[]; readonly added: readonly string[] }>> = {
  1995: { moved: ['1995-05-01'], added: ['1995-05-08'] }, // early May holiday on the 50th anniversary of VE Day
  1999: { added: ['1999-12-31'] }, // eve of the millennium
  2002: { moved: ['2002-05-27'], added: ['2002-06-03', '2002-06-04'] }, // golden jubilee
  2011: { added: ['2011-04-29'] }, // royal wedding
  2012: { moved: ['2012-05-28'], added: ['2012-06-04', '2012-06-05'] }, // diamond jubilee
  2020: { moved: ['2020-05-04'], added: ['2020-05-08'] }, // early May holiday on the 75th anniversary of VE Day
  2022: { moved: ['2022-05-30'], added: ['2022-06-02', '2022-06-03', '2022-09-19'] }, // platinum jubilee, state funeral
  2023: { added: ['2023-05-08'] }, // coronation
};

const listedYears = Array.from({ length: 41 }, (_, index) => 1990 + index);

describe('the list of bank holidays', () => {
  it.each(listedYears)('in %i is what the Act gives, changed by what was proclaimed', (year) => {
    const { moved = [], added = [] } = oneOffs[year] ?? {};
    const expected = [...usualBankHolidays(year).filter((d) => !moved.includes(d)), ...added].sort();
    expect(bankHolidaysIn(year)).toEqual(expected);
  });

  it('moves only days that the Act gives: every day in the table of exceptions is a real exception', () => {
    for (const [year, { moved = [], added }] of Object.entries(oneOffs)) {
      const usual: readonly string[] = usualBankHolidays(Number(year));
      expect(usual).toEqual(expect.arrayContaining([...moved]));
      expect(added.filter((d) => usual.includes(d))).toEqual([]);
    }
  });

  it('holds 41 years of eight days, and the seven days that were added to them', () => {
    expect(bankHolidays.size).toBe(41 * 8 + 7);
    expect(new Set([...bankHolidays].map(yearOf))).toEqual(new Set(listedYears));
  });

  it('lists a holiday at the weekend on its substitute day: no listed day is a Saturday or a Sunday', () => {
    expect([...bankHolidays].filter((d) => dayOfWeek(d) > 5)).toEqual([]);
    expect(bankHolidays.has(plainDate('2015-12-28'))).toBe(true);
    expect(bankHolidays.has(plainDate('2015-12-26'))).toBe(false);
  });

  it('says how far it is known: from 1990 to the last year gov.uk has announced', () => {
    expect(bankHolidaysKnownFrom).toBe('1990-01-01');
    expect(bankHolidaysKnownUntil).toBe('2028-12-31');
  });

  it('answers by the rule for a year that is not listed', () => {
    expect(bankHolidaysIn(2031)).toEqual(usualBankHolidays(2031));
    expect(bankHolidaysIn(1981)).toEqual(usualBankHolidays(1981));
    expect(bankHolidays.has(plainDate('2031-12-25'))).toBe(false);
  });
});
