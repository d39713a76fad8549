import { projections } from '#projections/index';
import { tableOf } from '#measures/sql';
import { READING } from '#projecting/reading-schema';
import { page } from '../page.ts';

/** How far the read models are, what the projector does, and how much stands in each. */
export const readModels = page({
  path: '/administration/read-models',
  right: 'operate',
  audit: 'NOTHING',
  show: async (_, { waymark }) => {
    const [log, taken] = [await waymark.store.lastPosition(), await waymark.position()];
    // The statistics of the database are near enough here, and counting is not free.
    const counted = await waymark.database.query<{ table: string; rows: string }>(
      `select relname as table, n_live_tup as rows from pg_stat_user_tables where schemaname = $1`,
      [READING],
    );
    const rowsOf = new Map(counted.map(({ table, rows }) => [table, Number(rows)]));
    const models = projections.map((one) => ({
      name: one.name,
      question: one.question,
      version: one.version,
      rows: rowsOf.get(tableOf(one)) ?? 0,
    }));
    const back = { href: '/administration', text: 'Administration' };
    const model = { log, taken, behind: log - taken, projector: waymark.projectorState(), models, back };
    return { view: 'administration/read-models.njk', title: 'Read models', model };
  },
});
