import type { Service } from '../service.ts';

/** How workers are named: by the account that bears their id, else by the id itself, for the register holds no names. */
export type WorkerNames = (id: string) => string;

/** The names of everybody who has an account, by the worker's id and by what they sign in with. */
export async function workerNames({ accounts }: Pick<Service, 'accounts'>): Promise<WorkerNames> {
  const names = new Map<string, string>();
  for (const { workerId, username, displayName } of await accounts.all()) {
    names.set(username, displayName);
    if (workerId !== undefined) names.set(workerId, displayName);
  }
  return (id) => (id === 'NOBODY' ? 'Nobody' : (names.get(id) ?? id));
}
