import { isCount, unitsPerOne, type Count, type Measure } from '#measures/measure';
import { columnName, conditionSql, onceColumn, placeSql, tableOf } from '#measures/sql';
import type { GivenColumn } from './analyst-words.ts';
import { READING } from './reading-schema.ts';

/** How many months the view of figures goes back, the month of today included. */
export const MONTHS_BACK = 36;

export const monthColumns: readonly GivenColumn[] = [
  { name: 'month', words: 'The first day of the month.' },
  { name: 'month_end', words: 'The last day of the month.' },
  {
    name: 'as_at',
    words: 'The day figures of the month are looked at from: its last day, or today in London while the month runs.',
  },
];

/** The months that figures are worked out for. */
export const monthsSql = (schema: string): string => `
  create view ${schema}.months as
  select first::date as month, (first + interval '1 month' - interval '1 day')::date as month_end,
    least((first + interval '1 month' - interval '1 day')::date, (now() at time zone 'Europe/London')::date) as as_at
  from generate_series(date_trunc('month', now() at time zone 'Europe/London') - interval '${MONTHS_BACK - 1} months',
    date_trunc('month', now() at time zone 'Europe/London'), interval '1 month') first;`;

export const resultColumns: readonly GivenColumn[] = [
  {
    name: 'measure',
    words: 'The id of the definition. One id answers for a policy or a variant: docs/measures.md has them all.',
  },
  { name: 'title', words: 'Its title.' },
  { name: 'unit', words: 'What the value is: count, percent, per10000, perMonth, net, average, fte, days or ratio.' },
  { name: 'month', words: 'The first day of the month the figure is of.' },
  { name: 'scope', words: 'authority, area or team.' },
  {
    name: 'place',
    words: 'TOTAL, or the area or team. Parts do not add up to the total where a thing is counted once.',
  },
  { name: 'numerator', words: 'What was counted.' },
  {
    name: 'denominator',
    words: 'What it is of; nothing for a plain count, and for a rate, whose population stands in the log.',
  },
  {
    name: 'value',
    words:
      'The figure, rounded half up to the decimals of its definition; nothing where there is nothing to divide by.',
  },
];

/**
 * Every measure by month, for the authority, each area and each team, worked out from the rows believed now by the very
 * conditions that its list is found by.
 */
export const resultsSql = (schema: string, measures: readonly Measure[]): string => `
  create view ${schema}.measure_results as ${measures.map((one) => measureSql(schema, one)).join('\n union all ')};`;

function measureSql(schema: string, measure: Measure): string {
  const { id, title, unit, denominator } = measure;
  const names = `${literal(id)} as measure, ${literal(title)} as title, ${literal(unit)} as unit`;
  if (measure.percentile !== undefined)
    return `(select ${names}, month, scope, place, counted as numerator, null::numeric as denominator, measured::numeric as value
      from (${percentileSql(schema, measure)}) counts)`;
  const below = isCount(denominator)
    ? ` union all select month, scope, place, 0, counted from (${countSql(schema, denominator)}) below`
    : '';
  const sums = `select month, scope, place, sum(above) as above, sum(below) as below from (
      select month, 'authority' as scope, 'TOTAL' as place, 0 as above, 0 as below from ${schema}.months
      union all select month, scope, place, counted, 0 from (${countSql(schema, measure.numerator)}) above${below}
    ) counts group by month, scope, place`;
  const per = unitsPerOne(measure.numerator);
  return `(select ${names}, month, scope, place, ${amount('above', per)} as numerator, ${belowSql(measure)} as denominator,
      ${valueSql(measure)} as value from (${sums}) sums)`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'::text`;
const amount = (name: string, per: number): string => (per === 1 ? `${name}::numeric` : `(${name}::numeric / ${per})`);

function belowSql({ denominator }: Measure): string {
  if (isCount(denominator)) return amount('below', unitsPerOne(denominator));
  return denominator?.kind === 'months' ? '1::numeric' : 'null::numeric';
}

const scale: Readonly<Record<string, number>> = { percent: 100, ratio: 100 };

/** As `figure` of figure.ts works it out: from the whole counts, rounded once. A month is one month. */
function valueSql({ denominator, unit, decimals, numerator }: Measure): string {
  const per = unitsPerOne(numerator);
  if (denominator === undefined || (!isCount(denominator) && denominator.kind === 'months'))
    return per === 1 ? 'above::numeric' : `round(above::numeric / ${per}, ${decimals})`;
  if (!isCount(denominator)) return 'null::numeric';
  const perBelow = unitsPerOne(denominator);
  if (unit === 'net') return `round(above::numeric / ${per} - below::numeric / ${perBelow}, ${decimals})`;
  return `round(above::numeric * ${perBelow * (scale[unit] ?? 1)} / nullif(below * ${per}, 0), ${decimals})`;
}

/** One count by month and place: a row stands for the authority, its area and its team. */
function countSql(schema: string, count: Count): string {
  const rows = `${joinedSql(schema, count)} group by 1, 2, 3`;
  const sum = count.sum === undefined ? 'count(*)' : `coalesce(sum(t.${columnName(count.sum.column)}), 0)`;
  if (count.once === undefined) return `select m.month, p.scope, p.place, ${sum} as counted from ${rows}`;
  const first = count.sum === undefined ? '1' : `(array_agg(t.${columnName(count.sum.column)} order by t.row_id))[1]`;
  const one = onceColumn(count.once);
  return `select month, scope, place, sum(counted) as counted from (
    select m.month, p.scope, p.place, ${one} as one, ${first} as counted from ${rows}, 4
    having ${one} is not null and count(*) > ${count.moreThan ?? 0}) once group by 1, 2, 3`;
}

function percentileSql(schema: string, { numerator, percentile }: Measure): string {
  const { of, rank } = percentile!;
  return `select m.month, p.scope, p.place, count(*) as counted,
      percentile_disc(${rank / 100}) within group (order by t.${columnName(of)}) as measured
    from ${joinedSql(schema, numerator)} group by 1, 2, 3`;
}

const joinedSql = (schema: string, count: Count): string => {
  const { team, area } = placeSql(count);
  return `${schema}.months m join ${READING}.${tableOf(count.projection)} t on ${conditionIn(count)}
    cross join lateral (values ('authority', 'TOTAL'), ('area', ${area}), ('team', ${team})) p(scope, place)`;
};

/** The condition with the month in the place of the parameters, as known now. */
function conditionIn(count: Count): string {
  const { from, to } = periodIn(count);
  return conditionSql(count, READING)
    .replaceAll('$1', from)
    .replaceAll('$2', to)
    .replaceAll('$3', 'm.as_at')
    .replaceAll('$4', 'null');
}

/** A count with a window of its own looks at the months that end by `as_at`: see `monthsBefore` of the calendar. */
function periodIn({ window }: Count): { readonly from: string; readonly to: string } {
  if (window === undefined) return { from: 'm.month', to: 'm.as_at' };
  const { months, endingMonthsBefore: before } = window;
  const isWhole = 'm.as_at = m.month_end';
  const ending = `(m.as_at - interval '${before} months')`;
  const wholeTo = `(m.month - interval '${before} months' + interval '1 month' - interval '1 day')::date`;
  const wholeFrom = `(m.month - interval '${before + months - 1} months')::date`;
  return {
    from: `(case when ${isWhole} then ${wholeFrom} else (${ending} - interval '${months} months' + interval '1 day')::date end)`,
    to: `(case when ${isWhole} then ${wholeTo} else ${ending}::date end)`,
  };
}
