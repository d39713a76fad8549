import { escalate } from './producers/escalate.ts';
import { exportFigures } from './producers/export-figures.ts';
import { exportList } from './producers/export-list.ts';
import { importFiles } from './producers/import-files.ts';
import { monthlyPack } from './producers/monthly-pack.ts';
import { reportPack } from './producers/report-pack.ts';
import { remind } from './producers/remind.ts';
import { checkAudit, cleanUp, rebuild, verify } from './producers/upkeep.ts';
import type { Producers } from './working.ts';

/** Who does what: one line for each kind of job. */
export const producers: Producers = {
  'export-list': exportList,
  'export-figures': exportFigures,
  'report-pack': reportPack,
  'monthly-pack': monthlyPack,
  import: importFiles,
  rebuild,
  verify,
  'check-audit': checkAudit,
  escalate,
  remind,
  'clean-up': cleanUp,
};
