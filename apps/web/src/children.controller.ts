import { Controller, Get, Param, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Response } from 'express';
import { dayIn, knownAt } from '#waymark/window';
import { ChildQuery } from './queries/child.query.ts';
import { ChronologyQuery } from './queries/chronology.query.ts';
import { QueueQuery } from './queries/queue.query.ts';
import { chronologyParameters, parameters, positionParameters, queueParameters } from './query-parameters.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { Needs } from './rights-guard.ts';
import { Waymark } from './waymark.ts';

/** What front door and team managers ask: who waits, who is this child, what has happened. */
@Controller('api/v1')
@UseInterceptors(ReadYourWrites)
export class ChildrenController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waymark: Waymark,
  ) {}

  @Get('queue')
  @Needs('see-queues', 'LIST')
  async queue(@Query() query: unknown, @Res({ passthrough: true }) response: Response): Promise<object> {
    const { asAt, area, team } = parameters(queueParameters, query);
    const place = { ...(area === undefined ? {} : { area }), ...(team === undefined ? {} : { team }) };
    const on = asAt === undefined ? this.waymark.today() : dayIn('asAt', asAt);
    const { position, answer } = await this.queries.execute(new QueueQuery(on, place));
    response.setHeader('Waymark-Position', String(position));
    return answer;
  }

  /** The entity tag is the child's version: what a command takes as If-Match. */
  @Get('children/:childId')
  @Needs('open-records', 'VIEW')
  async child(
    @Param('childId') childId: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    parameters(positionParameters, query);
    const child = await this.queries.execute(new ChildQuery(childId));
    response.setHeader('ETag', `"${child.version}"`);
    return child;
  }

  @Get('children/:childId/chronology')
  @Needs('open-records', 'VIEW')
  async chronology(@Param('childId') childId: string, @Query() query: unknown): Promise<object> {
    const { asKnownAt, order } = parameters(chronologyParameters, query);
    const known = asKnownAt === undefined ? null : knownAt(asKnownAt);
    return this.queries.execute(new ChronologyQuery(childId, known, order));
  }
}
