import { askedOf, type KnownRow } from '#measures/counted';
import type { Known } from '#measures/evaluate';
import { countsOf, type Count, type Measure } from '#measures/measure';
import type { Projection, Value } from '#measures/projection';
import { cellsSql, columnName, knownSql, tableOf } from '#measures/sql';
import type { FigureAsked } from './figures.ts';
import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';

/**
 * The rows that come into question for a figure, by projection, as known at the instant asked for: those that any of its
 * counts could take (`isCandidate` of explain-rows.ts), the companions of `having` among them.
 */
export async function candidatesFromRows(sql: Sql, measure: Measure, asked: FigureAsked): Promise<Known> {
  const rows = new Map<string, Map<string, KnownRow>>();
  for (const count of countsOf(measure).flatMap(withCompanion)) {
    const { name } = count.projection;
    const own = rows.get(name) ?? new Map<string, KnownRow>();
    for (const row of await candidates(sql, count, asked)) own.set(row.rowId, row);
    rows.set(name, own);
  }
  const lists = new Map([...rows].map(([name, own]) => [name, [...own.values()]]));
  return (projection) => lists.get(projection) ?? [];
}

const withCompanion = (count: Count): readonly Count[] =>
  count.having === undefined ? [count] : [count, count.having.count];

async function candidates(sql: Sql, count: Count, given: FigureAsked): Promise<readonly KnownRow[]> {
  const { from, to, asAt, asKnownAt } = askedOf(count, given);
  return rowsWhere(sql, count.projection, candidateSql(count), [from, to, asAt, asKnownAt]);
}

/** Rows of a projection's table `t`, with their cells. */
export async function rowsWhere(
  sql: Sql,
  projection: Projection,
  condition: string,
  values: readonly unknown[],
): Promise<readonly KnownRow[]> {
  const rows = await sql.query<Record<string, Value> & { row_id: string; child_id: string }>(
    `select t.row_id, t.child_id, ${cellsSql(projection.columns)} from ${READING}.${tableOf(projection)} t where ${condition}`,
    values,
  );
  return rows.map(({ row_id: rowId, child_id: childId, ...cells }) => ({ rowId, childId, cells }));
}

/** The same meaning as `isCandidate` of explain-rows.ts; a spec holds them equal. */
function candidateSql(count: Count): string {
  const days = Object.entries(count.projection.columns).filter(([, kind]) => kind === 'day');
  const inPeriod = days.map(([column]) => `t.${columnName(column)} between $1::date and $2::date`);
  const open =
    count.kind === 'flow'
      ? []
      : [
          `(t.${columnName(count.from)} <= greatest($2::date, $3::date) and
            (t.${columnName(count.to)} is null or t.${columnName(count.to)} > least($1::date, $3::date)))`,
        ];
  return `${knownSql('t')} and $3::date is not null and (${[...inPeriod, ...open].join(' or ')})`;
}
