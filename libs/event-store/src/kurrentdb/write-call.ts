import { WrongExpectedVersionError } from '@eventstore/db-client';
import { append } from '@eventstore/db-client/dist/streams/appendToStream/append.js';
import { NoAnswer, Overtaken } from './kurrent-errors.ts';
import { eventData, positionOf, type WrittenEvent } from './kurrent-event.ts';
import type { KurrentLog } from './kurrent-log.ts';

/**
 * Appends to a stream that must be at a version, and answers with the position of the last event (if the server says it).
 * Throws Overtaken when it is at another version, NoAnswer when the server did not answer in time, or what the client throws.
 *
 * It is the call for one append, not `appendToStream`, which would batch those of all clients of the process: there a
 * connection that breaks fails the appends of the others too, an answer that comes after that ends the process, and
 * the server's silence is never noticed.
 */
export async function writeToStream(
  { client, prefix, answerMilliseconds }: KurrentLog,
  stream: string,
  version: number,
  events: readonly WrittenEvent[],
): Promise<number | undefined> {
  const call = append.call(client, prefix + stream, events.map(eventData), {
    expectedRevision: version === 0 ? 'no_stream' : BigInt(version - 1),
    batchAppendSize: 0, // only batches have one
    requiresLeader: true,
    deadline: answerMilliseconds,
  });
  try {
    const { position } = await inTime(call, answerMilliseconds);
    return position === undefined ? undefined : positionOf(position.commit, stream);
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) throw new Overtaken(error.message, { cause: error });
    throw error;
  }
}

/** Our own timer beside the client's: finding a server has none, nor has a call that waits for one. */
async function inTime<T>(call: Promise<T>, milliseconds: number): Promise<T> {
  call.catch(() => undefined); // it may still fail when nobody waits for it any more
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const noAnswer = new NoAnswer(`it did not answer within ${milliseconds} milliseconds`);
    timer = setTimeout(() => reject(noAnswer), milliseconds);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
