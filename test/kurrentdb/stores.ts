import { InMemoryChildKeys } from '#event-store/kurrentdb/child-keys';
import { InMemoryIntents } from '#event-store/kurrentdb/intents';
import { KurrentEventStore, type KurrentOptions } from '#event-store/kurrentdb/kurrent-event-store';
import { startProtocolServer, type ProtocolServer, type ServerOptions } from './protocol-server.ts';

/** Servers and stores of one spec, ended together. */
export class Stores {
  private readonly open: (() => Promise<void>)[] = [];

  async server(options: ServerOptions = {}): Promise<ProtocolServer> {
    const server = await startProtocolServer(options);
    this.open.push(() => server.stop());
    return server;
  }

  async store(url: string, options: Partial<KurrentOptions> = {}): Promise<KurrentEventStore> {
    const store = await KurrentEventStore.open({
      url,
      masterKey: Buffer.alloc(32, 7),
      keys: new InMemoryChildKeys(),
      intents: new InMemoryIntents(),
      answerMilliseconds: 500,
      ...options,
    });
    this.open.push(() => store.close());
    return store;
  }

  endLater(end: () => Promise<void>): void {
    this.open.push(end);
  }

  /** To be called after every test. */
  async end(): Promise<void> {
    for (const end of this.open.splice(0).reverse()) await end();
  }
}
