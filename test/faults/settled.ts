import { setTimeout as pause } from 'node:timers/promises';
import type { LogEvent } from './check-log.ts';
import type { Stage } from './stage.ts';

const PATIENCE_MILLISECONDS = 120_000;

/** Waits until nothing is under way any more: jobs ended, and every web program answers with all that is recorded. Throws what does not come to rest. */
export async function settled({ postgres, addresses, programs }: Stage, token: string): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
  const until = async (what: string, isSo: () => Promise<boolean>) => {
    while (!(await isSo().catch(() => false))) {
      if (performance.now() < giveUpAt) await pause(150);
      else throw new Error(`Two minutes after the last fault ${what}. ${postgres.trouble}`);
    }
  };
  const last = async () =>
    Number((await postgres.ask<{ position: string }>('select position from log.head'))[0]!.position);
  await until('not every program runs', () =>
    Promise.resolve(
      Object.values(programs)
        .flat()
        .every(({ pid }) => pid !== undefined),
    ),
  );
  await until('there are jobs that have not ended', async () => {
    const underway = await postgres.ask(`select 1 from jobs.runs where state in ('WAITING', 'RUNNING')`);
    return underway.length === 0;
  });
  for (const address of addresses)
    await until(`${address} does not answer with all that was recorded`, async () => {
      const headers = { Authorization: `Bearer ${token}` };
      const answer = await fetch(`${address}/api/v1/queue?afterPosition=${await last()}`, { headers });
      await answer.arrayBuffer();
      return answer.ok;
    });
  return last();
}

/** The whole log, read by SQL alone. */
export async function wholeLog({ postgres }: Stage): Promise<readonly LogEvent[]> {
  const rows = await postgres.ask<Omit<LogEvent, 'position'> & { position: string }>(
    `select position, stream, version, event_id as "eventId", type, data,
       (extract(epoch from recorded_at) * 1000)::float8 as "recordedAt" from log.event order by position`,
  );
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** Imports that failed, with the word why: a job tries three times, and then waits for somebody to ask for it again. */
export const failedImports = ({
  postgres,
}: Stage): Promise<readonly { readonly runId: string; readonly failure: string }[]> =>
  postgres.ask(
    `select run_id as "runId", failure from jobs.runs where kind = 'import' and state = 'FAILED' order by asked_at`,
  );
