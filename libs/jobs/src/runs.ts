import { JOBS } from './jobs-schema.ts';
import type { JobKind } from './job-kinds.ts';
import type { Produced, Told, Upload } from './producer.ts';
import type { Run } from './run.ts';
import { runColumns as columns, RunsOnRecord } from './runs-on-record.ts';

/** How long a file that was made stays to be fetched, unless its producer says otherwise. */
export const FILE_HOURS = 24;
/** A job nobody has heard of for so long has lost its program; it says so every few seconds while it runs. */
const LOST_SECONDS = 60;

/** A job to be put on record. */
export interface NewRun {
  readonly runId: string;
  readonly kind: JobKind;
  readonly asked: object;
  readonly subject: string;
  readonly purpose?: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly uploads?: readonly Upload[];
}

/**
 * What became of every job: the truth about it, whichever queue carries it. Whoever runs a job holds its `attempt`; one that
 * was taken over by another holds an old one, and nothing it says counts any more. So an outcome is there once.
 */
export class Runs extends RunsOnRecord {
  /** Puts a job on record as waiting. Answers with its id, or of what runs one at a time with the id of the one under way. */
  async ask(run: NewRun): Promise<string> {
    const { runId, kind, asked, subject, purpose = null, askedBy, askedByName, uploads = [] } = run;
    const [made] = await this.sql.query<{ run_id: string }>(
      `with run as (
         insert into ${JOBS}.runs (run_id, kind, asked, subject, purpose, asked_by, asked_by_name, state)
         values ($1, $2, $3, $4, $5, $6, $7, 'WAITING') on conflict do nothing returning run_id),
       sent as (
         insert into ${JOBS}.uploads (run_id, name, content)
         select run_id, f.name, f.content from run, unnest($8::text[], $9::bytea[]) as f (name, content))
       select run_id from run`,
      [
        ...[runId, kind, JSON.stringify(asked), subject, purpose, askedBy, askedByName],
        uploads.map(({ name }) => name),
        uploads.map(({ content }) => content),
      ],
    );
    if (made !== undefined) return made.run_id;
    const [there] = await this.sql.query<{ run_id: string }>(
      `select run_id from ${JOBS}.runs where run_id = $1 or (kind = $2 and state in ('WAITING', 'RUNNING'))
       order by (run_id = $1) desc limit 1`,
      [runId, kind],
    );
    return there?.run_id ?? this.ask(run); // the one in the way has ended in between
  }

  /** Takes a job on: undefined when there is nothing to do any more, because it is done, failed or cancelled. */
  async claim(runId: string): Promise<Run | undefined> {
    const [run] = await this.sql.query<Run>(
      `update ${JOBS}.runs set state = 'RUNNING', attempt = attempt + 1, started_at = coalesce(started_at, now()),
         beat_at = now(), done = 0, of = null, failure = null
       where run_id = $1 and state in ('WAITING', 'RUNNING') returning ${columns}`,
      [runId],
    );
    if (run !== undefined) await this.sql.query(`delete from ${JOBS}.reasons where run_id = $1`, [runId]);
    return run;
  }

  /** Says that a job lives, and how far it is. False when it is no longer this one's to do. */
  async beat({ runId, attempt }: Run, done: number, of: number | null): Promise<boolean> {
    return this.changed(`beat_at = now(), done = $3, of = $4`, runId, attempt, [done, of]);
  }

  /** The outcome; false when it is no longer this one's to tell. */
  async finish({ runId, attempt, of }: Run, { result, file }: Produced): Promise<boolean> {
    const isMine = await this.changed(
      `state = 'DONE', ended_at = now(), result = $3, file_name = $4, file_type = $5, file = $6, file_rows = $7,
       expires_at = case when $6::bytea is null then null else now() + make_interval(hours => $9::integer) end,
       of = $8::integer, done = coalesce($8::integer, done)`,
      runId,
      attempt,
      [
        ...[result, file?.name ?? null, file?.type ?? null, file?.content ?? null, file?.rows ?? null, of ?? null],
        file?.keptHours ?? FILE_HOURS,
      ],
    );
    if (isMine) await this.dropUploads(runId);
    return isMine;
  }

  async fail({ runId, attempt }: Pick<Run, 'runId' | 'attempt'>, failure: string): Promise<boolean> {
    return this.changed(`state = 'FAILED', ended_at = now(), failure = $3`, runId, attempt, [failure]);
  }

  /** Gives a job back, to be taken on by whoever is next. */
  async giveBack({ runId, attempt }: Run): Promise<boolean> {
    return this.changed(`state = 'WAITING', beat_at = null`, runId, attempt, []);
  }

  /** Takes away the trace of something that ran of itself and found nothing to do. */
  async forget({ runId, attempt }: Run): Promise<void> {
    await this.sql.query(`delete from ${JOBS}.runs where run_id = $1 and attempt = $2`, [runId, attempt]);
  }

  /** Fails whatever attempt is under way: its program was ended again and again. */
  async giveUp(runId: string, failure: string): Promise<void> {
    await this.sql.query(
      `update ${JOBS}.runs set state = 'FAILED', ended_at = now(), failure = $2
       where run_id = $1 and state in ('WAITING', 'RUNNING')`,
      [runId, failure],
    );
  }

  /** Cancels what has not ended. False when it has. A job under way stops at its next sign of progress. */
  async cancel(runId: string): Promise<boolean> {
    const rows = await this.sql.query(
      `update ${JOBS}.runs set state = 'CANCELLED', ended_at = now()
       where run_id = $1 and state in ('WAITING', 'RUNNING') returning run_id`,
      [runId],
    );
    if (rows.length > 0) await this.dropUploads(runId);
    return rows.length > 0;
  }

  /** Lets what failed wait again. False when it has not failed, or another of what runs one at a time is under way. */
  async again(runId: string): Promise<boolean> {
    const rows = await this.sql.query(
      `update ${JOBS}.runs r set state = 'WAITING', ended_at = null, started_at = null, failure = null, done = 0, of = null
       where run_id = $1 and state = 'FAILED' and not exists (select 1 from ${JOBS}.runs o
         where o.kind = r.kind and o.kind in ('rebuild', 'verify') and o.state in ('WAITING', 'RUNNING')) returning run_id`,
      [runId],
    );
    return rows.length > 0;
  }

  /** What waits, and what lost its program: to be put on the queue (again). */
  async toBeQueued(): Promise<readonly Pick<Run, 'runId' | 'kind'>[]> {
    return this.sql.query(
      `select run_id as "runId", kind from ${JOBS}.runs
       where state = 'WAITING' or (state = 'RUNNING' and beat_at < now() - make_interval(secs => ${LOST_SECONDS}))`,
    );
  }

  /** Puts down reasons after those that are there already. */
  async tell(runId: string, told: readonly Told[]): Promise<void> {
    if (told.length === 0) return;
    const of = (field: keyof Told) => told.map((one) => one[field]);
    await this.sql.query(
      `insert into ${JOBS}.reasons (run_id, n, what, file, line, record, rule, sentence)
       select $1, (select coalesce(max(n), 0) from ${JOBS}.reasons where run_id = $1) + row_number() over (order by t.at),
         t.what, t.file, t.line, t.record, t.rule, t.sentence
       from unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[])
         with ordinality as t (what, file, line, record, rule, sentence, at)`,
      [runId, of('what'), of('file'), of('line'), of('record'), of('rule'), of('sentence')],
    );
  }

  private async dropUploads(runId: string): Promise<void> {
    await this.sql.query(`delete from ${JOBS}.uploads where run_id = $1`, [runId]);
  }

  private async changed(set: string, runId: string, attempt: number, values: readonly unknown[]): Promise<boolean> {
    const rows = await this.sql.query(
      `update ${JOBS}.runs set ${set} where run_id = $1 and attempt = $2 and state = 'RUNNING' returning run_id`,
      [runId, attempt, ...values],
    );
    return rows.length > 0;
  }
}
