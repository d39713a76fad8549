import { instant } from '#calendar/instant';
import type { Projection } from '#measures/projection';
import { cellsSql, tableOf } from '#measures/sql';
import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';
import type { RowVersion } from './row-versions.ts';

/**
 * Compares row versions with those stored, some children (or workers, teams, services) at a time, so that what is held does not
 * grow with the log. What is wrong is added to `disagreements`, a sentence each.
 */
export class ComparedRows {
  private readonly stored = new Map<Projection, number>();
  private readonly subjects = new Set<string>();

  constructor(
    private readonly sql: Sql,
    private readonly projections: readonly Projection[],
    private readonly disagreements: string[],
  ) {}

  /** Compares all the versions that some subjects have. No subject may come twice. */
  async compare(subjects: readonly string[], versions: readonly RowVersion[]): Promise<void> {
    for (const subject of subjects) this.subjects.add(subject);
    const expected = new Map<Projection, Map<string, string>>(this.projections.map((one) => [one, new Map()]));
    for (const version of versions)
      expected.get(version.projection)!.set(`${version.rowId} from ${version.knownFrom}`, told(version));
    const condition = 'where child_id = any($1)';
    const work = [...expected].map(async ([projection, wanted]) => {
      const rows = await this.rows(projection, condition, subjects);
      this.compareOne(projection, rows, wanted);
      this.stored.set(projection, (this.stored.get(projection) ?? 0) + rows.length);
    });
    await Promise.all(work);
  }

  /** Looks for rows of subjects that the log does not tell of. Answers how many versions are stored. */
  async end(): Promise<number> {
    let inAll = 0;
    for (const projection of this.projections) {
      const [found] = await this.sql.query<{ rows: string }>(
        `select count(*) as rows from ${READING}.${tableOf(projection)}`,
      );
      inAll += Number(found!.rows);
      if (Number(found!.rows) === (this.stored.get(projection) ?? 0)) continue;
      const others = await this.rows(projection, 'where child_id <> all($1) limit 100', [...this.subjects]);
      this.compareOne(projection, others, new Map());
    }
    return inAll;
  }

  /** A read model that is wrong everywhere is not told of row by row. */
  private say(sentence: string): void {
    if (this.disagreements.length < MOST_TOLD) this.disagreements.push(sentence);
  }

  private rows(projection: Projection, rest: string, subjects: readonly string[]): Promise<Record<string, unknown>[]> {
    return this.sql.query(
      `select row_id, child_id, known_from, known_to, from_position, to_position, ${cellsSql(projection.columns)}
       from ${READING}.${tableOf(projection)} ${rest}`,
      [subjects],
    );
  }

  private compareOne(
    projection: Projection,
    rows: readonly Record<string, unknown>[],
    expected: Map<string, string>,
  ): void {
    for (const row of rows) {
      const key = `${String(row['row_id'])} from ${at(row['known_from'])}`;
      const [found, wanted] = [toldByRow(projection, row), expected.get(key)];
      if (wanted !== found) this.say(`${projection.name} ${key}: stored ${found}, replayed ${wanted ?? 'nothing'}.`);
      expected.delete(key);
    }
    for (const [key, wanted] of expected) this.say(`${projection.name} ${key}: stored nothing, replayed ${wanted}.`);
  }
}

const MOST_TOLD = 1_000;

/** A version as one text, so that stored and replayed ones can be compared and shown. */
const told = (version: RowVersion): string =>
  JSON.stringify([
    version.childId,
    version.knownTo,
    version.fromPosition,
    version.toPosition,
    ...Object.keys(version.projection.columns).map((column) => version.cells[column] ?? null),
  ]);

const toldByRow = (projection: Projection, row: Record<string, unknown>): string =>
  JSON.stringify([
    row['child_id'],
    at(row['known_to']),
    Number(row['from_position']),
    row['to_position'] === null ? null : Number(row['to_position']),
    ...Object.keys(projection.columns).map((column) => row[column]),
  ]);

const at = (value: unknown): string | null => (value === null ? null : instant((value as Date).toISOString()));
