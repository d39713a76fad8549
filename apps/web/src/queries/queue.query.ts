import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { daysBetween, type PlainDate } from '#calendar/plain-date';
import type { Place } from '#measures/evaluate';
import { conditionSql, placeSql, tableOf } from '#measures/sql';
import { unq } from '#projections/unallocated/un-q-cases-waiting-for-a-lead-social-worker.measure';
import { READING } from '#projecting/reading-schema';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import { Waymark } from '../waymark.ts';
import { withMarkers, type Marked } from '#waymark/restricted';

/** One case that waits for a lead social worker. */
export interface Waiting {
  readonly childId: string;
  readonly caseId: string;
  readonly referredOn: PlainDate;
  readonly ageDays: number;
  /** What the law wants done first, and by when; both null where no clock runs. */
  readonly nextDue: string | null;
  readonly nextDueOn: PlainDate | null;
  readonly isAccepted: boolean;
  readonly team: string;
  readonly area: string;
}

export interface Queue {
  readonly asAt: PlainDate;
  readonly count: number;
  readonly waiting: readonly Marked<Waiting>[];
}

/** The team managers' queue: the rows of the measure UN-Q, oldest referral first. */
export class QueueQuery extends Query<AtPosition<Queue>> {
  constructor(
    readonly asAt: PlainDate,
    readonly place: Place,
    /** The restricted children whose records whoever asks may open nonetheless. */
    readonly mayOpen?: ReadonlySet<string>,
  ) {
    super();
  }
}

@QueryHandler(QueueQuery)
export class QueueHandler implements IQueryHandler<QueueQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ asAt, place, mayOpen }: QueueQuery): Promise<AtPosition<Queue>> {
    return inOneSnapshot(this.waymark.database, async (sql) => {
      const rows = await sql.query<Omit<Waiting, 'ageDays'>>(waitingSql, [
        asAt,
        asAt,
        asAt,
        null,
        place.team ?? null,
        place.area ?? null,
      ]);
      const waiting = rows.map((row) => ({ ...row, ageDays: daysBetween(row.referredOn, asAt) }));
      return { asAt, count: waiting.length, waiting: await withMarkers(sql, waiting, mayOpen) };
    });
  }
}

const { team, area } = placeSql(unq.numerator);

/** The measure's own condition, so that the queue cannot disagree with its count. */
const waitingSql = `
  select child_id as "childId", case_id as "caseId", referred_on::text as "referredOn", next_due as "nextDue",
         next_due_on::text as "nextDueOn", is_accepted as "isAccepted", ${team} as team, ${area} as area
  from ${READING}.${tableOf(unq.numerator.projection)} t
  where ${conditionSql(unq.numerator, READING)} and ($5::text is null or ${team} = $5) and ($6::text is null or ${area} = $6)
  order by referred_on, row_id`;
