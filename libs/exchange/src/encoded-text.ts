import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { Refused } from '#case-flow/refused';

/**
 * The text of an XML file, piece by piece, in the encoding its byte-order mark or its first line names; UTF-8 otherwise.
 * Refuses (throws `Refused`) an encoding nobody knows, and bytes that are not of the encoding.
 */
export async function* textOf(path: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    decoder ??= decoderFor(encodingOf(chunk));
    yield decoded(decoder, chunk);
  }
  if (decoder) yield decoded(decoder);
}

function encodingOf(start: Buffer): string {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const declared = /^[\s\S]{0,10}<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    start.toString('latin1', 0, 400),
  )?.[1];
  // A file whose bytes are single cannot be UTF-16, whatever it says: exports copy that line from elsewhere.
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Refused(
      'a-file-is-in-a-known-encoding',
      `The file says it is in ${encoding}, which cannot be read. Save it as UTF-8.`,
    );
  }
}

function decoded(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new Refused(
      'a-file-is-in-a-known-encoding',
      `The file holds bytes that are not ${decoder.encoding.toUpperCase()}. Save it in the encoding its first line names.`,
    );
  }
}
