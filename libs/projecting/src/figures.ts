import type { Instant } from '#calendar/instant';
import { askedOf, type Asked, type KnownRow } from '#measures/counted';
import { joined, onceEach, type By, type Listed, type Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import { countKey, isCount, unitsPerOne, type Count, type Grouping, type Measure } from '#measures/measure';
import type { Value } from '#measures/projection';
import { countsSql } from '#measures/counts-sql';
import { cellsSql, columnName, conditionSql, countedSql, groupSql, placeSql, tableOf } from '#measures/sql';
import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';

/** A question to the read model. `asKnownAt` null means now. */
export interface FigureAsked extends Asked {
  readonly asKnownAt: Instant | null;
}

/** A population by area name and `TOTAL`, as of the question asked; null where none is loaded. */
export type Population = (area: string, asked: FigureAsked) => number | null;

/** One count from the rows, in SQL, as a total and by part: the same condition as the list's. */
export async function countFromRows(
  sql: Sql,
  count: Count,
  given: FigureAsked,
  by: By,
  grouping?: Grouping,
): Promise<ReadonlyMap<string, number>> {
  const values = [...valuesOf(askedOf(count, given))];
  const parts = by === 'total' ? '' : ` union all ${countedSql(count, READING, partSql(count, by, grouping))}`;
  const rows = await sql.query<{ part: string; counted: string }>(
    `${countedSql(count, READING, `'total'`)}${parts}`,
    values,
  );
  const found = rows.map((row) => [row.part, Number(row.counted)] as const);
  return new Map([['total', 0], ...found.filter(([, counted]) => counted !== 0)]);
}

/** Counts of one look (`lookOf`) from the rows, in the order given, each as a total and by part. */
export async function countsFromRows(
  sql: Sql,
  counts: readonly Count[],
  given: FigureAsked,
  by: By,
  grouping?: Grouping,
): Promise<readonly ReadonlyMap<string, number>[]> {
  const [first] = counts as [Count];
  const part = by === 'total' ? null : partSql(first, by, grouping);
  const rows = await sql.query<Record<string, string> & { part: string }>(
    countsSql(counts, READING, part),
    valuesOf(askedOf(first, given)),
  );
  return counts.map((_, i) => {
    const found = rows.map((row) => [row.part, Number(row[`c${i}`])] as const);
    return new Map([['total', 0], ...found.filter(([, counted]) => counted !== 0)]);
  });
}

/**
 * Percentiles of one column of the same rows (measures that share `percentileLook`), and how many rows there are, in all and
 * by part, in the order of the measures.
 */
export async function percentilesFromRows(
  sql: Sql,
  measures: readonly Measure[],
  given: FigureAsked,
  by: By,
): Promise<readonly ReadonlyMap<string, Figure>[]> {
  const { numerator: count, percentile, grouping } = measures[0]!;
  const ranks = measures.map((one) => one.percentile!.rank / 100).join(', ');
  const part = by === 'total' ? `'total'` : partSql(count, by, grouping);
  const rows = await sql.query<{ part: string; counted: string; measured: number[] | null }>(
    `select coalesce(part, 'total') as part, count(*) as counted,
       percentile_disc(array[${ranks}]) within group (order by measured) as measured
     from (select ${part} as part, t.${columnName(percentile!.of)} as measured
       from ${READING}.${tableOf(count.projection)} t where ${conditionSql(count, READING)}) t
     group by grouping sets ((), (part))`,
    valuesOf(askedOf(count, given)),
  );
  return measures.map((_, i) => {
    const found = rows.map(
      (row) =>
        [row.part, { numerator: Number(row.counted), denominator: null, value: row.measured?.[i] ?? null }] as const,
    );
    return new Map<string, Figure>([['total', { numerator: 0, denominator: null, value: null }], ...found]);
  });
}

/** Percentiles that one look at the rows answers. */
export const percentileLook = ({ numerator, percentile, grouping }: Measure): string =>
  `${countKey(numerator)} ${percentile!.of} ${JSON.stringify(grouping)}`;

/** The rows behind a figure, as in `list` of evaluate.ts, from the database. */
export async function listFromRows(
  sql: Sql,
  measure: Measure,
  asked: FigureAsked,
  place: Place,
): Promise<readonly Listed[]> {
  const { numerator, denominator } = measure;
  const above = await rowsCounted(sql, measure, numerator, asked, place);
  const below = isCount(denominator) ? await rowsCounted(sql, measure, denominator, asked, place) : [];
  return joined(measure, above, below);
}

async function rowsCounted(
  sql: Sql,
  { grouping }: Measure,
  count: Count,
  given: FigureAsked,
  place: Place,
): Promise<readonly KnownRow[]> {
  const rows = await sql.query<Record<string, Value> & { row_id: string; child_id: string }>(
    `select t.row_id, t.child_id, ${cellsSql(count.projection.columns)}
     from ${READING}.${tableOf(count.projection)} t
     where ${conditionSql(count, READING)} and ${placedSql(count, grouping)}`,
    [...valuesOf(askedOf(count, given)), ...valuesOfPlace(place)],
  );
  return onceEach(
    count,
    rows.map(({ row_id: rowId, child_id: childId, ...cells }) => ({ rowId, childId, cells })),
  );
}

/** A measure's parts by its grouping, of one place, from the rows. */
export async function groupsFromRows(
  sql: Sql,
  measure: Measure,
  asked: FigureAsked,
  place: Place,
): Promise<Readonly<Record<string, number>> | undefined> {
  const { grouping, numerator } = measure;
  if (grouping === undefined) return undefined;
  const rows = await sql.query<{ part: string; counted: string }>(
    countedSql(numerator, READING, groupSql(grouping, numerator), placedSql(numerator, grouping)),
    [...valuesOf(askedOf(numerator, asked)), ...valuesOfPlace(place)],
  );
  const named = rows.map(({ part, counted }) => [part, Number(counted) / unitsPerOne(numerator)] as const);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a row's part is called in SQL. */
export const partSql = (count: Count, by: Exclude<By, 'total'>, grouping?: Grouping): string =>
  by === 'group' ? groupSql(grouping, count) : placeSql(count)[by];

/** The condition that a row is of the place asked for: $5 a team, $6 an area, $7 a group. */
function placedSql(count: Count, grouping?: Grouping): string {
  const { team, area } = placeSql(count);
  const group = groupSql(grouping, count);
  return `($5::text is null or ${team} = $5) and ($6::text is null or ${area} = $6) and ($7::text is null or ${group} = $7)`;
}

const valuesOf = ({ from, to, asAt, asKnownAt }: FigureAsked): readonly unknown[] => [from, to, asAt, asKnownAt];

const valuesOfPlace = ({ team, area, group }: Place): readonly unknown[] => [team ?? null, area ?? null, group ?? null];
