import { randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How many items may wait in memory before the rest goes through a temporary file. */
const IN_MEMORY = 5_000;
const PARTITIONS = 512;
const BUFFER_CHARACTERS = 16 * 1024;

/**
 * Gathers items by key and hands over whole groups, each group in the order its items came. A small input stays in
 * memory and its groups come in the order of their first item. A large one goes through a temporary file in partitions,
 * so that memory is bounded by the largest partition, not by the input; items must then survive JSON. The file has no
 * name any more once it is open, so that nothing of it stays behind, whatever happens to the process.
 */
export async function* gathered<T>(
  items: AsyncIterable<readonly [key: string, item: T]>,
  inMemory: number = IN_MEMORY,
): AsyncGenerator<readonly [key: string, items: readonly T[]]> {
  let waiting = new Map<string, T[]>();
  let count = 0;
  let spill: Spill | undefined;
  try {
    for await (const [key, item] of items) {
      if (spill) {
        await spill.add(key, item);
        continue;
      }
      collect(waiting, key, item);
      if (++count < inMemory) continue;
      spill = await Spill.open();
      for (const [waitingKey, group] of waiting) for (const one of group) await spill.add(waitingKey, one);
      waiting = new Map();
    }
    if (!spill) {
      yield* waiting;
      return;
    }
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const groups = new Map<string, T[]>();
      for await (const [key, item] of spill.read<T>(partition)) collect(groups, key, item);
      yield* groups;
    }
  } finally {
    await spill?.close();
  }
}

function collect<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** A temporary file of partitions: pieces of lines, and for each partition where its pieces stand. */
class Spill {
  private end = 0;
  private readonly buffers: string[][] = Array.from({ length: PARTITIONS }, () => []);
  private readonly buffered: number[] = new Array<number>(PARTITIONS).fill(0);
  private readonly pieces: { readonly at: number; readonly length: number }[][] = Array.from(
    { length: PARTITIONS },
    () => [],
  );

  private constructor(
    private readonly file: FileHandle,
    private readonly path: string,
    private isNamed: boolean,
  ) {}

  static async open(): Promise<Spill> {
    const path = join(tmpdir(), `waymark-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    // Windows may refuse to unlink an open file: there it is removed at the end.
    const isNamed = await unlink(path).then(
      () => false,
      () => true,
    );
    return new Spill(file, path, isNamed);
  }

  async add(key: string, item: unknown): Promise<void> {
    const partition = partitionOf(key);
    const line = JSON.stringify([key, item]);
    this.buffers[partition]!.push(line);
    this.buffered[partition]! += line.length;
    if (this.buffered[partition]! >= BUFFER_CHARACTERS) await this.flush(partition);
  }

  async *read<T>(partition: number): AsyncGenerator<readonly [key: string, item: T]> {
    await this.flush(partition);
    for (const { at, length } of this.pieces[partition]!) {
      const { buffer } = await this.file.read(Buffer.allocUnsafe(length), 0, length, at);
      for (const line of buffer.toString('utf8').split('\n')) yield JSON.parse(line) as [string, T];
    }
  }

  async close(): Promise<void> {
    await this.file.close();
    if (this.isNamed) await unlink(this.path);
    this.isNamed = false;
  }

  private async flush(partition: number): Promise<void> {
    const lines = this.buffers[partition]!;
    if (lines.length === 0) return;
    const bytes = Buffer.from(lines.join('\n'), 'utf8');
    this.buffers[partition] = [];
    this.buffered[partition] = 0;
    this.pieces[partition]!.push({ at: this.end, length: bytes.length });
    const { bytesWritten } = await this.file.write(bytes, 0, bytes.length, this.end);
    if (bytesWritten < bytes.length) throw new Error(`There is no room left for a temporary file in ${tmpdir()}.`);
    this.end += bytes.length;
  }
}

/** FNV-1a. */
function partitionOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PARTITIONS;
}
