import { isoWeekName } from '#calendar/period';
import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import { byRowId, type Listed, type Place } from '#measures/evaluate';
import { isCount, type Count, type Grouping, type Measure } from '#measures/measure';
import { columnName, conditionSql, countedSql, placeSql, tableOf } from '#measures/sql';
import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';

/** A question to the read model. `asKnownAt` null means now. */
export interface FigureAsked extends Asked {
  readonly asKnownAt: Instant | null;
}

/** A population by area name and `TOTAL`, as of the question asked; null where none is loaded. */
export type Population = (area: string) => number | null;

/** How a figure is broken down: not at all, by area, or by team. */
export type By = 'total' | 'area' | 'team';

/** One count from the rows, in SQL: the same condition as the list's. */
export async function countFromRows(
  sql: Sql,
  count: Count,
  asked: FigureAsked,
  by: By,
): Promise<ReadonlyMap<string, number>> {
  const table = `${READING}.${tableOf(count.projection)}`;
  const values = [asked.from, asked.to, asked.asAt, asked.asKnownAt];
  const parts =
    by === 'total'
      ? ''
      : `union all select ${placeSql(count)[by]}, ${countedSql(count)} from ${table} where ${conditionSql(count)} group by 1`;
  const rows = await sql.query<{ name: string; counted: string }>(
    `select 'total' as name, ${countedSql(count)} as counted from ${table} where ${conditionSql(count)} ${parts}`,
    values,
  );
  return new Map(rows.map((row) => [row.name, Number(row.counted)]));
}

/** The rows behind a figure, as in `list` of evaluate.ts, from the database. */
export async function listFromRows(
  sql: Sql,
  measure: Measure,
  asked: FigureAsked,
  place: Place,
): Promise<readonly Listed[]> {
  const lines = new Map<string, Listed>();
  const below = isCount(measure.denominator)
    ? await rowsCounted(sql, measure.denominator, asked, place)
    : new Map<string, Listed>();
  for (const [id, line] of below) lines.set(id, { ...line, numerator: false, denominator: true });
  for (const [id, line] of await rowsCounted(sql, measure.numerator, asked, place))
    lines.set(id, { ...line, numerator: true, denominator: lines.has(id) });
  return [...lines.values()].sort((a, b) => (a.on ?? '').localeCompare(b.on ?? '') || byRowId(a, b));
}

async function rowsCounted(
  sql: Sql,
  count: Count,
  asked: FigureAsked,
  place: Place,
): Promise<ReadonlyMap<string, Listed>> {
  const { team, area } = placeSql(count);
  const on = columnName(count.kind === 'flow' ? count.on : count.from);
  const rows = await sql.query<Omit<Listed, 'numerator' | 'denominator'>>(
    `select row_id as "rowId", child_id as "childId", ${team} as team, ${area} as area, ${on}::text as "on"
     from ${READING}.${tableOf(count.projection)}
     where ${conditionSql(count)} and ${placedSql(count)}`,
    valuesOf(asked, place),
  );
  const once = count.kind === 'flow' && count.children;
  const id = (row: { rowId: string; childId: string }) =>
    once ? `child ${row.childId}` : `${count.projection.name} ${row.rowId}`;
  return new Map(rows.sort(byRowId).map((row) => [id(row), { ...row, numerator: false, denominator: false }]));
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
    `select ${groupSql(grouping, numerator)} as part, count(*) as counted from ${READING}.${tableOf(numerator.projection)}
     where ${conditionSql(numerator)} and ${placedSql(numerator)} group by 1`,
    valuesOf(asked, place),
  );
  const parts = new Map<string, number>();
  for (const row of rows) {
    const part = 'isoWeek' in grouping ? isoWeekName(row.part as PlainDate) : row.part;
    parts.set(part, (parts.get(part) ?? 0) + Number(row.counted));
  }
  return Object.fromEntries([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The condition that a row is of the place asked for, $5 a team and $6 an area. */
function placedSql(count: Count): string {
  const { team, area } = placeSql(count);
  return `($5::text is null or ${team} = $5) and ($6::text is null or ${area} = $6)`;
}

const valuesOf = ({ from, to, asAt, asKnownAt }: FigureAsked, { team, area }: Place): readonly unknown[] => [
  from,
  to,
  asAt,
  asKnownAt,
  team ?? null,
  area ?? null,
];

function groupSql(grouping: Grouping, count: Count): string {
  if ('isoWeek' in grouping) return `${columnName((count as { on: string }).on)}::text`;
  const value = `coalesce(${columnName(grouping.column)}::text, 'NOT_KNOWN')`;
  if (grouping.knownOn === undefined) return value;
  return `case when ${columnName(grouping.knownOn)} <= $3::date then ${value} else 'UNDECIDED' end`;
}
