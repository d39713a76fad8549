import { setTimeout as pause } from 'node:timers/promises';
import type { FaultKind } from '../fault.ts';
import type { ProgramKind } from '../stage.ts';

const MOST_KILLS = 5;

/** kill -9 of the programs of a kind, now one, now another; each is started again, and may be killed while it starts. */
export const programKilled = (kind: ProgramKind): FaultKind => ({
  name: `${kind} killed`,
  inflict: async ({ programs }, { random, isLong }) => {
    const killed: string[] = [];
    for (let due = random.whole(1, MOST_KILLS); due > 0; due--) {
      const program = random.pick(programs[kind]);
      if (program.signal('SIGKILL')) killed.push(program.name);
      if (due > 1) await pause(random.whole(200, isLong ? 6000 : 1200));
    }
    return killed.length === 0 ? undefined : killed.join(', ');
  },
});
