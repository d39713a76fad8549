import { countKey, type Condition, type Count } from './measure.ts';
import type { Columns, Projection } from './projection.ts';

/** The table a projection's row versions stand in. */
export const tableOf = (projection: Projection): string => projection.name.replaceAll('-', '_');

/** A column's name in SQL, quoted, for some are words of SQL: `referredOn` is `"referred_on"`. */
export const columnName = (column: string): string =>
  `"${column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;

/**
 * The condition under which a row version counts, in SQL over its table. Parameters: $1 from, $2 to, $3 asAt (days),
 * $4 the instant it was known at (null: now). The same meaning as `counts` in counted.ts; a test holds them equal.
 */
export function conditionSql(count: Count): string {
  const known = `(case when $4::timestamptz is null then known_to is null else known_from <= $4 and (known_to is null or known_to > $4) end)`;
  const where = Object.entries(count.where ?? {}).map(([column, condition]) => conditionOn(column, condition!));
  return [known, ...(count.kind === 'flow' ? flowSql(count) : stockSql(count)), ...where].join(' and ');
}

/** Columns of a count's team and area, with the buckets for none. */
export function placeSql(count: Count): { readonly team: string; readonly area: string } {
  const [team, area] = count.kind === 'flow' ? [count.team ?? 'team', count.area ?? 'area'] : ['team', 'area'];
  return { team: `coalesce(${columnName(team)}, 'NO_TEAM')`, area: `coalesce(${columnName(area)}, 'CITYWIDE')` };
}

/** What is counted: rows, or each child once. */
export const countedSql = (count: Count): string =>
  count.kind === 'flow' && count.children ? 'count(distinct child_id)' : 'count(*)';

/** The columns that a count finds its rows by, for an index over the rows believed now. */
export const drivingColumns = (count: Count): readonly string[] =>
  (count.kind === 'flow' ? [count.on] : [count.from, count.to]).map(columnName);

/** The cells of a projection in the order of its columns, days as text. */
export const cellsSql = (columns: Columns): string =>
  Object.entries(columns)
    .map(([name, kind]) => `${columnName(name)}${kind === 'day' ? '::text' : ''} as "${name}"`)
    .join(', ');

/** The name a count's running sums are kept under. */
export const balanceKey = countKey;

function flowSql(count: Extract<Count, { kind: 'flow' }>): readonly string[] {
  const on = columnName(count.on);
  return [
    `${on} between $1::date and least($2::date, $3::date)`,
    ...(count.by === undefined ? [] : [`${columnName(count.by)} <= $3::date`]),
  ];
}

function stockSql(count: Extract<Count, { kind: 'stock' }>): readonly string[] {
  const [from, to] = [columnName(count.from), columnName(count.to)];
  const since = count.since === undefined ? [] : [`${columnName(count.since)} <= $3::date`];
  const until =
    count.until === undefined ? [] : [`(${columnName(count.until)} is null or ${columnName(count.until)} > $3::date)`];
  return [
    `${from} <= $3::date`,
    `(${to} is null or ${to} > $3::date)`,
    '$1::date is not null',
    '$2::date is not null',
    ...since,
    ...until,
  ];
}

function conditionOn(column: string, condition: Condition): string {
  const name = columnName(column);
  if (condition === 'KNOWN') return `${name} is not null`;
  if (condition === 'UNKNOWN') return `${name} is null`;
  if (Array.isArray(condition)) return `${name} in (${condition.map(literal).join(', ')})`;
  return `${name} = ${literal(condition as string | boolean | number)}`;
}

const literal = (value: string | boolean | number): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
