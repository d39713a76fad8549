import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, switchMap, type Observable } from 'rxjs';
import { ProblemFound, unavailable } from './problem.ts';
import { parameters, positionParameters } from './query-parameters.ts';
import { Waymark } from './waymark.ts';

const LONGEST_WAIT_MILLISECONDS = 2000;

/**
 * Around every question: `?afterPosition=N` waits, for at most two seconds, until the read model has taken in what a
 * command has just recorded; and the header Waymark-Position says up to where the answer is complete.
 */
@Injectable()
export class ReadYourWrites implements NestInterceptor {
  constructor(private readonly waymark: Waymark) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return from(this.settle(http.getRequest<Request>(), http.getResponse<Response>())).pipe(
      switchMap(() => next.handle()),
    );
  }

  private async settle({ query }: Request, response: Response): Promise<void> {
    const { afterPosition } = parameters(
      positionParameters,
      query['afterPosition'] === undefined ? {} : { afterPosition: query['afterPosition'] },
    );
    const isThere =
      afterPosition === undefined || (await this.waymark.reached(afterPosition, LONGEST_WAIT_MILLISECONDS));
    const position = await this.waymark.position();
    response.setHeader('Waymark-Position', String(position));
    if (!isThere)
      throw new ProblemFound({
        ...unavailable(
          `The read model is at position ${position} and has not reached ${afterPosition} within two seconds.`,
        ),
        position,
      });
  }
}
