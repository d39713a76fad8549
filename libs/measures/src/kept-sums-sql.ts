import type { Kept } from './kept-sums.ts';
import type { Count, Flow, Stock } from './measure.ts';
import { columnName, onceColumn, placeSql, tableOf, whereSql } from './sql.ts';

/** The day that stands for always, or never yet: before every other. */
export const BEFORE_ALL = '1000-01-01';

/**
 * Everything that the rows believed now move a kept sum by, in SQL: columns `scope`, `day`, `second` (a whole number; null where
 * it moves on one day alone) and `amount`; several lines of one scope and days add up. With `keys`, a parameter such as
 * `$1::text[]`, only what the rows of these keys (`keyOf`) move.
 */
export function keptSql(kept: Kept, schema: string, keys?: string): string {
  const { count } = kept;
  if (count.kind === 'flow')
    return kept.keeping === 'firsts' ? firstsSql(count, schema, keys) : flowSql(kept, schema, keys);
  if (kept.keeping === 'begun') return begunSql(count, schema, keys);
  if (kept.keeping === 'during') return duringSql(count, schema, keys);
  return kept.keeping === 'companion' ? companionSql(count, schema, keys) : valueSql(count, schema, keys);
}

/** What moves together: the rows of a child, or those of whatever is counted once. */
export const keyOf = ({ keeping, count }: Kept): string =>
  keeping === 'companion' || count.once === undefined ? 'childId' : count.once;

const numberOf = (day: string): string => `(${day} - date '1970-01-01')`;

/** Rows that may count, once for the total and once for their area (and their team): as `r`, with `scope`. */
function rowsSql(
  count: Count,
  schema: string,
  columns: string,
  keys: string | undefined,
  key: string,
  withTeam = false,
) {
  const { team, area } = placeSql(count);
  const scopes = [`('total')`, `('area ' || ${area})`, ...(withTeam ? [`('team ' || ${team})`] : [])];
  const restricted = keys === undefined ? '' : ` and ${onceColumn(key)} = any(${keys})`;
  const where = ['t.known_to is null', ...whereSql(count, 't')].join(' and ');
  return `select scope, t.row_id, ${columns} from ${schema}.${tableOf(count.projection)} t
    cross join lateral (values ${scopes.join(', ')}) s(scope) where ${where}${restricted}`;
}

const amountSql = ({ sum }: Count): string => (sum === undefined ? '1' : `coalesce(t.${columnName(sum.column)}, 0)`);
const dayOf = (column: string): string => `t.${columnName(column)}`;

/** The days between which a row of a stock counts; a null `from` never. */
function boundsSql({ from, to, since, until }: Stock): string {
  const [begun, counted] = [dayOf(from), since === undefined ? undefined : dayOf(since)];
  const first =
    counted === undefined
      ? begun
      : `case when ${begun} is not null and ${counted} is not null then greatest(${begun}, ${counted}) end`;
  const end = until === undefined ? dayOf(to) : `least(${dayOf(to)}, ${dayOf(until)})`;
  return `${first} as since, ${end} as until`;
}

/** Up on the day it comes in, down on the day it goes out. */
const upAndDown = `cross join lateral (values (r.since, 1), (r.until, -1)) moved(day, sign)`;
const isStretch = '(r.until is null or r.until > r.since)';

function flowSql({ count, keeping, of }: Kept, schema: string, keys?: string): string {
  const { on, by } = count as Flow;
  const second = keeping === 'by' ? numberOf(dayOf(by!)) : dayOf(of!);
  const columns = `${dayOf(on)} as day, ${second} as second, ${amountSql(count)} as amount`;
  return `select scope, day, second, amount from (${rowsSql(count, schema, columns, keys, 'childId')}) r
    where day is not null and second is not null`;
}

function begunSql(count: Stock, schema: string, keys?: string): string {
  const columns = `${boundsSql(count)}, ${numberOf(dayOf(count.begunBefore!))} as second, ${amountSql(count)} as amount`;
  return `select scope, day, second, sign * amount as amount from (${rowsSql(count, schema, columns, keys, 'childId')}) r
    ${upAndDown} where day is not null and r.since is not null and second is not null and ${isStretch}`;
}

/** A value's row counts in a period unless an earlier row of it does: where that one's day came before the period. */
function firstsSql(count: Flow, schema: string, keys?: string): string {
  const columns = `${onceColumn(count.once!)} as one, ${dayOf(count.on)} as day`;
  return `select scope, day, ${numberOf('before')} as second, 1 as amount from (
    select *, lag(day, 1, date '${BEFORE_ALL}') over (partition by scope, one order by day, row_id) as before
    from (${rowsSql(count, schema, columns, keys, count.once!)}) r where day is not null and one is not null) r`;
}

/**
 * A value counts in a period if one of its rows began by the period's end and ends after its first day. Among the rows that end
 * after a day, the one that began first decides; as that day moves on, another row decides from each row's end on. So the
 * first day is the first day of a period, and the second the beginning of the row that decides.
 */
function duringSql(count: Stock, schema: string, keys?: string): string {
  const columns = `${onceColumn(count.once!)} as one, ${boundsSql(count)}`;
  const ends = `over (partition by scope, one order by coalesce(until, 'infinity') desc, row_id)`;
  return `select scope, day, ${numberOf('begun')} as second, sign as amount from (
    select scope, min(since) ${ends} as begun, lead(until, 1, date '${BEFORE_ALL}') ${ends} as since, until
    from (${rowsSql(count, schema, columns, keys, count.once!)}) r where since is not null and one is not null) r
    ${upAndDown} where day is not null`;
}

/**
 * A row counts if its companion seen last by `asAt` was seen in the period. From each companion's day to the next, it counts
 * for periods that begin after the row's own `begunBefore` and no later than that day: what began before, less what was
 * seen before.
 */
function companionSql(count: Stock, schema: string, keys?: string): string {
  const { having, begunBefore } = count;
  const { count: other, column } = having!;
  const begun = begunBefore === undefined ? `date '${BEFORE_ALL}'` : dayOf(begunBefore);
  const columns = `t.child_id, t.${columnName(column)} as shared, ${begun} as begun, ${boundsSql(count)}`;
  const restricted = keys === undefined ? '' : ` and h.child_id = any(${keys})`;
  const seen = `h.${columnName(other.on)}`;
  return `
    select scope, day, ${numberOf('limit_day')} as second, sign * part as amount from (
      select o.scope, o.begun, c.seen, greatest(o.since, c.seen) as since, least(o.until, c.next) as until
      from (${rowsSql(count, schema, columns, keys, 'childId')}) o join (
        select child_id, shared, seen, lead(seen) over (partition by child_id, shared order by seen) as next from (
          select distinct h.child_id, h.${columnName(column)} as shared, ${seen} as seen
          from ${schema}.${tableOf(other.projection)} h
          where ${['h.known_to is null', `${seen} is not null`, ...whereSql(other, 'h')].join(' and ')}${restricted}) h
        ) c on c.child_id = o.child_id and c.shared = o.shared
      where o.since is not null and o.begun < c.seen) r
    ${upAndDown} cross join lateral (values (r.begun, 1), (r.seen, -1)) parts(limit_day, part)
    where day is not null and ${isStretch}`;
}

/**
 * On each day that a value's rows come in or go out, what it counts for from then on, less what it did before: 1, or what is
 * added up, of the row with the smallest id, where it has enough rows open. Of a value with many rows of one amount, which is
 * nearly every one, counting them up is enough.
 */
function valueSql(count: Stock, schema: string, keys?: string): string {
  const columns = `${onceColumn(count.once!)} as one, ${boundsSql(count)}, ${amountSql(count)} as amount`;
  const enough = count.moreThan ?? 0;
  return `
    select scope, day, null::integer as second, value - lag(value, 1, 0) over (partition by scope, one order by day) as amount from (
      with r as materialized (select *, min(amount) over same = max(amount) over same as is_even from (
        ${rowsSql(count, schema, columns, keys, count.once!, true)}) r
        where since is not null and one is not null and ${isStretch} window same as (partition by scope, one)),
      days as materialized (select distinct scope, one, day from r ${upAndDown} where day is not null and not is_even)
      select scope, one, day, case when sum(sum(sign)) over (partition by scope, one order by day) > ${enough} then max(amount) else 0 end as value
      from r ${upAndDown} where day is not null and is_even group by scope, one, day
      union all
      select d.scope, d.one, d.day, case when count(r.row_id) > ${enough} then (array_agg(r.amount order by r.row_id))[1] else 0 end
      from days d left join r on r.scope = d.scope and r.one = d.one and r.since <= d.day and (r.until is null or r.until > d.day)
      group by 1, 2, 3) v`;
}
