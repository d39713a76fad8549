import type { Step } from './diary.ts';
import type { Records } from './records.ts';

interface Open {
  readonly steps: readonly Step[];
  readonly records: Records;
  at: number;
}

/** The open diaries of all households, read in the order of their entries: a heap by the instant of the next entry. */
export class Agenda {
  private readonly heap: Open[] = [];

  readonly isEmpty = (): boolean => this.heap.length === 0;

  /** Opens a diary. Its steps stand in the order of their instants; one without steps is not kept. */
  add(steps: readonly Step[], records: Records): void {
    if (steps.length === 0) return;
    this.heap.push({ steps, records, at: 0 });
    for (let i = this.heap.length - 1; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  /** The entry that comes next. The agenda must not be empty. */
  next(): Step {
    const { steps, at } = this.heap[0]!;
    return steps[at]!;
  }

  /** Takes the entry that comes next off the agenda; a diary that was read to its end is put away. */
  take(): { readonly step: Step; readonly records: Records } {
    const first = this.heap[0]!;
    const taken = { step: this.next(), records: first.records };
    if (++first.at === first.steps.length) {
      const last = this.heap.pop()!;
      if (this.isEmpty()) return taken;
      if (last !== first) this.heap[0] = last;
    }
    this.sink();
    return taken;
  }

  private sink(): void {
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < this.heap.length && this.isBefore(child, least)) least = child;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }

  /** Two entries of one instant keep a fixed order, that of their ids. */
  private isBefore(a: number, b: number): boolean {
    const [one, other] = [this.heap[a]!, this.heap[b]!];
    const [step, next] = [one.steps[one.at]!, other.steps[other.at]!];
    return step.at < next.at || (step.at === next.at && step.id < next.id);
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}
