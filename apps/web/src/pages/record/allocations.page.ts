import { allocations } from '#case-flow/allocation/allocation';
import { careLeaver } from '#case-flow/leaving-care/care-leaver';
import { cases, endOf } from '#case-flow/referral/case';
import { wordsOfValue } from '../../forms/value-words.ts';
import { childOf, page } from '../page.ts';
import { workerNames } from './names.ts';
import { recordView } from './record-head.ts';

/** Who worked with a child and which team held each case, from when to when. */
export const allocationsPage = page({
  path: '/children/:childId/allocations',
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    const { journey } = childOf(asked);
    const worker = await workerNames(service);
    const shown = cases(journey)
      .toReversed()
      .map((one) => ({
        referredOn: one.referredOn,
        endedOn: endOf(one),
        workers: allocations(journey, one)
          .toReversed()
          .map(({ workerId, role, from, to }) => ({
            name: worker(workerId),
            role: wordsOfValue('role', role) ?? role,
            from,
            to,
          })),
        teams: one.held.toReversed(),
      }));
    const advisers = (careLeaver(journey)?.advisers ?? [])
      .toReversed()
      .map(({ on, data }) => ({ name: worker(data.workerId), from: on }));
    return recordView(asked, service, {
      view: 'record/allocations.njk',
      title: 'Allocations',
      model: { cases: shown, advisers },
    });
  },
});
