import { randomUUID } from 'node:crypto';
import type { Sql } from '#projecting/reading-database';

/** A copy of a log in another store. A log is told by the position of its first event. */
export interface Move {
  readonly moveId: string;
  readonly fromFirst: number;
  readonly toFirst: number;
  /** What people call the log that it was copied to. */
  readonly toLog: string;
}

/** Where one event stands in both logs. */
export interface Pair {
  readonly from: number;
  readonly to: number;
}

interface MoveRow {
  readonly move_id: string;
  readonly from_first: string;
  readonly to_first: string;
  readonly to_log: string;
}

const moveOf = (row: MoveRow): Move => ({
  moveId: row.move_id,
  fromFirst: Number(row.from_first),
  toFirst: Number(row.to_first),
  toLog: row.to_log,
});

/** Every move on record, the latest first. */
export async function movesLatestFirst(sql: Sql): Promise<readonly Move[]> {
  const rows = await sql.query<MoveRow>(
    'select move_id, from_first, to_first, to_log from log.move order by began_at desc, move_id',
  );
  return rows.map(moveOf);
}

/** Puts a new move on record. The names are for people: hosts and databases, no passwords. */
export async function beginMove(
  sql: Sql,
  names: { readonly from: string; readonly to: string },
  first: Pair,
): Promise<Move> {
  const moveId = randomUUID();
  await sql.query(
    'insert into log.move (move_id, from_log, to_log, from_first, to_first) values ($1, $2, $3, $4, $5)',
    [moveId, names.from, names.to, first.from, first.to],
  );
  return { moveId, fromFirst: first.from, toFirst: first.to, toLog: names.to };
}

/** Notes where events stand; harmless when it is on record already. */
export async function notePairs(sql: Sql, { moveId }: Pick<Move, 'moveId'>, pairs: readonly Pair[]): Promise<void> {
  await sql.query(
    `insert into log.moved_position (move_id, from_position, to_position)
     select $1, * from unnest($2::bigint[], $3::bigint[]) on conflict do nothing`,
    [moveId, pairs.map(({ from }) => from), pairs.map(({ to }) => to)],
  );
}

/** The next pairs on record after a position of the source. */
export async function pairsAfter(
  sql: Sql,
  { moveId }: Pick<Move, 'moveId'>,
  from: number,
  limit: number,
): Promise<readonly Pair[]> {
  const rows = await sql.query<{ from_position: string; to_position: string }>(
    `select from_position, to_position from log.moved_position
     where move_id = $1 and from_position > $2 order by from_position limit $3`,
    [moveId, from, limit],
  );
  return rows.map((row) => ({ from: Number(row.from_position), to: Number(row.to_position) }));
}

/** The last pair on record: how far the copy got. */
export async function lastPair(sql: Sql, { moveId }: Move): Promise<Pair | undefined> {
  const [row] = await sql.query<{ from_position: string; to_position: string }>(
    'select from_position, to_position from log.moved_position where move_id = $1 order by from_position desc limit 1',
    [moveId],
  );
  return row && { from: Number(row.from_position), to: Number(row.to_position) };
}

/** Notes that both logs were compared and are the same, as far as they were copied. */
export async function noteVerified(sql: Sql, { moveId }: Move, events: number, sha256: string): Promise<void> {
  await sql.query('update log.move set verified_at = now(), events = $2, sha256 = $3 where move_id = $1', [
    moveId,
    events,
    sha256,
  ]);
}

/** Takes earlier moves along from another database, so that positions of logs before the last can still be told. */
export async function takeMovesAlong(source: Sql, target: Sql): Promise<void> {
  const moves = await source.query<Record<string, unknown>>('select row_to_json(m) as move from log.move m');
  for (const { move } of moves as { move: { move_id: string } }[]) {
    await target.query(
      'insert into log.move select * from json_populate_record(null::log.move, $1::json) on conflict do nothing',
      [JSON.stringify(move)],
    );
    const known = { moveId: move.move_id };
    for (let at = 0; ;) {
      const pairs = await pairsAfter(source, known, at, 10_000);
      if (pairs.length === 0) break;
      await notePairs(target, known, pairs);
      at = pairs.at(-1)!.from;
    }
  }
}
