import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { FrozenReportQuery, FrozenReportsQuery, RestatedQuery } from './queries/frozen-report.query.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { Needs } from './rights-guard.ts';

/** Reports as they were given out, and what has moved in them since. */
@Controller('api/v1/frozen-reports')
@Needs('see-figures')
@UseInterceptors(ReadYourWrites)
export class FrozenReportsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async all(): Promise<object> {
    const reports = await this.queries.execute(new FrozenReportsQuery());
    return { reports: reports.map(({ cells, ...one }) => ({ ...one, figures: cells.length })) };
  }

  @Get(':id')
  one(@Param('id') id: string): Promise<object> {
    return this.queries.execute(new FrozenReportQuery(id));
  }

  @Get(':id/restated')
  restated(@Param('id') id: string): Promise<object> {
    return this.queries.execute(new RestatedQuery(id));
  }
}
