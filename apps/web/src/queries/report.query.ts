import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { measures } from '#projections/index';
import type { Report } from '#reporting/report';
import { askReport, type ReportAsked } from '#waymark/reports';
import type { AtPosition } from '#waymark/snapshot';
import { Waymark } from '../waymark.ts';

/** A report of a day, as the councils print it. */
export class ReportQuery extends Query<AtPosition<Report>> {
  constructor(readonly asked: ReportAsked) {
    super();
  }
}

@QueryHandler(ReportQuery)
export class ReportHandler implements IQueryHandler<ReportQuery> {
  constructor(private readonly waymark: Waymark) {}

  execute({ asked }: ReportQuery): Promise<AtPosition<Report>> {
    return askReport(this.waymark, asked, measures);
  }
}
