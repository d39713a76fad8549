import { inOneSnapshot } from '#waymark/snapshot';
import { page } from '../page.ts';
import { allocatedLately } from './allocated-lately.query.ts';
import { lastChosen } from './queue.page.ts';
import { partOf, queueFilters } from './queue-filters.ts';
import { queueCount } from './queue-list.query.ts';
import { ownQueue, queueAsked } from './queue-view.ts';
import { partInWords } from './within.ts';
import { workerNames } from './worker-names.ts';

/** The cases that were given to a lead social worker in the last seven days, in the areas last chosen for the queue. */
export const queueAllocated = page({
  path: '/queue/allocated',
  right: 'see-queues',
  audit: 'LIST',
  show: async (asked, service) => {
    const { person } = asked;
    const today = service.waymark.today();
    const filters = queueFilters(lastChosen(asked));
    const within = partOf(filters, person);
    const { position, answer } = await inOneSnapshot(service.waymark.database, async (sql) => ({
      cases: await allocatedLately(sql, today, within),
      waiting: await queueCount(sql, queueAsked(filters, person, today)),
      own: await queueCount(sql, ownQueue(person, today)),
    }));
    const { cases, waiting, own } = answer;
    const [names, worker] = await Promise.all([
      service.children(
        person,
        cases.map((one) => one.childId),
      ),
      workerNames(service),
    ]);
    const lines = cases.map((one) => ({ ...one, child: names.get(one.childId), worker: worker(one.workerId) }));
    return {
      view: 'managers/queue-allocated.njk',
      title: 'Allocated in the last 7 days',
      counts: { queue: own },
      model: { isWide: true, position, lines, waiting, part: partInWords(within) },
    };
  },
});
