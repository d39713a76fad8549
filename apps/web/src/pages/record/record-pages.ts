import type { Page } from '../page.ts';
import { allocationsPage } from './allocations.page.ts';
import { chronologyPage } from './chronology.page.ts';
import { correctDate, correctDateForm } from './correct-date.page.ts';
import { erase, eraseForm } from './erase.page.ts';
import { merge, mergeForm } from './merge.page.ts';
import { moveEntry, moveEntryForm } from './move-entry.page.ts';
import { onADay } from './on-a-day.page.ts';
import { openForAReason } from './open-for-a-reason.page.ts';
import { overview } from './overview.page.ts';
import { plans } from './plans.page.ts';
import { recordKeeping } from './record-keeping.page.ts';
import { lift, liftForm, restrict, restrictForm } from './restriction.page.ts';
import { takeOut, takeOutForm } from './take-out.page.ts';
import { unmerge, unmergeForm } from './unmerge.page.ts';
import { whoLooked } from './who-looked.page.ts';

/** The pages of a child's record. */
export const recordPages: readonly Page[] = [
  openForAReason,
  overview,
  chronologyPage,
  onADay,
  plans,
  allocationsPage,
  recordKeeping,
  whoLooked,
  correctDateForm,
  correctDate,
  takeOutForm,
  takeOut,
  moveEntryForm,
  moveEntry,
  mergeForm,
  merge,
  unmergeForm,
  unmerge,
  restrictForm,
  restrict,
  liftForm,
  lift,
  eraseForm,
  erase,
];
