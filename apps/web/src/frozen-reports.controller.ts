import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Access, Asker, type Asking } from './asking.ts';
import { FrozenReportQuery, FrozenReportsQuery, RestatedQuery } from './queries/frozen-report.query.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { Needs } from './rights-guard.ts';

/** Reports as they were given out, and what has moved in them since. */
@Controller('api/v1/frozen-reports')
@Needs('see-figures')
@UseInterceptors(ReadYourWrites)
export class FrozenReportsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly access: Access,
  ) {}

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
  @Needs('open-figures', 'LIST')
  async restated(@Asker() asker: Asking, @Param('id') id: string): Promise<object> {
    return this.queries.execute(new RestatedQuery(id, (await this.access.seenBy(asker)).mayOpen));
  }
}
