import type { FaultKind } from '../fault.ts';

/** kill -9 of the process that all others of the server come from: they end with it, and nothing is written in passing. */
export const postgresKilled: FaultKind = {
  name: 'PostgreSQL killed',
  inflict: async ({ postgres }) => {
    const { postmaster } = postgres;
    if (postmaster === undefined) return undefined;
    process.kill(postmaster, 'SIGKILL');
    return Promise.resolve(`process ${postmaster}`);
  },
};
