import { setTimeout as pause } from 'node:timers/promises';
import { someEvent, toChild } from '#testing/event-store-contract';
import { Unavailable, Unstorable, type Appended } from './event-store.ts';
import { GroupCommit, type WriteBatch } from './group-commit.ts';
import { storableWrites, type StorableWrite } from './storable-event.ts';
import type { Bounds } from './waiting-appends.ts';

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const writeOf = (i: number, name = 'x') =>
  storableWrites([toChild(`C${i}`, 'any', someEvent(`C${i}`, { data: { name } }))]);
const childrenIn = (appends: readonly (readonly StorableWrite[])[]) =>
  appends.map(([write]) => Number(write!.stream.slice('child-C'.length)));

/** A store whose transactions end when the spec says so. */
function slowStore(bounds: Partial<Bounds>) {
  const batches: number[][] = [];
  const ends: (() => void)[] = [];
  const write: WriteBatch = async (appends) => {
    batches.push(childrenIn(appends));
    await new Promise<void>((end) => ends.push(end));
    return appends.map(() => ({ appended: {} as Appended }));
  };
  const begun = async (n: number) => {
    while (batches.length < n) await pause(1);
  };
  return { store: new GroupCommit(write, bounds), batches, begun, end: () => ends.shift()!() };
}

const outcomes = async (appends: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(appends)).map((one) => (one.status === 'fulfilled' ? 'stored' : String(one.reason)));

describe('appends that wait for a slow store', () => {
  it('are refused beyond a bound, in words, and those that were let in are stored', async () => {
    const { store, batches, begun, end } = slowStore({ appends: 3 });
    const first = store.append(writeOf(1));
    await begun(1);
    const waiting = oneTo(3).map((i) => store.append(writeOf(i + 1)));
    const refused = store.append(writeOf(5));
    await expect(refused).rejects.toBeInstanceOf(Unavailable);
    await expect(refused).rejects.toThrow(
      'The event store is busy: 3 appends wait already. Nothing of this one was stored; send it again.',
    );
    end();
    await begun(2);
    const again = store.append(writeOf(5)); // there is room again
    end();
    await begun(3);
    end();
    expect(await outcomes([first, ...waiting, again])).toEqual(Array(5).fill('stored'));
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('are refused beyond so many characters, and a larger one is let in where nothing waits', async () => {
    const { store, begun, end } = slowStore({ characters: 5000 });
    const first = store.append(writeOf(1, 'x'.repeat(9000)));
    await begun(1);
    const large = store.append(writeOf(2, 'x'.repeat(9000)));
    await expect(store.append(writeOf(3))).rejects.toThrow(/1 append waits already/);
    end();
    await begun(2);
    const small = oneTo(3).map((i) => store.append(writeOf(i, 'x'.repeat(1000))));
    await expect(store.append(writeOf(9, 'x'.repeat(3000)))).rejects.toBeInstanceOf(Unavailable);
    end();
    await begun(3);
    end();
    expect(await outcomes([first, large, ...small])).toEqual(Array(5).fill('stored'));
  });

  it('are refused when they waited too long, while the store still has not answered, and are never sent', async () => {
    const { store, batches, begun, end } = slowStore({ milliseconds: 60 });
    const first = store.append(writeOf(1));
    await begun(1);
    const early = store.append(writeOf(2));
    await pause(30);
    const late = store.append(writeOf(3));
    await expect(early).rejects.toThrow(
      'The event store is busy: this append waited 0.06 seconds for others. Nothing of it was stored; send it again.',
    );
    await expect(late).rejects.toBeInstanceOf(Unavailable);
    const last = store.append(writeOf(4));
    end();
    await begun(2);
    end();
    expect(await outcomes([first, last])).toEqual(['stored', 'stored']);
    expect(batches).toEqual([[1], [4]]);
    await store.idle();
  });

  it('share as few transactions as can be with one that only the database finds wrong', async () => {
    let transactions = 0;
    const stored: number[] = [];
    const store = new GroupCommit((appends) => {
      transactions++;
      const children = childrenIn(appends);
      if (children.includes(300)) return Promise.reject(new Unstorable('the database refuses 300'));
      stored.push(...children);
      return Promise.resolve(appends.map(() => ({ appended: {} as Appended })));
    });
    const told = await outcomes(oneTo(1000).map((i) => store.append(writeOf(i))));
    expect(told.filter((one) => one !== 'stored')).toEqual(['Unstorable: the database refuses 300']);
    expect(told[299]).not.toBe('stored');
    expect(stored).toEqual(oneTo(1000).filter((i) => i !== 300));
    expect(transactions).toBeLessThan(25);
  });
});
