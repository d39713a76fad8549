import { randomUUID } from 'node:crypto';
import { InMemoryChildKeys } from '#event-store/kurrentdb/child-keys';
import { InMemoryIntents } from '#event-store/kurrentdb/intents';
import { KurrentEventStore, type KurrentOptions } from '#event-store/kurrentdb/kurrent-event-store';
import { describeEventStore } from '#testing/event-store-contract';
import { startProtocolServer, type ProtocolServer } from './protocol-server.ts';

const open = (options: Pick<KurrentOptions, 'url' | 'clock' | 'streamPrefix'>) =>
  KurrentEventStore.open({
    masterKey: Buffer.alloc(32, 7),
    keys: new InMemoryChildKeys(),
    intents: new InMemoryIntents(),
    ...options,
  });

let server: ProtocolServer | undefined;
afterEach(() => server?.stop());

const opened = async (options: Pick<KurrentOptions, 'clock'>) => {
  server = await startProtocolServer();
  return open({ url: server.url, ...options });
};
describeEventStore('the event store in KurrentDB, by the protocol server', opened, { concurrentAppends: 1000 });

// A real server is told apart from one that others use too by a prefix of its own for every test. Where no address is
// given there is nothing to be left out: the suite is run by `npm run bundle:eventstore-contract` where there is a server.
const { EVENTSTORE_TEST_URL: url } = process.env;
if (url) {
  describeEventStore(
    `the event store in KurrentDB, by the server of EVENTSTORE_TEST_URL`,
    (options) => open({ url, streamPrefix: `contract-${randomUUID().slice(0, 8)}-`, ...options }),
    { concurrentAppends: 1000 },
  );
}
