import type { EventStore } from '#event-store/event-store';
import type { Sql } from '#projecting/reading-database';
import { movesLatestFirst, type Move } from './moves.ts';

/**
 * What a position that an event names is called in the log as it is now: the event was recorded in some log, that log may
 * have been moved to another store since (`waymark migrate-store`), perhaps more than once, and in each the same events have
 * other positions. `eventPosition` is where the event itself stands now. In a log that never moved, the position as it is.
 */
export async function positionNow(
  { store, database }: { readonly store: EventStore; readonly database: Sql },
  position: number,
  eventPosition: number,
): Promise<number> {
  const moves = await movesLatestFirst(database);
  if (moves.length === 0) return position;
  const [first] = await store.readAll(0, 1);
  const through = await movesOf(database, moves, first?.position ?? 0, eventPosition);
  let now = position;
  for (const move of through) now = await positionAfter(database, move, now);
  return now;
}

/** The moves that an event has been through, the earliest first: backwards from where it stands now to where it began. */
async function movesOf(sql: Sql, moves: readonly Move[], log: number, position: number): Promise<readonly Move[]> {
  const through: Move[] = [];
  let [here, at] = [log, position];
  for (const move of moves) {
    if (move.toFirst !== here) continue;
    const [row] = await sql.query<{ from_position: string }>(
      'select from_position from log.moved_position where move_id = $1 and to_position = $2',
      [move.moveId, at],
    );
    if (row === undefined) break; // recorded after the move into this log, so the position is this log's own
    through.unshift(move);
    [here, at] = [move.fromFirst, Number(row.from_position)];
  }
  return through;
}

/** Everything up to the position before the move is everything up to the answer after it. */
async function positionAfter(sql: Sql, { moveId }: Move, position: number): Promise<number> {
  const [row] = await sql.query<{ to_position: string }>(
    `select to_position from log.moved_position
     where move_id = $1 and from_position <= $2 order by from_position desc limit 1`,
    [moveId, position],
  );
  return Number(row?.to_position ?? 0);
}
