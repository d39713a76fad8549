import { plainDate } from '#calendar/plain-date';
import { clockInWords, dueInWords } from './due-in-words.ts';

describe('how near a due day is', () => {
  const on = (due: string, today: string) => dueInWords(plainDate(due), plainDate(today)).text;

  it('is said in working days, the day itself apart', () => {
    expect(on('2016-03-09', '2016-03-11')).toBe('Overdue by 2 working days');
    expect(on('2016-03-10', '2016-03-11')).toBe('Overdue by 1 working day');
    expect(on('2016-03-11', '2016-03-11')).toBe('Due today');
    expect(on('2016-03-14', '2016-03-11')).toBe('Due in 1 working day');
    expect(on('2016-03-21', '2016-03-11')).toBe('Due in 6 working days');
  });

  it('passes over Good Friday, Easter Monday and weekends', () => {
    expect(on('2016-03-24', '2016-03-29')).toBe('Overdue by 1 working day');
    expect(on('2016-03-11', '2016-03-12')).toBe('Overdue');
    expect(on('2016-03-13', '2016-03-12')).toBe('Due before the next working day');
  });

  it('is never told by colour alone, and only what is near or late has one', () => {
    const colours = ['2016-03-10', '2016-03-11', '2016-03-14', '2016-03-21'].map(
      (due) => dueInWords(plainDate(due), plainDate('2016-03-11')).colour,
    );
    expect(colours).toEqual(['red', 'orange', 'yellow', 'grey']);
  });

  it('of a clock is what the clock says: on the weekend after its last working day it is due, not late', () => {
    expect(clockInWords({ standing: 'DUE_TODAY', workingDaysLeft: 0 }).text).toBe('Due today');
    expect(clockInWords({ standing: 'BREACHED', workingDaysLeft: -3 }).text).toBe('Overdue by 3 working days');
    expect(clockInWords({ standing: 'DUE_WITHIN_10', workingDaysLeft: 7 })).toEqual({
      text: 'Due in 7 working days',
      colour: 'grey',
    });
  });
});
