import { appendingContract } from './event-store/appending.ts';
import { eventIdsContract } from './event-store/event-ids.ts';
import { personalDetailsContract } from './event-store/personal-details.ts';
import { recordedAtContract } from './event-store/recorded-at.ts';
import { someEvent, Stage, type ContractOptions, type MakeStore } from './event-store/stage.ts';
import { subscribingContract } from './event-store/subscribing.ts';
import { unstorableContract } from './event-store/unstorable.ts';
import { versionsContract } from './event-store/versions.ts';

export { someEvent, toChild, type ContractOptions, type MakeStore } from './event-store/stage.ts';

/**
 * What every event store promises, see `#event-store/event-store`. It uses the words of the test runner that are there
 * for everybody (describe, it, it.each, beforeEach, afterEach, expect), so any runner that lends them can run it.
 */
export function describeEventStore(name: string, makeStore: MakeStore, options: ContractOptions = {}): void {
  describe(name, () => {
    const stage = new Stage(makeStore, options);
    beforeEach(() => stage.open());
    afterEach(() => stage.store.close());

    appendingContract(stage);
    versionsContract(stage);
    eventIdsContract(stage);
    unstorableContract(stage);
    recordedAtContract(stage);
    personalDetailsContract(stage);
    subscribingContract(stage);

    it('gives one key for one purpose, and another for another', () => {
      const { store } = stage;
      expect(store.keyFor('drafts')).toHaveLength(32);
      expect(store.keyFor('drafts').equals(store.keyFor('drafts'))).toBe(true);
      expect(store.keyFor('drafts').equals(store.keyFor('letters'))).toBe(false);
    });

    it('serves nobody after it was closed', async () => {
      await stage.store.close();
      await expect(stage.append('C1', 0, someEvent('C1'))).rejects.toMatchObject({ name: 'Unavailable' });
      await expect(stage.store.readAll(0, 1)).rejects.toMatchObject({ name: 'Unavailable' });
    });
  });
}
