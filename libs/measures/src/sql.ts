import { countKey, type Condition, type Count, type Grouping, type Stock } from './measure.ts';
import type { Columns, Projection } from './projection.ts';

/** The table a projection's row versions stand in. */
export const tableOf = (projection: Projection): string => projection.name.replaceAll('-', '_');

/** A column's name in SQL, quoted, for some are words of SQL: `referredOn` is `"referred_on"`. */
export const columnName = (column: string): string =>
  `"${column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;

/**
 * The condition under which a row version counts, in SQL over its table, which must go by the name `t`. Parameters: $1
 * from, $2 to, $3 asAt (days), $4 the instant it was known at (null: now). The same meaning as `counts` in counted.ts; a
 * test holds them equal.
 */
export function conditionSql(count: Count, schema: string, t = 't'): string {
  return [...periodSql(count, t), ...furtherSql(count, t), ...havingSql(count, schema, t)].join(' and ');
}

/** That a row version is believed, and that its day (or the two days that bound it) fits what is asked. */
export const periodSql = (count: Count, t: string): readonly string[] => [
  knownSql(t),
  ...(count.kind === 'flow' ? flowSql(count, t) : stockSql(count, t)),
];

/** What else a row must fulfil, other rows left aside. */
export const furtherSql = (count: Count, t: string): readonly string[] => [
  ...(count.kind === 'flow' ? flowFurtherSql(count, t) : stockFurtherSql(count, t)),
  ...whereSql(count, t),
];

/** What a row's columns must hold, whatever is asked. */
export const whereSql = (count: Count, t: string): readonly string[] =>
  Object.entries(count.where ?? {}).map(([column, condition]) => conditionOn(t, column, condition!));

/** That a row version is the one believed at $4, or now where that is null. */
export const knownSql = (t: string): string =>
  `(case when $4::timestamptz is null then ${t}.known_to is null else ${t}.known_from <= $4 and (${t}.known_to is null or ${t}.known_to > $4) end)`;

function havingSql({ having }: Count, schema: string, t: string): readonly string[] {
  if (having === undefined) return [];
  const column = columnName(having.column);
  return [
    `exists (select 1 from ${schema}.${tableOf(having.count.projection)} h where h.child_id = ${t}.child_id
      and h.${column} = ${t}.${column} and ${conditionSql(having.count, schema, 'h')})`,
  ];
}

/** Columns of a count's team and area, with the buckets for none. */
export function placeSql(count: Count): { readonly team: string; readonly area: string } {
  const [team, area] = count.kind === 'flow' ? [count.team ?? 'team', count.area ?? 'area'] : ['team', 'area'];
  return { team: `coalesce(t.${columnName(team)}, 'NO_TEAM')`, area: `coalesce(t.${columnName(area)}, 'CITYWIDE')` };
}

/** The part of a measure's own grouping that a row falls in: the name `groupOf` of evaluate.ts gives it. */
export function groupSql(grouping: Grouping | undefined, count: Count): string {
  if (grouping === undefined) return `'ALL'`;
  if ('isoWeek' in grouping) return `to_char(t.${columnName((count as { on: string }).on)}, 'IYYY-"W"IW')`;
  const value = `coalesce(t.${columnName(grouping.column)}::text, 'NOT_KNOWN')`;
  if (grouping.knownOn === undefined) return value;
  return `case when t.${columnName(grouping.knownOn)} <= $3::date then ${value} else 'UNDECIDED' end`;
}

/** What a count comes to in each part: rows, a sum of a column, or what is counted once. Columns `part` and `counted`. */
export function countedSql(count: Count, schema: string, part: string, more = 'true'): string {
  const from = `${schema}.${tableOf(count.projection)} t where ${conditionSql(count, schema)} and ${more}`;
  const amount = count.sum === undefined ? 'count(*)' : `coalesce(sum(t.${columnName(count.sum.column)}), 0)`;
  if (count.once === undefined) return `select ${part} as part, ${amount} as counted from ${from} group by 1`;
  const one = onceColumn(count.once);
  const first = count.sum === undefined ? '1' : `(array_agg(t.${columnName(count.sum.column)} order by t.row_id))[1]`;
  return `select part, sum(amount) as counted from (
    select ${part} as part, ${one} as one, ${first} as amount from ${from} and ${one} is not null
    group by 1, 2 having count(*) > ${count.moreThan ?? 0}) once group by 1`;
}

/** The column whose values are counted once. */
export const onceColumn = (once: string): string => (once === 'childId' ? 't.child_id' : `t.${columnName(once)}`);

/** The columns that a count finds its rows by, for an index over the rows believed now. */
export const drivingColumns = (count: Count): readonly string[] =>
  [count.kind === 'flow' ? count.on : count.from].map(columnName);

/**
 * The first day after an interval, of a column that is null while nothing has ended it. There is an index over just this, so
 * that what is open on a day is found among a hundred thousand rows that are not; a test for null beside it finds none.
 */
export const endSql = (column: string): string => `coalesce(${column}, 'infinity'::date)`;

/** The cells of a projection in the order of its columns, days as text. */
export const cellsSql = (columns: Columns): string =>
  Object.entries(columns)
    .map(([name, kind]) => `${columnName(name)}${kind === 'day' ? '::text' : ''} as "${name}"`)
    .join(', ');

/** The name a count's running sums are kept under. */
export const balanceKey = countKey;

const flowSql = (count: Extract<Count, { kind: 'flow' }>, t: string): readonly string[] => [
  `${t}.${columnName(count.on)} between $1::date and least($2::date, $3::date)`,
];

const flowFurtherSql = ({ by }: Extract<Count, { kind: 'flow' }>, t: string): readonly string[] =>
  by === undefined ? [] : [`${t}.${columnName(by)} <= $3::date`];

const lastDaySql = (count: Stock): string => (count.during ? 'least($2::date, $3::date)' : '$3::date');
const firstDaySql = (count: Stock): string => (count.during ? '$1::date' : '$3::date');

function stockSql(count: Stock, t: string): readonly string[] {
  const [from, to] = [count.from, count.to].map((column) => `${t}.${columnName(column)}`);
  return [
    `${from} <= ${lastDaySql(count)}`,
    `${endSql(to!)} > ${firstDaySql(count)}`,
    '$1::date is not null',
    '$2::date is not null',
  ];
}

function stockFurtherSql(count: Stock, t: string): readonly string[] {
  const column = (name: string) => `${t}.${columnName(name)}`;
  const { since, until, begunBefore } = count;
  return [
    ...(since === undefined ? [] : [`${column(since)} <= ${lastDaySql(count)}`]),
    ...(until === undefined ? [] : [`(${column(until)} is null or ${column(until)} > ${firstDaySql(count)})`]),
    ...(begunBefore === undefined ? [] : [`${column(begunBefore)} < $1::date`]),
  ];
}

function conditionOn(t: string, column: string, condition: Condition): string {
  const name = `${t}.${columnName(column)}`;
  if (condition === 'KNOWN') return `${name} is not null`;
  if (condition === 'UNKNOWN') return `${name} is null`;
  if (Array.isArray(condition)) return `${name} in (${condition.map(literal).join(', ')})`;
  return `${name} = ${literal(condition as string | boolean | number)}`;
}

const literal = (value: string | boolean | number): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
