import { setTimeout as pause } from 'node:timers/promises';
import { lasting, seconds, type FaultKind } from '../fault.ts';
import type { ProgramKind } from '../stage.ts';

/** SIGSTOP: a machine that is moved, or swaps. In a long run now and then for longer than the database waits for a writer. */
export const programPaused = (kind: ProgramKind): FaultKind => ({
  name: `${kind} paused`,
  inflict: async ({ programs }, lots) => {
    const program = lots.random.pick(programs[kind]);
    const milliseconds = lots.isLong && lots.random.chance(0.2) ? 65_000 : lasting(lots, 15);
    const { pid } = program;
    if (pid === undefined || !program.signal('SIGSTOP')) return undefined;
    await pause(milliseconds);
    // Killed meanwhile by another fault, it is another process now, and that one runs.
    if (program.pid === pid) program.signal('SIGCONT');
    return `${program.name} for ${seconds(milliseconds)}`;
  },
});
