/** Lets those who name the same stream go one after the other, in the order in which they came. */
export class StreamLocks {
  private readonly tails = new Map<string, Promise<void>>();

  /** Runs the work once everybody who came before and named one of these streams is done. */
  async holding<T>(streams: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = streams.flatMap((stream) => this.tails.get(stream) ?? []);
    let leave: () => void = () => undefined;
    const tail = new Promise<void>((resolve) => (leave = resolve));
    // All places in all queues are taken at once, so no two can wait for each other.
    for (const stream of streams) this.tails.set(stream, tail);
    await Promise.all(before);
    try {
      return await work();
    } finally {
      for (const stream of streams) if (this.tails.get(stream) === tail) this.tails.delete(stream);
      leave();
    }
  }

  /** Resolves when nobody holds a stream. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
  }
}
