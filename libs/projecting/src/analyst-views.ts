import { createHash } from 'node:crypto';
import type { Projection } from '#measures/projection';
import { columnName, tableOf } from '#measures/sql';
import { monthColumns, monthsSql, resultColumns, resultsSql } from './analyst-measures.ts';
import {
  leadsToChild,
  rowColumns,
  shownColumns,
  versionColumns,
  wordsOfColumn,
  type GivenColumn,
} from './analyst-words.ts';
import type { ReadingModel } from './reading.ts';
import type { ReadingDatabase, Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';

/** The schema for the tools analysts already use, and the role that may read it and nothing else. */
export const ANALYST = 'analyst';
export const ANALYST_ROLE = 'waymark_analyst';

type Described = Pick<ReadingModel, 'projections' | 'measures'>;

/** A view: what it answers, and its columns. */
export interface AnalystView {
  readonly name: string;
  readonly words: string;
  readonly columns: readonly GivenColumn[];
}

/** Every view there is, in order: rows as believed now, rows as ever believed, months and figures. */
export function analystViews({ projections }: Pick<Described, 'projections'>): readonly AnalystView[] {
  const rows = projections.flatMap((projection): readonly AnalystView[] => {
    const own = shownColumns(projection).map(([name, kind]) => ({
      name: columnName(name).replaceAll('"', ''),
      words: wordsOfColumn(name, kind),
    }));
    const table = tableOf(projection);
    return [
      {
        name: table,
        words: `${projection.question} One line a row, as believed now.`,
        columns: [...rowColumns, ...own],
      },
      {
        name: `${table}_versions`,
        words: `${projection.question} Every version of every row, with the instants it was believed between.`,
        columns: [...rowColumns, ...versionColumns, ...own],
      },
    ];
  });
  return [
    ...rows,
    { name: 'months', words: 'The months that figures are worked out for.', columns: monthColumns },
    {
      name: 'measure_results',
      words: 'Every measure by month, for the authority, each area and each team, from the rows believed now.',
      columns: resultColumns,
    },
  ];
}

/**
 * Makes the views and the role, where what is there is not what the program says. Safe from several processes at once, and to
 * ask again. A database whose owner may make no schema or role is left without: `false`, and Waymark works as ever.
 */
export async function prepareAnalystViews(database: ReadingDatabase, model: Described): Promise<boolean> {
  return database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock(7233002)');
    const [there] = await sql.query<{ mark: string | null; may: boolean }>(
      `select obj_description(to_regnamespace('${ANALYST}')::oid, 'pg_namespace') as mark,
         has_database_privilege(current_database(), 'create') as may`,
    );
    if (there!.mark === markOf(model)) return true;
    if (!there!.may) return false;
    await writeViews(sql, model);
    return true;
  });
}

/** Takes the views away while the tables under them change places, and says whether there were any. */
export async function takeViewsAway(sql: Sql): Promise<boolean> {
  const [there] = await sql.query<{ found: boolean }>(`select to_regnamespace('${ANALYST}') is not null as found`);
  if (there!.found) await sql.query(`drop schema ${ANALYST} cascade`);
  return there!.found;
}

/** Makes all views anew, with what is said of each, and lets the role read them. */
export async function writeViews(sql: Sql, model: Described): Promise<void> {
  await sql.query(`drop schema if exists ${ANALYST} cascade; create schema ${ANALYST}`);
  for (const projection of model.projections) await sql.query(viewsOf(projection));
  await sql.query(monthsSql(ANALYST));
  await sql.query(resultsSql(ANALYST, model.measures));
  await sql.query(analystViews(model).map(commentsOn).join('\n'));
  await sql.query(roleSql);
  await sql.query(`comment on schema ${ANALYST} is '${markOf(model)}'`);
}

/** What the views are made of: they are made again when the program says something else. */
const markOf = (model: Described): string => {
  const all = [
    ...model.projections.map(viewsOf),
    monthsSql(ANALYST),
    resultsSql(ANALYST, model.measures),
    analystViews(model),
  ];
  return `Waymark, made ${createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 12)}: see docs/analyst-views.md`;
};

/** A restricted record counts like any other and is not named: nothing in its line leads to the child. */
function viewsOf(projection: Projection): string {
  const table = tableOf(projection);
  const cells = shownColumns(projection).map(([name]) => {
    const column = columnName(name);
    return leadsToChild(name) ? `case when r.child_id is null then t.${column} end as ${column}` : `t.${column}`;
  });
  const subject = [
    `case when r.child_id is null then t.child_id else 'RESTRICTED' end as child_id`,
    'case when r.child_id is null then t.row_id end as row_id',
  ];
  const from = `from ${READING}.${table} t left join (
    select distinct child_id from ${READING}.children where known_to is null and is_restricted) r on r.child_id = t.child_id`;
  return `
    create view ${ANALYST}.${table} as select ${[...subject, ...cells].join(', ')} ${from} where t.known_to is null;
    create view ${ANALYST}.${table}_versions as select ${[...subject, 't.known_from', 't.known_to', ...cells].join(', ')} ${from};`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const commentsOn = ({ name, words, columns }: AnalystView): string =>
  [
    `comment on view ${ANALYST}.${name} is ${literal(words)};`,
    ...columns.map((one) => `comment on column ${ANALYST}.${name}."${one.name}" is ${literal(one.words)};`),
  ].join('\n');

/** Roles are of the whole server: another database may have made it, and an owner that may make none goes without. */
const roleSql = `
  do $$ begin
    create role ${ANALYST_ROLE} nologin;
  exception when duplicate_object or unique_violation or insufficient_privilege then null;
  end $$;
  do $$ begin
    grant usage on schema ${ANALYST} to ${ANALYST_ROLE};
    grant select on all tables in schema ${ANALYST} to ${ANALYST_ROLE};
  exception when undefined_object then null;
  end $$;`;
