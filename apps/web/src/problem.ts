import { HttpException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { Refused } from '#case-flow/refused';
import { Conflict, OtherLog, OutcomeUnknown, Unavailable, Unstorable } from '#event-store/event-store';
import { isBusy, isConnectionFailure } from '#event-store/postgres-errors';
import { Malformed } from '#waymark/ask';

/** What went wrong, as RFC 9457 has it: `application/problem+json`. `type` names the kind for machines. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly [more: string]: unknown;
}

/** A problem that a request ends with. Whatever else is thrown is looked up in `problemOf`. */
export class ProblemFound extends Error {
  override readonly name = 'ProblemFound';
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** There is nothing of that name. */
export const notFound = (detail: string): ProblemFound =>
  new ProblemFound({ type: '/problems/not-found', title: 'Not found', status: 404, detail });

/** A right is missing. */
export const notYourRole = (detail: string): ProblemFound =>
  new ProblemFound({ type: '/problems/not-your-role', title: 'Not for your role', status: 403, detail });

/** Something is behind, restarting or busy: the same request may be sent again in a moment. */
export const unavailable = (detail: string): Problem => ({
  type: '/problems/unavailable',
  title: 'Not available now',
  status: 503,
  detail,
});

/** What the stores say of themselves names hosts and libraries: it is for the log (`logAway`), these are for whoever asked. */
const AWAY =
  'The event store is not available just now: it cannot be reached, or is busy. Nothing was changed; send the same again in a moment.';
const IN_DOUBT =
  'The event store did not answer, so whether this was recorded is not known. Send the same again: with the same ' +
  'Idempotency-Key it is recorded once.';
const OTHER_LOG =
  'The event store is not the one that Waymark knows. Nothing was changed. Whoever looks after Waymark must mend it: /health/ready ' +
  'says what it is.';

/** The problem that an error is to whoever asked. Undefined for a bug of ours, of which nothing is told outside. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ProblemFound) return error.problem;
  if (error instanceof Malformed) return malformed(error);
  if (error instanceof Refused) return refused(error);
  if (error instanceof Conflict) return conflict(error);
  if (error instanceof Unstorable)
    return { type: '/problems/unstorable', title: 'It cannot be stored', status: 422, detail: error.message };
  if (error instanceof OtherLog) return unavailable(OTHER_LOG);
  if (error instanceof Unavailable) return unavailable(AWAY);
  if (error instanceof OutcomeUnknown) return unavailable(IN_DOUBT);
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (isConnectionFailure(cause) || isBusy(cause))
    return unavailable('The database cannot be reached just now. Try again.');
  return problemOfHttp(error);
}

const malformed = ({ fields, message }: Malformed): Problem => ({
  type: '/problems/malformed',
  title: 'Something in the request is not as it must be',
  status: 400,
  detail: message,
  errors: fields,
});

const refused = ({ rule, message, dfe }: Refused): Problem => ({
  type: `/problems/${rule}`,
  title: 'Refused by a rule',
  status: 409,
  detail: message,
  rule,
  ...(dfe === undefined ? {} : { dfe }),
});

const conflict = ({ expected, actual }: Conflict): Problem => ({
  type: '/problems/conflict',
  title: 'Somebody else wrote first',
  status: 409,
  detail: `You were looking at version ${expected} of this child, and it is at version ${actual} now. Look again, then decide.`,
  expected,
  actual,
});

function statusOf(error: unknown): unknown {
  if (error instanceof HttpException) return error.getStatus();
  const { name, code, status } = error as {
    readonly name?: unknown;
    readonly code?: unknown;
    readonly status?: unknown;
  };
  // What reads uploads says no status, but a code.
  return name === 'MulterError' ? (code === 'LIMIT_UNEXPECTED_FILE' ? 400 : 413) : status;
}

/** What Nest and Express themselves throw: no such address, a body too large, one that is no JSON. */
function problemOfHttp(error: unknown): Problem | undefined {
  const status = statusOf(error);
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  const known: Readonly<Record<number, readonly [name: string, title: string, detail: string]>> = {
    404: ['not-found', 'Not found', 'There is nothing at this address. /api/openapi.json lists what there is.'],
    413: ['too-large', 'Too large', 'The body of a request may hold at most 256 kB.'],
    415: ['unsupported-media-type', 'Not JSON', 'Send the body as application/json, in UTF-8.'],
  };
  if (status === 400) return malformed(new Malformed([{ field: 'body', message: (error as Error).message }]));
  const [name, title, detail] = known[status] ?? ['bad-request', 'Bad request', (error as Error).message];
  return { type: `/problems/${name}`, title, status, detail };
}
