import { bankHolidaysIn, bankHolidaysKnownUntil } from '#calendar/bank-holidays';
import { yearOf } from '#calendar/plain-date';
import { page } from '../page.ts';

/** The days that are no working days, as every clock counts them. */
export const bankHolidaysPage = page({
  path: '/administration/bank-holidays',
  right: 'manage-reference',
  audit: 'NOTHING',
  show: (_, { waymark }) => {
    const now = yearOf(waymark.today());
    const years = [now - 1, now, now + 1, now + 2].map((year) => ({ year, days: bankHolidaysIn(year) }));
    const back = { href: '/administration', text: 'Administration' };
    return {
      view: 'administration/bank-holidays.njk',
      title: 'Bank holidays',
      model: { years, knownUntil: bankHolidaysKnownUntil, back },
    };
  },
});
