import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { Server, ServerCredentials, type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { append, batchAppend, remove } from './append-calls.ts';
import { clusterInfo, supportedMethods } from './cluster-calls.ts';
import { dropped, Faults, type Endpoint } from './faults.ts';
import { read, type ReadCall } from './read-calls.ts';
import { StoredLog } from './stored-log.ts';

/** A call that stays open: a reader, or a batch of appends. */
interface OpenCall {
  emit(event: 'error', error: unknown): boolean;
}

/** What the calls of one server share. */
export interface ServerState {
  readonly log: StoredLog;
  readonly faults: Faults;
  readonly calls: Set<OpenCall>;
  readonly maxAppendSize: number;
  /** The positions that subscriptions to all events began after; '' for the start or the end. */
  readonly subscribedFrom: string[];
  members(): readonly (Endpoint & { readonly isLeader: boolean })[];
}

export interface ProtocolServer extends Endpoint, Pick<ServerState, 'log' | 'faults' | 'subscribedFrom'> {
  /** esdb://host:port?tls=false */
  readonly url: string;
  /** The same by way of the cluster's gossip. */
  readonly discoverUrl: string;
  /** The cluster's other members, which gossip tells of. */
  readonly others: (Endpoint & { readonly isLeader: boolean })[];
  /** Breaks every open call, as a lost connection would. */
  dropConnections(): void;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly log?: StoredLog;
  readonly port?: number;
  readonly maxAppendSize?: number;
}

const HOST = '127.0.0.1';
const MEBIBYTE = 1024 * 1024;

/**
 * Serves the protocol of KurrentDB and EventStoreDB (as of 23.10) from memory, built from the service definitions that
 * the client package ships: for tests of whoever speaks it. It is no database: no quorum, no disk, no scavenging.
 */
export async function startProtocolServer(options: ServerOptions = {}): Promise<ProtocolServer> {
  const { log = new StoredLog(), maxAppendSize = MEBIBYTE } = options;
  const others: (Endpoint & { readonly isLeader: boolean })[] = [];
  const self = { host: HOST, port: 0 };
  const members = () => [{ ...self, isLeader: others.every(({ isLeader }) => !isLeader) }, ...others];
  const state: ServerState = {
    log,
    faults: new Faults(),
    calls: new Set(),
    maxAppendSize,
    subscribedFrom: [],
    members,
  };
  const server = new Server({ 'grpc.max_receive_message_length': 17 * MEBIBYTE });
  addServices(server, state);
  self.port = await bound(server, options.port ?? 0);
  const dropConnections = () => {
    for (const call of [...state.calls]) call.emit('error', dropped());
    state.calls.clear();
  };
  const address = `${self.host}:${self.port}?tls=false`;
  return {
    ...self,
    log,
    faults: state.faults,
    subscribedFrom: state.subscribedFrom,
    url: `esdb://${address}`,
    discoverUrl: `esdb+discover://${address}`,
    others,
    dropConnections,
    stop: async () => {
      dropConnections(); // open subscriptions would keep the server from ending
      server.forceShutdown();
    },
  };
}

function addServices(server: Server, state: ServerState): void {
  const streams: UntypedServiceImplementation = {
    read: (call: ReadCall) => void read(state, call),
    append: append.bind(undefined, state),
    batchAppend: batchAppend.bind(undefined, state),
    delete: remove.bind(undefined, state, false),
    tombstone: remove.bind(undefined, state, true),
  };
  const info: handleUnaryCall<unknown, ClusterInfo> = (_call, answer) => clusterInfo(state, answer);
  const features: handleUnaryCall<unknown, SupportedMethods> = (_call, answer) => supportedMethods(state, answer);
  server.addService(StreamsService, streams);
  server.addService(GossipService, { read: info });
  server.addService(ServerFeaturesService, { getSupportedMethods: features });
}

function bound(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${HOST}:${port}`, ServerCredentials.createInsecure(), (error, found) =>
      error === null ? resolve(found) : reject(error),
    );
  });
}
