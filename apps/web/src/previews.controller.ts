import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { commandType, commandTypes } from '#case-flow/processes';
import { closestName } from '#exchange/closest-name';
import { Access, Asker, type Asking } from './asking.ts';
import { requestOf } from './command-headers.ts';
import { notFound } from './problem.ts';
import { PreviewQuery } from './queries/frozen-report.query.ts';
import { Needs } from './rights-guard.ts';

/** What a command would move: asked like the command itself, and nothing is stored. */
@Controller('api/v1/previews')
@Needs('signed-in')
export class PreviewsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly access: Access,
  ) {}

  @Post(':name')
  @HttpCode(200)
  async preview(
    @Asker() asker: Asking,
    @Param('name') name: string,
    @Body() body: object | undefined,
    @Headers() headers: NodeJS.Dict<string | string[]>,
  ): Promise<object> {
    if (!commandType(name)) {
      const near = closestName(name, Object.keys(commandTypes));
      throw notFound(`There is no command ${name} about a child.${near === undefined ? '' : ` Did you mean ${near}?`}`);
    }
    const request = requestOf(name, body ?? {}, headers, asker.person);
    await this.access.mayCarryOut(asker, name, body ?? {});
    return this.queries.execute(new PreviewQuery(request, (await this.access.seenBy(asker)).mayOpen));
  }
}
