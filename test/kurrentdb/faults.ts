import { status } from '@grpc/grpc-js';
import type { Metadata, ServiceError } from '@grpc/grpc-js';
import { rpcError } from './messages.ts';

/** Where another member of the cluster listens. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What the server is told to do wrong. Counts go down with every call that is spoilt. */
export class Faults {
  /** So many calls are refused: the server is not ready. */
  unavailable = 0;
  /** So many appends are carried out, and the connection breaks instead of an answer. */
  dropAfterWriting = 0;
  /** So many appends are lost with their connection before they are carried out. */
  dropBeforeWriting = 0;
  /** So many appends are taken in and never answered. */
  hang = 0;
  /** So many appends are met as usual; those after them are taken in and never answered. */
  answersOnly = Infinity;
  /** So many appends are carried out when this much time has passed, whether anybody still waits or not. */
  late = 0;
  lateMilliseconds = 0;
  /** Appends in batches are not offered. */
  refusesBatches = false;
  /** Calls that require the leader are sent there. */
  leader: Endpoint | undefined;
  /** Subscriptions break after every so many events. */
  dropSubscriptionAfter = Infinity;

  /** Throws what a spoilt call is answered with, before it is looked at. */
  guard(metadata: Metadata): void {
    if (this.leader !== undefined && metadata.get('requires-leader')[0] === 'true') {
      throw rpcError(status.NOT_FOUND, 'Leader info available', {
        exception: 'not-leader',
        'leader-endpoint-host': this.leader.host,
        'leader-endpoint-port': this.leader.port,
      });
    }
    if (this.takes('unavailable')) throw rpcError(status.UNAVAILABLE, 'Server Is Not Ready');
  }

  /** Carries out an append, or does not, and answers, or does not, as it was told. `write` gives back how to answer. */
  spoil(write: () => () => void, drop: (error: ServiceError) => void): void {
    if (this.answersOnly-- <= 0 || this.takes('hang')) return;
    if (this.takes('dropBeforeWriting')) return drop(dropped());
    if (this.takes('late')) return void setTimeout(() => write()(), this.lateMilliseconds);
    const answer = write();
    if (this.takes('dropAfterWriting')) drop(dropped());
    else answer();
  }

  private takes(count: 'unavailable' | 'dropAfterWriting' | 'dropBeforeWriting' | 'hang' | 'late'): boolean {
    if (this[count] <= 0) return false;
    this[count]--;
    return true;
  }
}

/** How a broken connection looks to the client's side of a call. */
export const dropped = (): ServiceError => rpcError(status.UNAVAILABLE, 'Connection dropped');
