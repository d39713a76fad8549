import type { Page } from '../page.ts';
import { acknowledgeEscalation } from './acknowledge-escalation.page.ts';
import { allocate, chooseWorker } from './allocate.page.ts';
import { caseloads } from './caseloads.page.ts';
import { clocks } from './clocks.page.ts';
import { queueAllocated } from './queue-allocated.page.ts';
import { reminders, tickOffReminders } from './reminders.page.ts';
import { queue } from './queue.page.ts';
import { cancelLeave, myCases, planLeave, worker } from './worker.page.ts';

/** The pages of team managers and of those who look at work in progress. */
export const managersPages: readonly Page[] = [
  queue,
  queueAllocated,
  chooseWorker,
  allocate,
  acknowledgeEscalation,
  clocks,
  reminders,
  tickOffReminders,
  caseloads,
  myCases, // before the page of any worker
  worker,
  planLeave,
  cancelLeave,
];
