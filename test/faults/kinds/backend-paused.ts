import { setTimeout as pause } from 'node:timers/promises';
import { lasting, seconds, type FaultKind } from '../fault.ts';
import { backends, signalled } from './backends.ts';

/** SIGSTOP of one connection's process, with whatever locks it holds. */
export const backendPaused: FaultKind = {
  name: 'backend paused',
  inflict: async (stage, lots) => {
    const all = await backends(stage);
    if (all.length === 0) return undefined;
    const { pid, name } = lots.random.pick(all.slice(0, 3));
    const milliseconds = lasting(lots, 20);
    if (!signalled(pid, 'SIGSTOP')) return undefined;
    await pause(milliseconds);
    signalled(pid, 'SIGCONT');
    return `${name}, for ${seconds(milliseconds)}`;
  },
};
