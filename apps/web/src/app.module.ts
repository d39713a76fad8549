import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Finding } from '#finding/finding';
import { Access } from './asking.ts';
import { CarryOutHandler } from './carry-out.ts';
import { ChildrenController } from './children.controller.ts';
import { CommandsController } from './commands.controller.ts';
import { ForecastController } from './forecast.controller.ts';
import { FrozenReportsController } from './frozen-reports.controller.ts';
import { HealthController } from './health.controller.ts';
import { Service } from './pages/service.ts';
import { MeasuresController } from './measures.controller.ts';
import { OpenapiController } from './openapi.controller.ts';
import { PreviewsController } from './previews.controller.ts';
import { ProblemFilter } from './problem-filter.ts';
import { ChildHandler } from './queries/child.query.ts';
import { ChronologyHandler } from './queries/chronology.query.ts';
import { ExplainHandler, MeasureHandler } from './queries/measure.query.ts';
import { ForecastHandler } from './queries/forecast.query.ts';
import {
  FrozenReportHandler,
  FrozenReportsHandler,
  PreviewHandler,
  RestatedHandler,
} from './queries/frozen-report.query.ts';
import { QueueHandler } from './queries/queue.query.ts';
import { ReportHandler } from './queries/report.query.ts';
import { ScorecardHandler } from './queries/scorecard.query.ts';
import { RightsGuard } from './rights-guard.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { ReportsController } from './reports.controller.ts';
import type { Surroundings } from './surroundings.ts';
import { Waymark } from './waymark.ts';

/** Everything the web program is made of. */
@Module({})
export class AppModule {
  /** Around stores that are open already. */
  static around(waymark: Waymark, around: Surroundings): DynamicModule {
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        CommandsController,
        ChildrenController,
        MeasuresController,
        ReportsController,
        ForecastController,
        FrozenReportsController,
        PreviewsController,
        HealthController,
        OpenapiController,
      ],
      providers: [
        { provide: Waymark, useValue: waymark },
        { provide: Finding, useValue: around.finding },
        {
          provide: Service,
          inject: [QueryBus, CommandBus],
          useFactory: (queries: QueryBus, commands: CommandBus) => new Service(waymark, queries, commands, around),
        },
        Access,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: RightsGuard },
        ReadYourWrites,
        CarryOutHandler,
        ChildHandler,
        ChronologyHandler,
        ExplainHandler,
        ForecastHandler,
        MeasureHandler,
        FrozenReportHandler,
        FrozenReportsHandler,
        PreviewHandler,
        RestatedHandler,
        QueueHandler,
        ReportHandler,
        ScorecardHandler,
      ],
    };
  }
}
