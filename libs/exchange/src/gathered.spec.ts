import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gathered } from './gathered.ts';

async function* pairs(count: number, keys: number): AsyncGenerator<readonly [string, { readonly n: number }]> {
  for (let n = 0; n < count; n++) yield [`key-${n % keys}`, { n }];
}

async function groups(count: number, keys: number, inMemory: number) {
  const found = new Map<string, readonly { readonly n: number }[]>();
  for await (const [key, items] of gathered(pairs(count, keys), inMemory)) {
    expect(found.has(key)).toBe(false);
    found.set(key, items);
  }
  return found;
}

describe('gathering by key', () => {
  it('hands over whole groups in the order of their first item, each in the order its items came', async () => {
    expect([...(await groups(7, 3, 100))]).toEqual([
      ['key-0', [{ n: 0 }, { n: 3 }, { n: 6 }]],
      ['key-1', [{ n: 1 }, { n: 4 }]],
      ['key-2', [{ n: 2 }, { n: 5 }]],
    ]);
  });

  it('gives the same groups when they have to wait on disk', async () => {
    const [onDisk, inMemory] = [await groups(10_000, 700, 50), await groups(10_000, 700, 20_000)];
    expect(onDisk.size).toBe(700);
    for (const [key, items] of inMemory) expect(onDisk.get(key)).toEqual(items);
  });

  it('keeps text of any kind as it was', async () => {
    async function* odd(): AsyncGenerator<readonly [string, string]> {
      for (const text of ['line\nbreak', 'quote"', 'é😀', '\u2028', '']) yield ['k', text];
    }
    for await (const [, items] of gathered(odd(), 1))
      expect(items).toEqual(['line\nbreak', 'quote"', 'é😀', '\u2028', '']);
  });

  it('leaves no file behind, even when nobody reads to the end', async () => {
    const ours = () => readdirSync(tmpdir()).filter((name) => /^waymark-[0-9a-f]{8}-/.test(name));
    const before = ours();
    for await (const _ of gathered(pairs(1000, 10), 10)) break;
    expect(ours()).toEqual(before);
  });
});
