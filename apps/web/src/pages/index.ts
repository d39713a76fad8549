import { accessibility } from './account/accessibility.page.ts';
import { accountPages } from './account/account-pages.ts';
import { accessPages } from './administration/access-pages.ts';
import { administrationPages } from './administration/administration-pages.ts';
import { managersPages } from './managers/managers-pages.ts';
import { jobPages } from './administration/job-pages.ts';
import { exportPages } from './exports/export-pages.ts';
import { contactPages } from './front-door/contact-pages.ts';
import { findingPages } from './front-door/finding-pages.ts';
import type { Page } from './page.ts';
import { performancePages } from './performance/performance-pages.ts';
import { recordPages } from './record/record-pages.ts';
import { stepPages } from './steps/step-pages.ts';

/** Every page there is. One that does not stand here is not served. */
export const pages: readonly Page[] = [
  accessibility,
  ...accountPages,
  ...recordPages,
  ...stepPages,
  ...accessPages,
  ...administrationPages,
  ...performancePages,
  ...exportPages,
  ...jobPages,
  ...managersPages,
  ...contactPages,
  ...findingPages,
];
