import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import { Refused } from '#case-flow/refused';
import type { EventStore, StoredEvent } from '#event-store/event-store';
import { eventOfLine } from './event-line.ts';
import { fileRefused, type Reading } from './imported.ts';
import { linesOf, type Line } from './lines.ts';
import { notReadable } from './not-readable.ts';

/**
 * Reads an event file (NDJSON, one event a line; design, "Events") line by line. A broken line is refused with its number
 * and the reason, and the rest goes on; a blank line is no record. The payload's own day is the fact, `occurredOn` its
 * stand-in. An event without an id gets one that follows from what its line says, so that reading a file twice brings the
 * same events: two lines that differ in nothing but the personal part need ids of their own.
 */
export async function* readEventFile(path: string, options: { readonly now?: Instant } = {}): AsyncGenerator<Reading> {
  const file = basename(path);
  const now = options.now ?? instantFromEpochMilliseconds(Date.now());
  let last = 0;
  try {
    for await (const line of linesOf(path)) {
      last = line.number;
      if (line.fault === undefined && line.text.trim() === '') continue;
      yield readingOf(line, file, now);
    }
  } catch (error) {
    const unreadable = notReadable(path, error);
    if (!unreadable) throw error;
    yield fileRefused(file, last, unreadable);
  }
}

function readingOf(line: Line, file: string, now: Instant): Reading {
  const where = { file, line: line.number, record: 'event' };
  try {
    refuseUnreadable(line);
    const { event, stream, notes, idGiven } = eventOfLine(line.text, `${file}:${line.number}`, now);
    return {
      kind: 'read',
      where,
      events: [event],
      ...(event.childId === '' ? { stream } : {}),
      ...(notes.length === 0 ? {} : { notes }),
      ...(idGiven ? { idsGiven: true } : {}),
    };
  } catch (error) {
    // JSON nested a hundred thousand deep exhausts the stack of whoever walks through it.
    if (error instanceof RangeError)
      return {
        kind: 'refused',
        where,
        rule: 'a-line-is-one-json-object',
        sentence: `Line ${line.number} is nested too deep.`,
      };
    if (!(error instanceof Refused)) throw error;
    return { kind: 'refused', where, rule: error.rule, sentence: `Line ${line.number}: ${error.message}` };
  }
}

function refuseUnreadable({ text, fault }: Line): void {
  if (fault === 'too long')
    throw new Refused('a-line-is-at-most-a-megabyte', 'The line is longer than a megabyte. Write one event a line.');
  if (fault === 'not UTF-8')
    throw new Refused(
      'an-event-file-is-utf-8',
      'The line is not UTF-8 text. Save the file as UTF-8 and import it again.',
    );
  if (text.includes('\u0000'))
    throw new Refused(
      'an-event-file-is-utf-8',
      'The line holds zero bytes, as UTF-16 text does. Save the file as UTF-8.',
    );
}

/** An event as a line of an event file, without its line break. Its place in the store (position, version) is left out. */
export function lineOfEvent(event: StoredEvent): string {
  const { type, childId, stream, occurredOn, recordedAt, data, personal, position: _, version: __, ...rest } = event;
  const subject = childId === '' ? { stream } : { childId };
  return JSON.stringify({ type, ...subject, occurredOn, recordedAt, data, ...(personal ? { personal } : {}), ...rest });
}

/**
 * Writes every event of the store as an event file, personal details included, and tells how many there are. The file
 * appears under its name only once it is whole. `import events` of the file into an empty store gives the same log again.
 */
export async function writeEventFile(store: EventStore, path: string): Promise<number> {
  const partial = `${path}.part`;
  let written = 0;
  async function* lines(): AsyncGenerator<string> {
    const last = await store.lastPosition();
    for (let after = 0; after < last;) {
      const events = await store.readAll(after, 1000, { upToPosition: last, withPersonal: true });
      after = events.at(-1)!.position;
      written += events.length;
      yield events.map((event) => `${lineOfEvent(event)}\n`).join('');
    }
  }
  try {
    await pipeline(lines, createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return written;
}
