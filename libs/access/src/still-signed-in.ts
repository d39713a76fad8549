import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';

/**
 * Of some sessions, those that have not ended and whose account is open, each with a text of what the account may. Another
 * text means another role, area or team: what was shown by the old one ends.
 */
export async function stillSignedIn(sql: Sql, sids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ sid: string; grants: string }>(
    `select s.sid, concat_ws('|', a.account_id, a.role, a.areas::text, a.teams::text, a.worker_id) as grants
     from ${ACCESS}.sessions s join ${ACCESS}.accounts a on a.account_id::text = s.sess->>'accountId'
     where s.sid = any($1) and s.expire > now() and a.closed_at is null`,
    [sids],
  );
  return new Map(rows.map(({ sid, grants }) => [sid, grants]));
}
