import type { PlainDate } from '#calendar/plain-date';
import { flow, type Count } from '#measures/measure';
import { conditionSql, tableOf } from '#measures/sql';
import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';
import { contacts } from '#projections/contacts/contacts.projection';
import { fd07 } from '#projections/contacts/fd-07-contacts-waiting-to-be-screened.measure';
import { fd08 } from '#projections/contacts/fd-08-contacts-waiting-for-a-decision.measure';

/** The lists of the screening board, each by the condition of what counts it. */
export const boards = {
  waiting: fd07.numerator,
  screened: fd08.numerator,
  decided: flow(contacts, 'decidedOn', { once: 'contactId' }),
} as const satisfies Readonly<Record<string, Count>>;

export type Board = keyof typeof boards;

/** One contact of a list, with those of its children for whom it is there. */
export interface BoardLine {
  readonly contactId: string;
  readonly receivedOn: PlainDate;
  readonly receivedAt: string;
  readonly source: string | null;
  readonly hub: string | null;
  readonly priority: string | null;
  readonly rating: string | null;
  readonly ratedAt: string | null;
  readonly onOpenCase: boolean;
  readonly outcome: string | null;
  readonly children: readonly {
    readonly childId: string;
    /** Contacts about the child in the 12 months before this one. */
    readonly before: number;
  }[];
}

/** Of which day, and of which hub; of all of them without. */
export interface BoardAsked {
  readonly today: PlainDate;
  readonly hub?: string;
}

const condition = (board: Board): string =>
  `${conditionSql(boards[board], READING)} and ($5::text is null or coalesce(t.hub, 'NONE') = $5)`;

const values = ({ today, hub }: BoardAsked) => [today, today, today, null, hub ?? null];

/** How many contacts each list holds: the numbers on its tabs. */
export async function boardCounts(sql: Sql, asked: BoardAsked): Promise<Readonly<Record<Board, number>>> {
  const count = async (board: Board) => [board, await boardCount(sql, board, asked)] as const;
  return Object.fromEntries([await count('waiting'), await count('screened'), await count('decided')]) as Record<
    Board,
    number
  >;
}

export async function boardCount(sql: Sql, board: Board, asked: BoardAsked): Promise<number> {
  const [row] = await sql.query<{ n: string }>(
    `select count(distinct t.contact_id) as n from ${READING}.${tableOf(contacts)} t where ${condition(board)}`,
    values(asked),
  );
  return Number(row!.n);
}

/** How a list stands: how long it is, and a mark that is another one as soon as a line of it, or the length of another, is. */
export async function boardStand(
  sql: Sql,
  board: Board,
  asked: BoardAsked,
): Promise<{ readonly count: number; readonly mark: string }> {
  const counts = await boardCounts(sql, asked);
  const [row] = await sql.query<{ mark: string }>(
    `select md5(coalesce(string_agg(concat(t.row_id, '@', t.from_position, t.child_id in
       (select c.child_id from ${READING}.children c where c.known_to is null and c.is_restricted)), ',' order by t.row_id), '') || $3::text) as mark
     from ${READING}.${tableOf(contacts)} t where ${condition(board)}`,
    values(asked),
  );
  return { count: counts[board], mark: `${row!.mark}-${Object.values(counts).join('-')}` };
}

/** One page of a list: what is urgent first, then the oldest; of those decided the latest first. */
export function boardLines(
  sql: Sql,
  board: Board,
  asked: BoardAsked,
  limit: number,
  offset: number,
): Promise<readonly BoardLine[]> {
  const table = `${READING}.${tableOf(contacts)}`;
  const oldest = board === 'decided' ? 'desc' : 'asc';
  return sql.query<BoardLine>(
    `with page as (
       select t.contact_id, min(t.received_on) as received_on, min(t.received_at) as received_at, min(t.source) as source,
         min(t.hub) as hub, min(t.priority) as priority, (array_agg(t.rating order by t.rated_at desc nulls last))[1] as rating, max(t.rated_at) as rated_at,
         bool_or(t.on_open_case) as on_open_case, min(t.outcome) as outcome, array_agg(t.child_id order by t.child_id) as children,
         ${urgencySql} as urgency
       from ${table} t where ${condition(board)} group by t.contact_id
       order by ${board === 'decided' ? '' : 'urgency,'} received_at ${oldest}, t.contact_id limit $6 offset $7)
     select contact_id as "contactId", received_on::text as "receivedOn", received_at as "receivedAt", source, hub, priority, rating,
       rated_at as "ratedAt", on_open_case as "onOpenCase", outcome,
       (select json_agg(json_build_object('childId', child_id, 'before', (select count(distinct b.contact_id)::int from ${table} b
          where b.child_id = of.child_id and b.known_to is null and b.contact_id <> page.contact_id
            and b.received_on between page.received_on - interval '12 months' and page.received_on)) order by child_id)
        from unnest(page.children) as of (child_id)) as children
     from page order by ${board === 'decided' ? '' : 'urgency,'} received_at ${oldest}, contact_id`,
    [...values(asked), limit, offset],
  );
}

/** Danger before police ratings, those before the rest. */
const urgencySql = `min(case t.priority when 'IMMEDIATE_DANGER' then 0 when 'POLICE_HIGH' then 1 when 'POLICE_MEDIUM' then 2 else 3 end)`;
