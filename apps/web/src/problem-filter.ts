import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { logAway } from './log-away.ts';
import { problemOf, type Problem } from './problem.ts';

/** What is busy or restarting is mostly over by then. */
export const RETRY_AFTER_SECONDS = '1';

/** Answers every error as problem+json. What nobody expected is logged with its stack, and tells nothing outside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Waymark');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { method, path } = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = problemOf(error) ?? this.unexpected(error, `${method} ${path}`);
    logAway(error);
    if (response.headersSent) return void response.destroy();
    sendProblem(response, problem);
  }

  private unexpected(error: unknown, where: string): Problem {
    this.logger.error(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return {
      type: '/problems/unexpected',
      title: 'Something went wrong here',
      status: 500,
      detail:
        'This is a fault of Waymark, and it stands in its log. A command may be sent again with the same Idempotency-Key.',
    };
  }
}

/** Answers with a problem; one that passes by itself says when to try again. */
export function sendProblem(response: Response, problem: Problem): void {
  if (problem.status === 503) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
  response.status(problem.status).setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.send(JSON.stringify(problem));
}
