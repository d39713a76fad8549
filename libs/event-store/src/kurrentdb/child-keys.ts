/**
 * The sealed keys of children's personal details. They stand beside the log and never in it: what is in the log stays
 * for ever, and erasing a child means destroying its key.
 */
export interface ChildKeys {
  /** The keys of these children; null of one who was erased. Children who never had any are left out. */
  find(childIds: readonly string[]): Promise<ReadonlyMap<string, Buffer | null>>;
  /** Keeps new keys, and answers like `find`: where somebody else was first, with his key, or null when the child was erased. */
  add(keys: ReadonlyMap<string, Buffer>): Promise<ReadonlyMap<string, Buffer | null>>;
  /** Destroys the child's key for ever; false when there is none. */
  destroy(childId: string): Promise<boolean>;
  /** Notes children who arrive erased from another log; one who has a key here keeps it. */
  markErased(childIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** For tests and for trying a server out: the keys are gone with the process. */
export class InMemoryChildKeys implements ChildKeys {
  private readonly keys = new Map<string, Buffer | null>();

  async find(childIds: readonly string[]): Promise<ReadonlyMap<string, Buffer | null>> {
    return new Map(childIds.flatMap((id) => (this.keys.has(id) ? [[id, this.keys.get(id)!] as const] : [])));
  }

  async add(keys: ReadonlyMap<string, Buffer>): Promise<ReadonlyMap<string, Buffer | null>> {
    for (const [childId, key] of keys) if (!this.keys.has(childId)) this.keys.set(childId, key);
    return this.find([...keys.keys()]);
  }

  async destroy(childId: string): Promise<boolean> {
    const hadKey = (this.keys.get(childId) ?? null) !== null;
    if (hadKey) this.keys.set(childId, null);
    return hadKey;
  }

  async markErased(childIds: readonly string[]): Promise<void> {
    for (const childId of childIds) if (!this.keys.has(childId)) this.keys.set(childId, null);
  }

  async close(): Promise<void> {}
}
