import pg from 'pg';
import { Unavailable } from './event-store.ts';

/** SQLSTATE beginnings of a server that goes, comes or has no room for connections; docs: PostgreSQL, appendix A. */
const GONE = ['08', '57P', '53300', '25P03'];
/** ... of one that is too busy, full or for now read-only, but would take the same statement later. */
const BUSY = ['40', '53', '55P03', '57014', '25006', '58'];
/** ... of a statement whose content is at fault. */
const CONTENT = ['22', '23', '54'];

/** Whether the server itself answered, so that nothing is left in doubt. */
export function isServerAnswer(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError;
}

/** Whether the connection is gone or never was there. */
export function isConnectionFailure(error: unknown): boolean {
  if (isServerAnswer(error)) return startsWithOneOf(error.code, GONE);
  return /^E[A-Z]+$/.test(codeOf(error)) || PG_MESSAGES.test(messageOf(error));
}

export function isBusy(error: unknown): boolean {
  return isServerAnswer(error) && startsWithOneOf(error.code, BUSY);
}

export function isAboutContent(error: unknown): boolean {
  return isServerAnswer(error) && startsWithOneOf(error.code, CONTENT);
}

/** The error as callers of the store are told: Unavailable when trying again later makes sense, else as it is. */
export function asUnavailable(error: unknown, consequence: string): unknown {
  if (!isConnectionFailure(error) && !isBusy(error)) return error;
  const why = isBusy(error) ? 'The event store is busy' : 'The event store cannot be reached';
  return new Unavailable(`${why}: ${messageOf(error)}. ${consequence}`, { cause: error });
}

/** An AggregateError (a name with several addresses) has nothing to say itself. */
export function messageOf(error: unknown): string {
  const { message, errors } = error as Partial<AggregateError>;
  return message || (errors ?? []).map(messageOf).join('; ') || String(error);
}

/** The pg package reports these without a code. */
const PG_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|Client was closed|Cannot use a pool after calling end)/;

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown }).code ?? '');

function startsWithOneOf(code: string | undefined, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => code?.startsWith(beginning));
}
