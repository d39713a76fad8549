import type { Stage } from '../stage.ts';

/** The server's processes that serve a program just now, those that write first where there are any. */
export async function backends({
  postgres,
}: Stage): Promise<readonly { readonly pid: number; readonly name: string }[]> {
  return postgres
    .ask<{ pid: number; name: string }>(
      `select pid, application_name || coalesce(', ' || state, '') as name from pg_stat_activity
       where backend_type = 'client backend' and application_name like 'waymark%' and pid <> pg_backend_pid()
       order by (state like 'idle in transaction%' or state = 'active') desc, pid`,
    )
    .catch(() => []);
}

/** Sends a signal to a process of the server. False when it is gone already. */
export function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
