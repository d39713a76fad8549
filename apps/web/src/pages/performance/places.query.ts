import { balanceName } from '#projecting/balances';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { measureById } from '#projections/index';
import { placeWords } from './figure-words.ts';

/** A choice of a list: its value and its words. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Whoever works with children is counted by one of these. */
const counts = ['FD-01', 'RF-01', 'AS-01', 'UN-Q', 'CIN-01', 'CP-01', 'LAC-01'].map((id) =>
  balanceName(measureById(id)!.numerator),
);

/** The areas and teams that anything is counted under, to choose from. */
export async function placesAsked(
  sql: Sql,
): Promise<{ readonly areas: readonly Choice[]; readonly teams: readonly Choice[] }> {
  const rows = await sql.query<{ scope: string }>(
    `select distinct scope from ${READING}.balance_by_month where count = any($1) order by scope`,
    [counts],
  );
  const named = (kind: string) =>
    rows
      .filter(({ scope }) => scope.startsWith(`${kind} `))
      .map(({ scope }) => scope.slice(kind.length + 1))
      .map((value) => ({ value, text: placeWords(value) }));
  return { areas: named('area'), teams: named('team') };
}
