import { randomUUID } from 'node:crypto';
import { AppendDecisions, type Decision, type PlacedEvent } from '../append-decision.ts';
import { Conflict, Unstorable, type Appended } from '../event-store.ts';
import { storedEvent, unstorable, type StorableWrite } from '../storable-event.ts';
import { answerTo } from './append-answer.ts';
import type { SealedWriting } from './sealed-writing.ts';
import type { IntentPart } from './intents.ts';
import type { KnownLog } from './known-log.ts';
import { contentFault, Overtaken } from './kurrent-errors.ts';
import type { ReadEvent } from './kurrent-event.ts';
import { Patience } from './patience.ts';
import type { UnfinishedAppends } from './unfinished-appends.ts';

export interface KurrentWriter {
  readonly log: KnownLog;
  readonly sealing: SealedWriting;
  readonly unfinished: UnfinishedAppends;
  readonly clock: () => number;
  /** The position of the log's last event. */
  readonly lastPosition: () => Promise<number>;
}

interface Decided {
  readonly decision: Decision;
  readonly accepted: readonly PlacedEvent[];
  /** What is to be written, by stream. */
  readonly parts: readonly IntentPart[];
  /** What the store's clock says, in milliseconds. */
  readonly clock: number;
}

/** Others come first now and then; whoever is overtaken so often is not only unlucky. */
const MOST_DECISIONS = 100;

/**
 * Decides an append on how its streams stand, and writes it for exactly that version: the server refuses it when
 * somebody was first, and then it is decided anew. After a failure that leaves the outcome open the streams are read
 * again, so events that were stored after all are found and never written twice. The caller holds the streams within
 * this process.
 */
export async function append(writer: KurrentWriter, writes: readonly StorableWrite[]): Promise<Appended> {
  const streams = [...new Set(writes.map(({ stream }) => stream))];
  await writer.log.prove();
  const once = new OneAppend(writer, writes, streams);
  return writer.log.known.holding(streams, () => (streams.length > 1 ? once.inSeveralStreams() : once.untilStored()));
}

class OneAppend {
  private readonly token = randomUUID();
  private readonly patience = new Patience();

  constructor(
    private readonly writer: KurrentWriter,
    private readonly writes: readonly StorableWrite[],
    private readonly streams: readonly string[],
  ) {}

  /** Nobody else who writes to several of these streams may come between the check and the writing. */
  inSeveralStreams(): Promise<Appended> {
    return this.writer.unfinished.intents.holding(this.streams, () => this.untilStored());
  }

  async untilStored(): Promise<Appended> {
    // What is known from before will do for one stream that is written to: the server checks its version.
    let mustRead = this.streams.length > 1 || this.writes.every(({ events }) => events.length === 0);
    for (let decisions = 0; decisions < MOST_DECISIONS; decisions++) {
      const decided = await this.decided(mustRead);
      mustRead = true;
      if (decided !== undefined && (await this.isWritten(decided))) {
        return answerTo(this.writer, this.writes, decided.decision, this.patience.isInDoubt ? this.token : undefined);
      }
    }
    throw new Error(`An append to ${this.streams.join(', ')} was overtaken ${MOST_DECISIONS} times.`);
  }

  /** Undefined when what is known must be read first, or could not be read just now. */
  private async decided(mustRead: boolean): Promise<Decided | undefined> {
    const { log, sealing, clock } = this.writer;
    try {
      await log.refresh(mustRead ? this.streams : this.streams.filter((stream) => log.known.of(stream) === undefined));
      const childKeys = await sealing.keysFor(this.writes);
      const decisions = new AppendDecisions({ ...this.state(), erasedChildren: childKeys.erased }, clock());
      const decision = decisions.decide(this.writes);
      const { accepted, recordedAt } = decisions;
      const parts = await sealing.partsOf(accepted, childKeys, this.token, recordedAt);
      return { decision, accepted, parts, clock: recordedAt };
    } catch (error) {
      if (error instanceof Conflict && !mustRead) return undefined;
      if (error instanceof Conflict || error instanceof Unstorable) throw error;
      await this.patience.after(error, true);
      return undefined;
    }
  }

  private state() {
    const { known, clock } = this.writer.log;
    const versions = new Map(this.streams.map((stream) => [stream, known.of(stream)?.version ?? 0]));
    return { position: 0, recordedAt: clock, versions, places: known.places };
  }

  /** False when it is to be decided anew. */
  private async isWritten(decided: Decided): Promise<boolean> {
    const { parts, accepted } = decided;
    if (parts.length === 0) return true;
    if (parts.length > 1) return this.writer.unfinished.write({ id: this.token, parts }, this.patience);
    try {
      const [{ stream, after, events }] = parts as [IntentPart];
      await this.writer.log.write(stream, after, events, (position) => this.asRead(decided, position));
      return true;
    } catch (error) {
      if (error instanceof Overtaken) return false;
      const fault = contentFault(error);
      if (fault !== undefined) throw unstorable(accepted[0]!.event, fault);
      await this.patience.after(error, false);
      return false;
    }
  }

  private asRead({ accepted, clock }: Decided, position: number): ReadEvent {
    const [{ event, version, recordedAt }] = accepted as [PlacedEvent];
    return { event: storedEvent(event, position, version, recordedAt), append: this.token, clock };
  }
}
