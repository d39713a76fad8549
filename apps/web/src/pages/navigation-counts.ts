import { may, type Person } from '#access/person';
import { queueCount } from './managers/queue-list.query.ts';
import { ownQueue } from './managers/queue-view.ts';
import { remindedPerson } from './managers/reminders.page.ts';
import { boardCount } from './front-door/screening.query.ts';
import type { Service } from './service.ts';

/**
 * The counts behind the words of the navigation, each the length of the list it leads to as this person sees it first. One
 * entry for each place that has one.
 */
const counts: Readonly<Record<string, (service: Service, person: Person) => Promise<number | undefined>>> = {
  queue: async ({ waymark }, person) =>
    may(person, 'see-queues') ? queueCount(waymark.database, ownQueue(person, waymark.today())) : undefined,
  reminders: async ({ jobs, waymark }, person) =>
    may(person, 'see-reminders') ? jobs.reminders.count(remindedPerson(person), waymark.today()) : undefined,
  screening: async ({ waymark }, person) =>
    may(person, 'log-contacts') ? boardCount(waymark.database, 'waiting', { today: waymark.today() }) : undefined,
};

/** What waits for a person, by the names that the navigation knows; a place that is not theirs has none. */
export async function navigationCounts(service: Service, person: Person): Promise<Readonly<Record<string, number>>> {
  const counted = await Promise.all(
    Object.entries(counts).map(async ([name, count]) => [name, await count(service, person)] as const),
  );
  return Object.fromEntries(counted.filter((entry): entry is [string, number] => entry[1] !== undefined));
}
