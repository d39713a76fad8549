import type { FaultKind } from './fault.ts';
import { backendKilled } from './kinds/backend-killed.ts';
import { backendPaused } from './kinds/backend-paused.ts';
import { clockMoved } from './kinds/clock-moved.ts';
import { diskFull } from './kinds/disk-full.ts';
import { commitAnswerLost, commitHeld, lineCut, lineDelayed, lineHalved } from './kinds/line-faults.ts';
import { postgresKilled } from './kinds/postgres-killed.ts';
import { programKilled } from './kinds/program-killed.ts';
import { programPaused } from './kinds/program-paused.ts';
import { workerKilledInImport } from './kinds/worker-killed-in-import.ts';

/** Everything that is done to the programs and the database under load. */
export const faultKinds: readonly FaultKind[] = [
  programKilled('web'),
  programKilled('projector'),
  programKilled('worker'),
  workerKilledInImport,
  programPaused('web'),
  programPaused('projector'),
  postgresKilled,
  backendKilled,
  backendPaused,
  diskFull,
  lineCut('RST'),
  lineCut('FIN'),
  lineDelayed,
  lineHalved,
  commitAnswerLost,
  commitHeld,
  clockMoved,
];
