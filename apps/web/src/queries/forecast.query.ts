import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { clocks } from '#projections/clocks/clocks.projection';
import { askForecast, type ForecastAsked, type ShownForecast } from '#waymark/forecast';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import { Waymark } from '../waymark.ts';

/** What is late and what falls due, as its figures and list are shown. */
export class ForecastQuery extends Query<AtPosition<ShownForecast>> {
  constructor(readonly asked: ForecastAsked) {
    super();
  }
}

@QueryHandler(ForecastQuery)
export class ForecastHandler implements IQueryHandler<ForecastQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ asked }: ForecastQuery): Promise<AtPosition<ShownForecast>> {
    return inOneSnapshot(this.waymark.database, (sql) => askForecast(sql, clocks, asked));
  }
}
