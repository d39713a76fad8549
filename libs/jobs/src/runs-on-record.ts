import type { Sql } from '#projecting/reading-database';
import { JOBS } from './jobs-schema.ts';
import type { JobKind } from './job-kinds.ts';
import type { Upload } from './producer.ts';
import type { Run, ToldRow } from './run.ts';

const utc = (column: string, as: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "${as}"`;
/** A job's row as `Run` has it. */
export const runColumns = `run_id as "runId", kind, asked, subject, purpose, asked_by as "askedBy", asked_by_name as "askedByName",
  state, attempt, done, of, result, failure, ${utc('asked_at', 'askedAt')}, ${utc('started_at', 'startedAt')},
  ${utc('ended_at', 'endedAt')}, file_name as "fileName", file_rows as "fileRows", ${utc('expires_at', 'expiresAt')}`;

/** What stands on record of jobs, to be read. */
export class RunsOnRecord {
  constructor(protected readonly sql: Sql) {}

  async find(runId: string): Promise<Run | undefined> {
    const [run] = await this.sql.query<Run>(`select ${runColumns} from ${JOBS}.runs where run_id = $1`, [runId]);
    return run;
  }

  /** The jobs of one asker, or of everybody; of some states, or of all; the latest first. */
  async list(
    of: { readonly askedBy?: string; readonly states?: readonly string[]; readonly kinds?: readonly JobKind[] },
    limit = 50,
  ) {
    return this.sql.query<Run>(
      `select ${runColumns} from ${JOBS}.runs where ($1::text is null or asked_by = $1)
         and ($2::text[] is null or state = any($2)) and ($3::text[] is null or kind = any($3))
       order by asked_at desc, run_id limit $4`,
      [of.askedBy ?? null, of.states ?? null, of.kinds ?? null, limit],
    );
  }

  /** The file of a job, for whoever asked for it, until it has expired. Undefined for everybody else. */
  async file(runId: string, askedBy: string) {
    const [found] = await this.sql.query<{ name: string; type: string; rows: number; content: Buffer }>(
      `select file_name as name, file_type as type, file_rows as rows, file as content from ${JOBS}.runs
       where run_id = $1 and asked_by = $2 and file is not null and expires_at > now()`,
      [runId, askedBy],
    );
    return found;
  }

  uploads(runId: string): Promise<readonly Upload[]> {
    return this.sql.query<Upload>(`select name, content from ${JOBS}.uploads where run_id = $1 order by name`, [runId]);
  }

  /** The reasons of an import, in the order they were found: a page of them, and how many there are. */
  async reasons(
    runId: string,
    from = 0,
    limit = 100,
  ): Promise<{ readonly of: number; readonly rows: readonly ToldRow[] }> {
    const [{ of } = { of: 0 }] = await this.sql.query<{ of: number }>(
      `select count(*)::integer as of from ${JOBS}.reasons where run_id = $1`,
      [runId],
    );
    const rows = await this.sql.query<ToldRow>(
      `select n, what, file, line, record, rule, sentence from ${JOBS}.reasons where run_id = $1 order by n offset $2 limit $3`,
      [runId, from, limit],
    );
    return { of, rows };
  }
}
