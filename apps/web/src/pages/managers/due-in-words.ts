import type { PlainDate } from '#calendar/plain-date';
import { workingDaysBetween } from '#calendar/working-days';
import type { Due } from '#waymark/forecast';

/** How near a due day is, in words and as a tag: words first, for colour alone tells nobody anything. */
export interface DueInWords {
  readonly text: string;
  readonly colour: 'red' | 'orange' | 'yellow' | 'grey';
}

/** What is left of the time until a day, or by how much it is over. */
export function dueInWords(dueOn: PlainDate, today: PlainDate): DueInWords {
  if (dueOn < today) {
    const late = workingDaysBetween(dueOn, today);
    return { text: late === 0 ? 'Overdue' : `Overdue by ${workingDays(late)}`, colour: 'red' };
  }
  if (dueOn === today) return { text: 'Due today', colour: 'orange' };
  const left = workingDaysBetween(today, dueOn);
  if (left === 0) return { text: 'Due before the next working day', colour: 'orange' };
  return { text: `Due in ${workingDays(left)}`, colour: left <= 5 ? 'yellow' : 'grey' };
}

/** The same of a clock, which says itself whether it is late: a visit due on a Friday may be made until Sunday. */
export function clockInWords({ standing, workingDaysLeft }: Pick<Due, 'standing' | 'workingDaysLeft'>): DueInWords {
  if (standing === 'BREACHED')
    return {
      text: workingDaysLeft === 0 ? 'Overdue' : `Overdue by ${workingDays(-workingDaysLeft)}`,
      colour: 'red',
    };
  if (standing === 'DUE_TODAY') return { text: 'Due today', colour: 'orange' };
  if (workingDaysLeft === 0) return { text: 'Due before the next working day', colour: 'orange' };
  return { text: `Due in ${workingDays(workingDaysLeft)}`, colour: standing === 'DUE_WITHIN_5' ? 'yellow' : 'grey' };
}

const workingDays = (number: number): string => `${number} working ${number === 1 ? 'day' : 'days'}`;
