import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Response } from 'express';
import { dayIn, knownAt } from '#waymark/window';
import { Access, Asker, type Asking } from './asking.ts';
import { ForecastQuery } from './queries/forecast.query.ts';
import { forecastParameters, parameters } from './query-parameters.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { Needs } from './rights-guard.ts';
import { Waymark } from './waymark.ts';

/** What team managers and social workers ask every morning: what is late, what is due, and whose it is. */
@Controller('api/v1')
@Needs('see-clocks', 'LIST')
@UseInterceptors(ReadYourWrites)
export class ForecastController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waymark: Waymark,
    private readonly access: Access,
  ) {}

  @Get('forecast')
  async forecast(
    @Asker() asker: Asking,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const { asAt, asKnownAt, by, list, area, team, worker } = parameters(forecastParameters, query);
    const { position, answer } = await this.queries.execute(
      new ForecastQuery({
        asAt: asAt === undefined ? this.waymark.today() : dayIn('asAt', asAt),
        asKnownAt: asKnownAt === undefined ? null : knownAt(asKnownAt),
        ...(by === undefined ? {} : { by }),
        place: {
          ...(area === undefined ? {} : { area }),
          ...(team === undefined ? {} : { team }),
          ...(worker === undefined ? {} : { worker }),
        },
        withList: list === 'true',
        mayOpen: (await this.access.seenBy(asker)).mayOpen,
      }),
    );
    response.setHeader('Waymark-Position', String(position));
    return answer;
  }
}
