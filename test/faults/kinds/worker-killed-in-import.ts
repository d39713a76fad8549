import { setTimeout as pause } from 'node:timers/promises';
import type { FaultKind } from '../fault.ts';

const OCCASION_MILLISECONDS = 3000;

/** kill -9 of the worker with an import under way: whoever takes the job over may find a part of its events stored. */
export const workerKilledInImport: FaultKind = {
  name: 'worker killed in an import',
  inflict: async ({ programs, postgres }) => {
    const worker = programs.worker[0]!;
    const underway = `select subject from jobs.runs where kind = 'import' and state in ('WAITING', 'RUNNING')`;
    for (const until = performance.now() + OCCASION_MILLISECONDS; performance.now() < until; await pause(15)) {
      const [run] = await postgres.ask<{ subject: string }>(underway).catch(() => []);
      if (run !== undefined && worker.signal('SIGKILL')) return worker.name;
    }
    return undefined;
  },
};
