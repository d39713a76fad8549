import type { Configuration } from '#waymark/configuration';
import { messageOf } from '#event-store/postgres-errors';
import { nameOfStore } from '#event-store/shown-address';
import { CannotStart } from './listen.ts';

/** Why the program could not start, for whoever started it: what, where, and how to mend it. No stack. */
export function whyNotStarted(error: unknown, { databaseUrl, dataDir }: Configuration): string {
  if (error instanceof CannotStart) return error.message;
  const what = messageOf(error);
  if ((error as Error).name === 'WrongLog') return what; // of the two stores together
  if (/^PostgreSQL in .* cannot be used/.test(what)) return what; // of our own PostgreSQL, with its advice
  if (/^KurrentDB at |^EVENTSTORE_URL\b|^DATABASE_URL \(/.test(what)) return what; // likewise
  if (/ENOSPC|No space left|could not extend file/i.test(what + codeOf(error)))
    return `The disk that holds ${databaseUrl === undefined ? dataDir : 'the database'} is full: ${what}\nFree some space and start again.`;
  if (databaseUrl !== undefined && isOfTheDatabase(error))
    return (
      `The database at ${nameOfStore(databaseUrl).replace(/^.*:\/\//, '')} cannot be used: ${what}\n` +
      'See that DATABASE_URL is right and that PostgreSQL runs there and lets this account in. ' +
      'Without DATABASE_URL, Waymark starts a PostgreSQL of its own.'
    );
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT)$/.test(codeOf(error)))
    return `${dataDir}, where Waymark keeps its files, cannot be written: ${what}\nGive this account the right to, or set WAYMARK_DATA to another folder.`;
  return `Waymark could not start: ${what}`;
}

const codeOf = (error: unknown): string => {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
};

/** Errors about files name a path; what else has a code, or came of something that has, is about the database. */
function isOfTheDatabase(error: unknown): boolean {
  if (!(error instanceof Error) || 'path' in error) return false;
  return codeOf(error) !== '' || error.name === 'Unavailable' || /database|SASL|password/i.test(error.message);
}
