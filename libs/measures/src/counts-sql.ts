import type { Count } from './measure.ts';
import { columnName, furtherSql, onceColumn, periodSql, tableOf } from './sql.ts';

/** Counts that one look at a table answers: of the same rows by the same days, under the same team and area. */
export function lookOf(count: Count): string | undefined {
  // What is counted once and added up, or needs other rows, is looked at by itself.
  if (count.having !== undefined || (count.once !== undefined && (count.sum ?? count.moreThan) !== undefined))
    return undefined;
  const { projection, kind, window } = count;
  const days = kind === 'flow' ? [count.on, count.team, count.area] : [count.from, count.to, count.during];
  return JSON.stringify([projection.name, kind, days, window]);
}

/**
 * Several counts of one look, in all and in each part, in one statement over the rows: columns `part` and c0, c1, ... `part`
 * null asks for the total alone. Parameters as in `conditionSql`.
 */
export function countsSql(counts: readonly Count[], schema: string, part: string | null): string {
  const [first] = counts as [Count];
  const columns = counts.map((count, i) => `${amountSql(count)} as c${i}`).join(', ');
  const rows = `${schema}.${tableOf(first.projection)} t where ${periodSql(first, 't').join(' and ')}`;
  if (part === null) return `select 'total' as part, ${columns} from ${rows}`;
  return `select coalesce(part, 'total') as part, ${columns}
    from (select t.*, ${part} as part from ${rows}) t group by grouping sets ((), (part))`;
}

function amountSql(count: Count): string {
  const further = furtherSql(count, 't');
  const filter = further.length === 0 ? '' : ` filter (where ${further.join(' and ')})`;
  if (count.once !== undefined) return `count(distinct ${onceColumn(count.once)})${filter}`;
  return count.sum === undefined ? `count(*)${filter}` : `coalesce(sum(t.${columnName(count.sum.column)})${filter}, 0)`;
}
