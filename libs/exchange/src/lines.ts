import { createReadStream } from 'node:fs';

/** Longer than any event: what comes without a line break for this long is not a line of an event file. */
const LONGEST_LINE = 1024 * 1024;
const LINE_FEED = 0x0a;

/** A line of a text file, without its line break; `fault` stands instead of the text where it cannot be read. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly fault?: 'not UTF-8' | 'too long';
}

/**
 * The lines of a UTF-8 file one by one, whatever ends them (LF or CRLF) and with or without a byte-order mark. Only a
 * line feed ends a line: the separators U+2028 and U+2029 may stand inside JSON text, and Node's readline splits there.
 */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  let number = 0;
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      pieces.push(chunk.subarray(from, at));
      yield lineOf(++number, pieces, length + at - from);
      [pieces, length] = [[], 0];
      from = at + 1;
    }
    length += chunk.length - from;
    // A line that is too long is counted but no longer kept.
    if (length <= LONGEST_LINE) pieces.push(chunk.subarray(from));
    else pieces = [];
  }
  if (length > 0) yield lineOf(++number, pieces, length);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function lineOf(number: number, pieces: readonly Buffer[], length: number): Line {
  if (length > LONGEST_LINE) return { number, text: '', fault: 'too long' };
  let text: string;
  try {
    text = utf8.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
  } catch {
    return { number, text: '', fault: 'not UTF-8' };
  }
  if (number === 1 && text.startsWith('\uFEFF')) text = text.slice(1);
  return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
}
