import { Body, Controller, Headers, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Response } from 'express';
import { commandType, commandTypes } from '#case-flow/processes';
import { registerCommand, registerCommands } from '#case-flow/workforce/workforce';
import { closestName } from '#exchange/closest-name';
import { Access, Asker, type Asking } from './asking.ts';
import { CarryOut } from './carry-out.ts';
import { requestOf } from './command-headers.ts';
import { notFound } from './problem.ts';
import { Needs } from './rights-guard.ts';

/** Every command of every process, under its own name. */
@Controller('api/v1/commands')
@Needs('signed-in')
export class CommandsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: Access,
  ) {}

  /** 201 with what was recorded; 200 when the key was answered before, or everything was so already. */
  @Post(':name')
  async carryOut(
    @Asker() asker: Asking,
    @Param('name') name: string,
    @Body() body: object | undefined,
    @Headers() headers: NodeJS.Dict<string | string[]>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    if (!commandType(name) && !registerCommand(name)) throw notFound(`There is no command ${name}.${meant(name)}`);
    const request = requestOf(name, body ?? {}, headers, asker.person);
    await this.access.mayCarryOut(asker, name, body ?? {});
    const { position, version, repeated, events } = await this.commands.execute(new CarryOut(request));
    response.status(repeated ? 200 : 201).setHeader('Waymark-Position', String(position));
    response.setHeader('ETag', `"${version}"`);
    const { commandId } = request;
    const told = events.map(({ eventId, type, childId, stream, data }) => {
      const subject = childId === '' ? { stream } : { childId };
      return { eventId, type, ...subject, data };
    });
    return { commandId, position, version, repeated, events: told };
  }
}

function meant(name: string): string {
  const near = closestName(name, Object.keys({ ...commandTypes, ...registerCommands }));
  return near === undefined ? ' /api/openapi.json lists them.' : ` Did you mean ${near}?`;
}
