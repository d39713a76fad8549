import { Controller, Get, Param, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Response } from 'express';
import { measures } from '#projections/index';
import { Malformed } from '#waymark/ask';
import type { MeasureAsked } from '#waymark/questions';
import type { AtPosition } from '#waymark/snapshot';
import { dayIn, knownAt, windowOf, type Window } from '#waymark/window';
import { Access, Asker, type Asking } from './asking.ts';
import { ExplainQuery, inCatalogue, measureNamed, MeasureQuery } from './queries/measure.query.ts';
import { ScorecardQuery } from './queries/scorecard.query.ts';
import { explainParameters, measureParameters, parameters, scorecardParameters } from './query-parameters.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { Needs } from './rights-guard.ts';
import { Waymark } from './waymark.ts';

/** The performance team's questions: measures, their lists, the events behind them, the scorecard. */
@Controller('api/v1')
@Needs('see-figures')
@UseInterceptors(ReadYourWrites)
export class MeasuresController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waymark: Waymark,
    private readonly access: Access,
  ) {}

  @Get('measures')
  catalogue(): object {
    return { measures: measures.map(inCatalogue) };
  }

  @Get('measures/:id')
  async measure(
    @Asker() asker: Asking,
    @Param('id') id: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const measure = measureNamed(id);
    const { by, list, ...asked } = parameters(measureParameters, query);
    if (by !== undefined && (asked.area !== undefined || asked.team !== undefined))
      throw new Malformed([
        { field: 'by', message: 'breaks the whole down: leave area and team out, or leave this out' },
      ]);
    if (list === 'true') await this.access.needs(asker, 'open-figures', 'LIST');
    const { mayOpen } = await this.access.seenBy(asker);
    const window = { ...this.asked(asked), withList: list === 'true', ...(by === undefined ? {} : { by }) };
    return at(response, await this.queries.execute(new MeasureQuery(measure, window, mayOpen)));
  }

  @Get('measures/:id/explain')
  @Needs('open-figures', 'LIST')
  async explain(
    @Asker() asker: Asking,
    @Param('id') id: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const measure = measureNamed(id);
    const { limit, ...asked } = parameters(explainParameters, query);
    const { mayOpen } = await this.access.seenBy(asker);
    return at(response, await this.queries.execute(new ExplainQuery(measure, this.asked(asked), limit, mayOpen)));
  }

  @Get('scorecard')
  async scorecard(@Query() query: unknown, @Res({ passthrough: true }) response: Response): Promise<object> {
    const given = parameters(scorecardParameters, query);
    const asAt = given.asAt === undefined ? this.waymark.today() : dayIn('asAt', given.asAt);
    const asKnownAt = given.asKnownAt === undefined ? null : knownAt(given.asKnownAt);
    const { position, answer } = await this.queries.execute(new ScorecardQuery(asAt, asKnownAt));
    return at(response, { position, answer: { asAt, asKnownAt, lines: answer } });
  }

  /** The window asked for: with no day at all, the month up to today. */
  private asked(
    given: Window & { readonly area?: string | undefined; readonly team?: string | undefined },
  ): MeasureAsked {
    const { from, to, asAt, asKnownAt, area, team } = given;
    if (area !== undefined && team !== undefined)
      throw new Malformed([{ field: 'team', message: 'a figure is of an area or of a team: leave one of them out' }]);
    const isOpen = from === undefined && to === undefined && asAt === undefined;
    const window = windowOf({ from, to, asAt: isOpen ? this.waymark.today() : asAt, asKnownAt });
    const place = { ...(area === undefined ? {} : { area }), ...(team === undefined ? {} : { team }) };
    return { ...window, place };
  }
}

/** Answers, and says up to which position of the log the answer is complete. */
function at<T extends object>(response: Response, { position, answer }: AtPosition<T>): T {
  response.setHeader('Waymark-Position', String(position));
  return answer;
}
