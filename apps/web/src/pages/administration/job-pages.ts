import type { Page } from '../page.ts';
import { cancelJob, jobPage, jobsPage, rebuildPage, retryJob, verifyPage } from './jobs.page.ts';

/** What runs in the background. */
export const jobPages: readonly Page[] = [jobsPage, jobPage, retryJob, cancelJob, rebuildPage, verifyPage];
