import type { Page } from '../page.ts';
import { bankHolidaysPage } from './bank-holidays.page.ts';
import { importFile, importForm } from './imports.page.ts';
import { readModels } from './read-models.page.ts';
import { recordReferenceFact, reference } from './reference.page.ts';
import { teams, workers } from './register.page.ts';

/** Teams, workers, reference data and the workings of the service. */
export const administrationPages: readonly Page[] = [
  teams,
  workers,
  reference,
  recordReferenceFact,
  bankHolidaysPage,
  readModels,
  importForm,
  importFile,
];
