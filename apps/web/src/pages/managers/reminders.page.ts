import type { Person } from '#access/person';
import type { PlainDate } from '#calendar/plain-date';
import type { Reminder, RemindedPerson } from '#jobs/reminders';
import { allOf, page } from '../page.ts';
import { dueInWords, type DueInWords } from './due-in-words.ts';
import { ownPart, partInWords } from './within.ts';
import { workerNames } from './worker-names.ts';

const MOST_SHOWN = 100;

/** What somebody is reminded of: their own clocks, and a team manager also of what is late or nobody's in their part. */
export const remindedPerson = (person: Person): RemindedPerson => ({
  accountId: person.accountId,
  workerId: person.workerId,
  ...(person.role === 'TM' ? { manages: ownPart(person) } : {}),
});

/** The reminders that somebody has not ticked off, the earliest due first. What is done in the meantime is not there. */
export const reminders = page({
  path: '/reminders',
  right: 'see-reminders',
  audit: 'LIST',
  show: async ({ person }, service) => {
    const { jobs, waymark } = service;
    const [today, mine] = [waymark.today(), remindedPerson(person)];
    const [count, shown, name] = await Promise.all([
      jobs.reminders.count(mine, today),
      jobs.reminders.list(mine, today, MOST_SHOWN),
      workerNames(service),
    ]);
    const children = await service.children(
      person,
      shown.map(({ childId }) => childId),
    );
    const lines = shown.map(({ reminderId, childId, clock, dueOn, step, worker, remindedAt }) => ({
      ...{ reminderId, clock, dueOn, remindedAt },
      child: children.get(childId),
      worker: name(worker ?? 'NOBODY'),
      due: leftInWords({ dueOn, step }, today),
    }));
    const part = person.role === 'TM' ? partInWords(ownPart(person)) : 'My cases';
    return {
      view: 'managers/reminders.njk',
      title: 'Reminders',
      model: { count, lines, part, isManager: person.role === 'TM' },
      counts: { reminders: count },
    };
  },
});

/** Takes reminders off somebody's own list. The clock goes on, and the next step is told again. */
export const tickOffReminders = page({
  method: 'post',
  path: '/reminders',
  right: 'see-reminders',
  audit: 'NOTHING', // nothing about a child is shown or changed
  show: async ({ person, body }, { jobs, waymark }) => {
    const ticked = await jobs.reminders.tickOff(remindedPerson(person), allOf(body, 'reminder'), waymark.today());
    const says =
      ticked === 0
        ? ({ kind: 'information', text: 'No reminder was ticked.' } as const)
        : ({
            kind: 'success',
            text: `${ticked === 1 ? '1 reminder is' : `${ticked} reminders are`} off your list.`,
          } as const);
    return { redirect: '/reminders', says };
  },
});

/** The time left as the clock itself has it: what may still be done on the weekend after its day is not late yet. */
function leftInWords({ dueOn, step }: Pick<Reminder, 'dueOn' | 'step'>, today: PlainDate): DueInWords {
  return step === 'TODAY' && dueOn <= today ? { text: 'Due today', colour: 'orange' } : dueInWords(dueOn, today);
}
