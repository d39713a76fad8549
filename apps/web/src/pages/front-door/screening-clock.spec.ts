import fc from 'fast-check';
import { epochMilliseconds, instant, instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import { addDays, plainDate } from '#calendar/plain-date';
import { isWorkingDay, workingDaysBetween } from '#calendar/working-days';
import { decisionClock, leftInWords, screenBy, screeningClock, shareUsed } from './screening-clock.ts';

const words = (receivedOn: string, now: string) => screeningClock(plainDate(receivedOn), instant(now)).text;

describe('the clock of the same working day (FD-02)', () => {
  it('says until when, with what is left of the office day in London', () => {
    expect(words('2015-10-06', '2015-10-06T09:00:00.000Z')).toBe('Screen by 5pm today, 7 hours left'); // ten o'clock in summer
    expect(words('2015-11-03', '2015-11-03T16:20:00.000Z')).toBe('Screen by 5pm today, 40 minutes left');
    expect(words('2015-11-03', '2015-11-03T17:00:00.000Z')).toBe('Screen before midnight: the office day is over');
  });

  it('runs until the next working day for what came on a Saturday or a bank holiday', () => {
    expect(words('2015-10-10', '2015-10-10T10:00:00.000Z')).toBe('Screen by 5pm on Monday 12 Oct 2015');
    expect(words('2015-12-25', '2015-12-27T10:00:00.000Z')).toBe('Screen by 5pm on Tuesday 29 Dec 2015');
    expect(words('2015-10-10', '2015-10-12T08:00:00.000Z')).toBe('Screen by 5pm today, 8 hours left');
  });

  it('counts working days once it is over', () => {
    expect(words('2015-10-09', '2015-10-10T10:00:00.000Z')).toBe('Overdue since Friday');
    expect(words('2015-10-09', '2015-10-12T10:00:00.000Z')).toBe('Overdue by 1 working day');
    expect(words('2015-10-05', '2015-10-08T10:00:00.000Z')).toBe('Overdue by 3 working days');
  });

  it('is overdue exactly where FD-02 counts the contact as late, whatever the day and the hour', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 0, max: 20 * 24 * 60 }), (day, minutes) => {
        const receivedOn = addDays(plainDate('2012-01-01'), day);
        const start = epochMilliseconds(instant(`${receivedOn}T12:00:00.000Z`));
        const now = instantFromEpochMilliseconds(start + minutes * 60_000);
        const { text, colour } = screeningClock(receivedOn, now);
        const due = screenBy(receivedOn);
        const isLate = londonDate(now) > due;
        expect([text.startsWith('Overdue'), colour === 'red']).toEqual([isLate, isLate]);
        expect(isWorkingDay(due) && due >= receivedOn && workingDaysBetween(receivedOn, due) <= 1).toBe(true);
        if (!isLate) expect(text).toMatch(/^Screen (by 5pm (today|on)|before midnight)/);
        expect(text).not.toMatch(/\b0 |-\d|NaN|undefined/);
      }),
      { numRuns: 2000 },
    ));

  it('never has more left as time goes on', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 0, max: 500_000 }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const units = { minute: 1, hour: 60, day: 1440 } as const;
        const minutesIn = (text: string) => {
          const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(text)!;
          return Number(count) * units[unit as keyof typeof units];
        };
        expect(minutesIn(leftInWords(less * 60_000))).toBeLessThanOrEqual(minutesIn(leftInWords(more * 60_000)));
      }),
    ));
});

describe('the clock of a rating', () => {
  const at = instant('2015-10-06T10:00:00.000Z');

  it('is four hours for red, a day for amber, three days for green', () => {
    expect(decisionClock('R', at, at).text).toBe('Decide within 4 hours');
    expect(decisionClock('A', at, at).text).toBe('Decide within 24 hours');
    expect(decisionClock('G', at, at).text).toBe('Decide within 3 days');
    expect(decisionClock('R', at, instant('2015-10-06T15:30:00.000Z')).text).toBe('Decision overdue by 1 hour');
  });

  it('keeps the share of its time that was used when another rating took its place', () => {
    expect(shareUsed('A', at, instant('2015-10-06T16:00:00.000Z'))).toBe(25);
    expect(shareUsed('R', at, instant('2015-10-06T16:00:00.000Z'))).toBe(150);
  });
});
