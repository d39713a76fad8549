import type { Page } from '../page.ts';
import { cancelExport, exportFile, exportProgress, exports } from './export.page.ts';
import { askForPack, newPack } from './new-pack.page.ts';
import { askForExport, newExport } from './new-export.page.ts';

/** Asking for lists and figures as files, and fetching them. */
export const exportPages: readonly Page[] = [
  exports,
  newExport,
  askForExport,
  newPack, // before the page of any export
  askForPack,
  exportProgress,
  exportFile,
  cancelExport,
];
