import { describeEventStore } from '#testing/event-store-contract';
import { InMemoryEventStore } from './in-memory-event-store.ts';

describeEventStore('the in-memory event store', async (options) => new InMemoryEventStore(options), {
  isDense: true,
});
