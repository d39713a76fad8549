import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { sendProblem } from './problem-filter.ts';
import { unavailable } from './problem.ts';
import { Waymark } from './waymark.ts';
import { Needs } from './rights-guard.ts';

const PATIENCE_MILLISECONDS = 2000;

/** Whether this process lives, and whether it can do its work: for whatever restarts it and whatever sends it requests. */
@Controller('health')
@Needs('anybody')
export class HealthController {
  constructor(private readonly waymark: Waymark) {}

  @Get('live')
  live(): object {
    return { status: 'live' };
  }

  /** 503, in words, when the database does not answer or the projector stands still. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const projector = this.waymark.projectorState();
    const positions = await this.positions();
    const found = {
      database: positions === undefined ? 'not reachable' : 'reachable',
      projector: projector === undefined ? 'runs elsewhere' : projector.running ? 'running' : 'stopped, tries again',
      ...positions,
    };
    if (positions === undefined)
      return sendProblem(response, { ...unavailable('The database cannot be reached.'), ...found });
    if (projector?.running === false)
      return sendProblem(response, {
        ...unavailable(`The projector has stopped: ${projector.failure ?? 'it is starting'}.`),
        ...found,
      });
    response.setHeader('Waymark-Position', String(positions.position));
    response.json({ status: 'ready', ...found });
  }

  /** Undefined when the database does not answer in time. */
  private async positions() {
    const asked = Promise.all([this.waymark.store.lastPosition(), this.waymark.position()]).then(
      ([lastPosition, position]) => ({ position, lastPosition, lagEvents: lastPosition - position }),
      () => undefined,
    );
    return Promise.race([asked, pause(PATIENCE_MILLISECONDS, undefined, { ref: false })]);
  }
}
