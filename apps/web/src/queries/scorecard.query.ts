import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { measures } from '#projections/index';
import { askScorecard, type ScorecardLine } from '#waymark/questions';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import { readBasis } from '#waymark/reference-data';
import { Waymark } from '../waymark.ts';

/** Every measure at a date. */
export class ScorecardQuery extends Query<AtPosition<readonly ScorecardLine[]>> {
  constructor(
    readonly asAt: PlainDate,
    readonly asKnownAt: Instant | null,
  ) {
    super();
  }
}

@QueryHandler(ScorecardQuery)
export class ScorecardHandler implements IQueryHandler<ScorecardQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ asAt, asKnownAt }: ScorecardQuery): Promise<AtPosition<readonly ScorecardLine[]>> {
    const basis = await readBasis(this.waymark.store, measures, asKnownAt);
    return inOneSnapshot(this.waymark.database, (sql) => askScorecard(sql, measures, asAt, asKnownAt, basis));
  }
}
