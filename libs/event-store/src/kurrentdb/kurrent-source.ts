import { START, streamNameFilter, eventTypeFilter } from '@eventstore/db-client';
import type {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  Filter,
  SubscribeToAllOptions,
} from '@eventstore/db-client';
import { readEvent, positionOf, type ReadEvent } from './kurrent-event.ts';
import { escaped, placeAt, type KurrentLog } from './kurrent-log.ts';

/** What the server looks through before it tells how far it is, where nothing passes the filter: 32 times 32 events. */
const SEARCH_WINDOW = 32;
const WINDOWS_A_CHECKPOINT = 32;
/** Events that wait in the client before the server is told to pause. */
const WAITING_EVENTS = 512;

/** What comes from a subscription, in the order of the log. */
export interface SourceListener {
  /** Events of ours, and how far the log was looked through with them. */
  onEvents(events: readonly ReadEvent[], lookedTo: number): void;
  /** All that was in the log is handed over; or no longer, when the server fell behind. */
  onCaughtUp(isCaughtUp: boolean): void;
  onEnd(error: Error): void;
}

/**
 * One subscription to the whole log, filtered on the server. It ends with the first failure, for the client does not take
 * it up again. Nothing more is taken from the server while `isFull` says so; `pull` goes on.
 */
export class KurrentSource {
  private readonly subscription: AllStreamSubscription;
  private ended = false;

  constructor(
    private readonly log: KurrentLog,
    after: number,
    private readonly listener: SourceListener,
    private readonly isFull: () => boolean,
    types?: readonly string[],
  ) {
    const filter = this.filter(types);
    const fromPosition = after === 0 ? START : placeAt(after);
    const options: SubscribeToAllOptions = { fromPosition, filter, requiresLeader: types !== undefined };
    this.subscription = log.client.subscribeToAll(options, { highWaterMark: WAITING_EVENTS });
    this.subscription
      .on('readable', () => this.pull())
      .on('caughtUp', () => this.caughtUp(true))
      .on('fellBehind', () => this.caughtUp(false))
      .on('error', (error) => this.end(error))
      .on('end', () => this.end(new Error('The server ended the subscription.')))
      .on('close', () => this.end(new Error('The subscription was closed.')));
  }

  /** Takes what has arrived. */
  pull(): void {
    if (!this.isFull()) this.drain();
  }

  stop(): void {
    this.ended = true;
    void this.subscription.unsubscribe().catch(() => undefined); // there is nothing to be ended when it never began
  }

  /** The client tells of checkpoints and of being caught up before it hands over the events in front of them. */
  private drain(lookedTo = 0): void {
    if (this.ended) return;
    const events: ReadEvent[] = [];
    try {
      for (let one = this.next(); one !== null; one = this.next()) {
        if (one.event !== undefined && this.log.isOurs(one.event.streamId))
          events.push(readEvent(one, this.log.prefix));
      }
    } catch (error) {
      return this.end(error as Error);
    }
    const last = events.at(-1)?.event.position ?? 0;
    if (events.length > 0 || lookedTo > 0) this.listener.onEvents(events, Math.max(last, lookedTo));
  }

  private next(): AllStreamResolvedEvent | null {
    return this.subscription.read() as AllStreamResolvedEvent | null;
  }

  private caughtUp(isCaughtUp: boolean): void {
    this.drain();
    if (!this.ended) this.listener.onCaughtUp(isCaughtUp);
  }

  private end(error: Error): void {
    if (this.ended) return;
    this.drain();
    this.stop();
    this.listener.onEnd(error);
  }

  private filter(types: readonly string[] | undefined): Filter {
    const checkpointReached = async (_subscription: unknown, { commit }: { readonly commit: bigint }) =>
      this.drain(positionOf(commit, '$all'));
    const pace = { maxSearchWindow: SEARCH_WINDOW, checkpointInterval: WINDOWS_A_CHECKPOINT, checkpointReached };
    if (types === undefined) return streamNameFilter({ regex: this.log.pattern, ...pace });
    return eventTypeFilter({ regex: `^(${types.map(escaped).join('|')})$`, ...pace });
  }
}
