import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { OtherLog, type EventStore } from '#event-store/event-store';
import { lagOf } from '#event-store/far-behind';
import { PostgresEventStore } from '#event-store/postgres-event-store';
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

  /** 503, in words, when a store does not answer (which one), the log is another, or the projector stands still. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const projector = this.waymark.projectorState();
    const { store } = this.waymark;
    const [log, taken] = await Promise.all([inTime(store.lastPosition()), inTime(this.waymark.position())]);
    const found = {
      eventStore: log.position !== undefined ? 'reachable' : log.isOther ? 'another log' : 'not reachable',
      database: taken.position !== undefined ? 'reachable' : 'not reachable',
      projector: projector === undefined ? 'runs elsewhere' : projector.running ? 'running' : 'stopped, tries again',
    };
    const no = (why: string, more = {}) => sendProblem(response, { ...unavailable(why), ...found, ...more });
    if (log.isOther) return no(log.isOther.message);
    if (log.position === undefined || taken.position === undefined) return no(awayInWords(log, taken, store));
    // They were asked at once: what came between them is in the read model, so it is in the log too.
    const [position, lastPosition] = [taken.position, Math.max(log.position, taken.position)];
    const positions = { position, lastPosition, ...lagOf(store, position, lastPosition) };
    if (projector?.running === false)
      return no(
        `The projector ${projector.failure === undefined ? 'is starting' : 'has stopped and tries again: why stands in the log'}.`,
        positions,
      );
    response.setHeader('Waymark-Position', String(position));
    response.json({ status: 'ready', ...found, ...positions });
  }
}

/** A position that was asked for: undefined when there was no answer in time; `isOther` when the log is not the one known. */
interface Asked {
  readonly position?: number;
  readonly isOther?: OtherLog;
}

async function inTime(asked: Promise<number>): Promise<Asked> {
  const answered = asked.then(
    (position) => ({ position }),
    (error: unknown) => (error instanceof OtherLog ? { isOther: error } : {}),
  );
  return Promise.race([answered, pause(PATIENCE_MILLISECONDS, {}, { ref: false })]);
}

function awayInWords(log: Asked, taken: Asked, store: EventStore): string {
  if (taken.position !== undefined) return 'The event store cannot be reached.';
  return log.position !== undefined || store instanceof PostgresEventStore
    ? 'The database cannot be reached.'
    : 'Neither the event store nor the database can be reached.';
}
