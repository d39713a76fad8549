import { Controller, Get, Param, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Response } from 'express';
import type { Candidate } from '#finding/candidate';
import { Finding } from '#finding/finding';
import { Malformed } from '#waymark/ask';
import { dayIn, knownAt } from '#waymark/window';
import { Access, Asker, type Asking } from './asking.ts';
import { ChildQuery } from './queries/child.query.ts';
import { ChronologyQuery } from './queries/chronology.query.ts';
import { QueueQuery } from './queries/queue.query.ts';
import {
  chronologyParameters,
  findParameters,
  parameters,
  positionParameters,
  queueParameters,
} from './query-parameters.ts';
import { ProblemFound, unavailable } from './problem.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { Needs } from './rights-guard.ts';
import { Waymark } from './waymark.ts';

const LONGEST_WAIT_MILLISECONDS = 2000;

/** What front door and team managers ask: who waits, who is this child, what has happened. */
@Controller('api/v1')
@UseInterceptors(ReadYourWrites)
export class ChildrenController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waymark: Waymark,
    private readonly access: Access,
    private readonly finding: Finding,
  ) {}

  @Get('queue')
  @Needs('see-queues', 'LIST')
  async queue(
    @Asker() asker: Asking,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const { asAt, area, team } = parameters(queueParameters, query);
    const place = { ...(area === undefined ? {} : { area }), ...(team === undefined ? {} : { team }) };
    const on = asAt === undefined ? this.waymark.today() : dayIn('asAt', asAt);
    const { mayOpen } = await this.access.seenBy(asker);
    const { position, answer } = await this.queries.execute(new QueueQuery(on, place, mayOpen));
    response.setHeader('Waymark-Position', String(position));
    return answer;
  }

  /** The records a search may be about, the likeliest first, each with why. A restricted one is a marker. */
  @Get('children')
  @Needs('find-children', 'SEARCH')
  async find(@Asker() asker: Asking, @Query() query: unknown): Promise<object> {
    const { dob, limit, afterPosition, ...told } = parameters(findParameters, query);
    if (dob === undefined && Object.values(told).every((value) => value === undefined))
      throw new Malformed([
        { field: 'query', message: 'give a name, a birth date, an age, a postcode or an identifier' },
      ]);
    if (afterPosition !== undefined && !(await this.finding.reached(afterPosition, LONGEST_WAIT_MILLISECONDS)))
      throw new ProblemFound(unavailable(`The search index has not reached ${afterPosition} within two seconds.`));
    const { mayOpen, showsPersonal } = await this.access.seenBy(asker);
    const search = { ...present(told), ...(dob === undefined ? {} : { dob: dayIn('dob', dob) }) };
    const options = { openable: mayOpen, limit, today: this.waymark.today() };
    const found = await this.finding.find(search, options);
    return { count: found.length, found: showsPersonal ? found : found.map(withoutPersonal) };
  }

  /** The entity tag is the child's version: what a command takes as If-Match. */
  @Get('children/:childId')
  @Needs('open-records', 'VIEW')
  async child(
    @Asker() asker: Asking,
    @Param('childId') childId: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    parameters(positionParameters, query);
    const child = await this.queries.execute(new ChildQuery(childId, await this.access.seenBy(asker)));
    response.setHeader('ETag', `"${child.version}"`);
    return child;
  }

  @Get('children/:childId/chronology')
  @Needs('open-records', 'VIEW')
  async chronology(
    @Asker() asker: Asking,
    @Param('childId') childId: string,
    @Query() query: unknown,
  ): Promise<object> {
    const { asKnownAt, order } = parameters(chronologyParameters, query);
    const known = asKnownAt === undefined ? null : knownAt(asKnownAt);
    return this.queries.execute(new ChronologyQuery(childId, known, order, await this.access.seenBy(asker)));
  }
}

/** Those of the parameters that were given. */
const present = <T extends object>(told: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as never;

/** For whoever sees no personal details: neither names nor where the child lives. */
const withoutPersonal = (one: Candidate): object =>
  one.restricted ? one : { ...one, givenName: null, familyName: null, otherNames: [], postcode: null };
