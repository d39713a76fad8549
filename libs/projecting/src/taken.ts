/** Up to where the read model has taken in everything, as far as is known here, and who waits to hear of it. */
export class Taken {
  private waiting: { readonly position: number; readonly resolve: (reached: boolean) => void }[] = [];
  private readonly listeners = new Set<(position: number) => void>();
  private known = 0;

  get position(): number {
    return this.known;
  }

  /** Tells whoever waits, if that is further than was known. */
  upTo(position: number): void {
    if (position <= this.known) return;
    this.known = position;
    const reached = this.waiting.filter((one) => one.position <= position);
    this.waiting = this.waiting.filter((one) => one.position > position);
    for (const one of reached) one.resolve(true);
    for (const listener of this.listeners) listener(position);
  }

  /** Whether a position is reached, waiting at most so long. */
  async reached(position: number, withinMilliseconds: number): Promise<boolean> {
    if (this.known >= position) return true;
    return new Promise((resolve) => {
      const waiter = { position, resolve };
      this.waiting.push(waiter);
      setTimeout(() => {
        this.waiting = this.waiting.filter((one) => one !== waiter);
        resolve(this.known >= position);
      }, withinMilliseconds).unref();
    });
  }

  /** Tells of every step further, until the answer is called. */
  listen(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
