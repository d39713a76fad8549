import type { FaultKind } from '../fault.ts';
import { backends, signalled } from './backends.ts';

/** kill -9 of one connection's process: the server takes it for a crash, ends all the others and recovers. */
export const backendKilled: FaultKind = {
  name: 'backend killed',
  inflict: async (stage, { random }) => {
    const all = await backends(stage);
    if (all.length === 0) return undefined;
    const { pid, name } = random.pick(all.slice(0, 3));
    return signalled(pid, 'SIGKILL') ? name : undefined;
  },
};
