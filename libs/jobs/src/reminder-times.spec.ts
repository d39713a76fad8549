import fc from 'fast-check';
import { addDays, plainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { reminderStep, reminderSteps } from './reminder-times.ts';

const clock = (startedOn: string, dueOn: string, overdueFrom = addDays(plainDate(dueOn), 1)) => ({
  startedOn: plainDate(startedOn),
  dueOn: plainDate(dueOn),
  overdueFrom,
});
const on = (day: string, of = clock('2026-04-01', '2026-06-10'), soon = 5) => reminderStep(of, plainDate(day), soon);

describe('the reminders of a clock', () => {
  it('come five working days before, on the day itself, and when it is late', () => {
    // Due on a Wednesday: five working days before is the Wednesday of the week before.
    expect(['2026-06-02', '2026-06-03', '2026-06-09', '2026-06-10', '2026-06-11'].map((day) => on(day))).toEqual([
      undefined,
      'SOON',
      'SOON',
      'TODAY',
      'OVERDUE',
    ]);
  });

  it('of a day on a weekend come on the Friday before', () => {
    const saturday = clock('2026-03-01', '2026-06-13');
    expect(['2026-06-11', '2026-06-12', '2026-06-13', '2026-06-14'].map((day) => on(day, saturday))).toEqual([
      'SOON',
      'TODAY',
      'TODAY',
      'OVERDUE',
    ]);
  });

  it('leave out what may still be done on the weekend after', () =>
    expect(on('2026-06-13', clock('2026-05-29', '2026-06-12', plainDate('2026-06-15')))).toBe('TODAY'));

  it('come not early for a clock that is no longer than that', () => {
    const short = clock('2026-06-08', '2026-06-10');
    expect(['2026-06-08', '2026-06-09', '2026-06-10'].map((day) => on(day, short))).toEqual([
      undefined,
      undefined,
      'TODAY',
    ]);
  });

  it('end where what is late is no news any more', () => {
    const late = clock('2026-01-05', '2026-03-02');
    expect(on(addWorkingDays(plainDate('2026-03-03'), 20), late)).toBe('OVERDUE');
    expect(on(addWorkingDays(plainDate('2026-03-03'), 21), late)).toBeUndefined();
  });

  it('come in one order as days go by, whatever the clock', () => {
    const days = fc.record({ length: fc.nat(200), grace: fc.nat(3), soon: fc.nat(10), start: fc.nat(2000) });
    fc.assert(
      fc.property(days, ({ length, grace, soon, start }) => {
        const startedOn = addDays(plainDate('2020-01-01'), start);
        const dueOn = addDays(startedOn, length);
        const of = { startedOn, dueOn, overdueFrom: addDays(dueOn, grace + 1) };
        const seen = Array.from({ length: length + 20 }, (_, i) => reminderStep(of, addDays(startedOn, i), soon));
        const ranks = seen.flatMap((step) => (step === undefined ? [] : [reminderSteps.indexOf(step)]));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        expect(seen[length]).toBe('TODAY'); // nothing falls due unsaid
        expect(seen[length + grace + 1]).toBe('OVERDUE');
      }),
    );
  });
});
