import type { PlainDate } from '#calendar/plain-date';
import { command } from '../command.ts';
import type { DataOf } from '../event-catalogue.ts';
import { factsOf, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import { aWorkerInPost } from './workers.ts';
import { workforceEvents } from './workforce.events.ts';

const { WorkerLeavePlanned, WorkerLeaveCancelled } = workforceEvents;

/** Days a worker is away, the last included. */
export type Leave = DataOf<'WorkerLeavePlanned'>;

/** The leave of a worker that was planned and not cancelled, the earliest first. */
export function leaveOf(journey: Journey, workerId: string): readonly Leave[] {
  const planned = new Map<PlainDate, Leave>();
  for (const { type, data } of factsOf(journey, 'WorkerLeavePlanned', 'WorkerLeaveCancelled')) {
    if (data.workerId !== workerId) continue;
    if (type === 'WorkerLeavePlanned') planned.set(data.from, data as Leave);
    else planned.delete(data.from);
  }
  return [...planned.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** What may be asked about a worker's leave, on the worker's own journey. Asked again, nothing follows. */
export const leaveCommands = {
  PlanWorkerLeave: command(WorkerLeavePlanned.payload, (journey, asked, { today }) => {
    const { workerId, from, until, reason } = asked;
    if (until < from)
      throw new Refused('leave-ends-after-it-begins', `Leave from ${from} cannot end on ${until}, before it begins.`);
    aWorkerInPost(journey, workerId, from > today ? today : from);
    const there = leaveOf(journey, workerId);
    if (there.some((one) => one.from === from && one.until === until && one.reason === reason)) return [];
    const other = there.find((one) => one.from <= until && one.until >= from);
    if (other !== undefined)
      throw new Refused(
        'a-worker-is-on-one-leave-at-a-time',
        `${workerId} has leave from ${other.from} to ${other.until} already. Cancel that first.`,
      );
    return [{ type: 'WorkerLeavePlanned', data: asked }];
  }),

  CancelWorkerLeave: command(WorkerLeaveCancelled.payload, (journey, asked) => {
    const { workerId, from } = asked;
    if (leaveOf(journey, workerId).some((one) => one.from === from))
      return [{ type: 'WorkerLeaveCancelled', data: asked }];
    const isCancelled = factsOf(journey, 'WorkerLeaveCancelled').some(({ data }) => data.from === from);
    if (isCancelled) return [];
    throw new Refused('only-planned-leave-is-cancelled', `No leave of ${workerId} was planned from ${from}.`);
  }),
};
