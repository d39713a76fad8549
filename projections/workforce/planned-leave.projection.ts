import { addDays } from '#calendar/plain-date';
import { leaveOf } from '#case-flow/workforce/leave';
import { factsOf } from '#case-flow/journey';
import { ownIdIn } from '#case-flow/workforce/register-streams';
import { projection } from '#measures/projection';
import { leaveEvents } from '../case-events.ts';

/** One row for each leave that a worker has planned and not cancelled, so that managers see it while they allocate. */
export const plannedLeave = projection({
  name: 'planned-leave',
  question: 'Which worker is away, from when to when?',
  version: 1,
  columns: {
    workerId: 'text',
    reason: 'text',
    from: 'day',
    /** The first day back. */
    to: 'day',
  },
  reads: leaveEvents,
  rows: (journey) => {
    const workerId = ownIdIn(journey, 'worker');
    if (workerId === undefined) return [];
    const facts = factsOf(journey, 'WorkerLeavePlanned');
    return leaveOf(journey, workerId).map(({ from, until, reason }) => ({
      rowId: `${workerId}#leave ${from}`,
      because: facts.filter(({ data }) => data.workerId === workerId && data.from === from),
      cells: { workerId, reason, from, to: addDays(until, 1) },
    }));
  },
});
