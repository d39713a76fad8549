import type * as streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LoggedEvent } from './stored-log.ts';

/** What a reader wants of all events, and after how many looked at it wants to hear how far the server is. */
export interface EventFilter {
  passes(event: LoggedEvent): boolean;
  readonly checkpointAfter: number;
}

const USUAL_WINDOW = 32;

export function filterOf(options: streams.ReadReq.Options.FilterOptions): EventFilter {
  const isOfStreams = options.hasStreamIdentifier();
  const expression = (isOfStreams ? options.getStreamIdentifier() : options.getEventType())!;
  const [prefixes, regex] = [expression.getPrefixList(), expression.getRegex()];
  const pattern = regex === '' ? undefined : new RegExp(regex);
  const window = options.hasMax() ? options.getMax() : USUAL_WINDOW;
  return {
    passes: ({ stream, type }) => {
      const text = isOfStreams ? stream : type;
      return pattern?.test(text) ?? prefixes.some((prefix) => text.startsWith(prefix));
    },
    checkpointAfter: window * (options.getCheckpointintervalmultiplier() || 1),
  };
}
