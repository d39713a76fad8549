import { randomUUID } from 'node:crypto';
import type { sendUnaryData } from '@grpc/grpc-js';
import type * as features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as gossip from '@eventstore/db-client/generated/gossip_pb.js';
import { FeaturesPb, GossipPb, SharedPb } from './messages.ts';
import type { ServerState } from './protocol-server.ts';

const STREAMS = 'event_store.client.streams.streams';
const VERSION = '23.10.6';

/** What the server can do; a client asks once for each connection. */
export function supportedMethods({ faults }: ServerState, answer: sendUnaryData<features.SupportedMethods>): void {
  const supported = new FeaturesPb.SupportedMethods();
  supported.setEventStoreServerVersion(VERSION);
  const methods = ['read', 'append', 'delete', 'tombstone', ...(faults.refusesBatches ? [] : ['batchappend'])];
  for (const name of methods) {
    const method = new FeaturesPb.SupportedMethod();
    method.setMethodName(name);
    method.setServiceName(STREAMS);
    method.setFeaturesList(
      name === 'read' ? ['position', 'events'] : name === 'batchappend' ? ['deadline_duration'] : [],
    );
    supported.addMethods(method);
  }
  answer(null, supported);
}

/** Who belongs to the cluster, and who leads it. */
export function clusterInfo({ members }: ServerState, answer: sendUnaryData<gossip.ClusterInfo>): void {
  const info = new GossipPb.ClusterInfo();
  for (const { host, port, isLeader } of members()) {
    const member = new GossipPb.MemberInfo();
    const id = new SharedPb.UUID();
    id.setString(randomUUID());
    member.setInstanceId(id);
    member.setTimeStamp((BigInt(Date.now()) * 10_000n).toString());
    const { LEADER, FOLLOWER } = GossipPb.MemberInfo.VNodeState;
    member.setState(isLeader ? LEADER : FOLLOWER);
    member.setIsAlive(true);
    const endpoint = new GossipPb.EndPoint();
    endpoint.setAddress(host);
    endpoint.setPort(port);
    member.setHttpEndPoint(endpoint);
    info.addMembers(member);
  }
  answer(null, info);
}
