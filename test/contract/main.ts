import { randomUUID } from 'node:crypto';
import { InMemoryChildKeys } from '#event-store/kurrentdb/child-keys';
import { connectionString } from '#event-store/kurrentdb/address';
import { InMemoryIntents } from '#event-store/kurrentdb/intents';
import { KurrentEventStore } from '#event-store/kurrentdb/kurrent-event-store';
import { withoutPassword } from '#event-store/shown-address';
import { describeEventStore, type MakeStore } from '#testing/event-store-contract';
import { Runner } from './runner.ts';

const usage = `What Waymark asks of an event store, asked of a KurrentDB or EventStoreDB (23.10 or later) of yours:

  node eventstore-contract.mjs esdb://host:2113?tls=false
  node eventstore-contract.mjs "esdb://user:password@host:2113?tls=true&tlsCaFile=ca.crt"

kurrentdb://, esdb+discover:// and kurrentdb+discover:// are understood as well. The streams it writes begin with
"contract-" and letters of chance, and stay there. Exit: 0 all well; 1 something is not; 2 no address, or
nobody answers there.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const url = process.argv[2];

/** Ends before any test, with what stands in the way. */
function endWith(why: string): never {
  process.stderr.write(why);
  process.exit(2);
}

if (url === undefined) endWith(usage);
try {
  connectionString(url);
} catch (error) {
  endWith(`${(error as Error).message}\n\n${usage}`);
}

const runner = new Runner();
runner.lendWords();
const open: MakeStore = (options) =>
  KurrentEventStore.open({
    url,
    masterKey: Buffer.alloc(32, 7),
    keys: new InMemoryChildKeys(),
    intents: new InMemoryIntents(),
    streamPrefix: `contract-${randomUUID().slice(0, 8)}-`,
    ...options,
  });
// One sentence instead of a failure of every test where nobody answers.
const first = await open({}).catch((error: unknown) => endWith(`${(error as Error).message}\n`));
await first.close();
describeEventStore('', open, { concurrentAppends: 1000 });
say(`The event store at ${withoutPassword(url)}:`);
const { tests, failed } = await runner.run(say);
say(failed === 0 ? `${tests} of ${tests} ok` : `${tests - failed} of ${tests} ok, ${failed} not ok`);
// The client keeps its channels open, and with them the process.
process.exit(failed === 0 ? 0 : 1);
