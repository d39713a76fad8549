const WORDS = 8;
const MOST_NAMES = WORDS * 32;
const numbers = new Map<string, number>();

function numberOf(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

/** A set of names of events, as bits: sets are joined and compared far more often than they are made. */
export class NameSet {
  private readonly words = new Int32Array(WORDS);

  static of(names: Iterable<string>): NameSet {
    const set = new NameSet();
    for (const name of names) set.add(name);
    return set;
  }

  add(name: string): void {
    const number = numberOf(name);
    // A name beyond all that the catalogue has: as if all of them were meant.
    if (number >= MOST_NAMES) this.addEverything();
    else this.words[number >> 5]! |= 1 << (number & 31);
  }

  addEverything(): void {
    this.words.fill(-1);
  }

  addAll({ words }: NameSet): void {
    for (let i = 0; i < WORDS; i++) this.words[i]! |= words[i]!;
  }

  /** Whether any name is in both. */
  meets({ words }: NameSet): boolean {
    for (let i = 0; i < WORDS; i++) if ((this.words[i]! & words[i]!) !== 0) return true;
    return false;
  }
}
