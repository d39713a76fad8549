import { setTimeout as pause } from 'node:timers/promises';
import { lasting, seconds, type FaultKind } from '../fault.ts';

/** Nothing more can be written where the database keeps its files, log and data alike; then there is room again. */
export const diskFull: FaultKind = {
  name: 'disk full',
  whyNot: ({ disk }) => ('whyNot' in disk ? disk.whyNot : undefined),
  inflict: async ({ disk }, lots) => {
    if ('whyNot' in disk) return undefined;
    const milliseconds = lots.isLong ? lasting(lots, 12) + 3000 : 1500;
    disk.fill();
    await pause(milliseconds);
    disk.free();
    return seconds(milliseconds);
  },
};
