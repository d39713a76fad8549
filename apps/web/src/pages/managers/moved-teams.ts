import type { PlainDate } from '#calendar/plain-date';
import { endSql } from '#measures/sql';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import type { ChosenCase } from './chosen-cases.ts';

/** The team that each of some waiting cases is with on a day, by the id of the case; what does not wait is not there. */
export async function teamsOfWaiting(
  sql: Sql,
  cases: readonly ChosenCase[],
  today: PlainDate,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await sql.query<{ caseId: string; team: string | null }>(
    `select case_id as "caseId", team from ${READING}.unallocated_cases t
     where known_to is null and "from" <= $1 and ${endSql('t."to"')} > $1::date
       and (child_id, case_id) in (select * from unnest($2::text[], $3::text[]))`,
    [today, cases.map((one) => one.childId), cases.map((one) => one.caseId)],
  );
  return new Map(rows.map(({ caseId, team }) => [caseId, team]));
}

/** Says which cases went from one team to another with their new lead social worker, a sentence for each team they left. */
export function movesInWords(
  done: readonly ChosenCase[],
  before: ReadonlyMap<string, string | null>,
  team: string | null,
): readonly string[] {
  if (team === null) return [];
  const left = new Map<string, number>();
  for (const { caseId } of done) {
    const from = before.get(caseId);
    if (from != null && from !== team) left.set(from, (left.get(from) ?? 0) + 1);
  }
  return [...left]
    .sort()
    .map(([from, n]) => `${n === 1 ? '1 case moves' : `${n} cases move`} from team ${from} to team ${team}.`);
}
