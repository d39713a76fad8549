import type { Step } from './diary.ts';
import type { HouseholdJourneys } from './household-journeys.ts';

/** An open diary: the journeys it is about, the entry that comes next, and where that stands. */
interface Open {
  readonly steps: readonly Step[];
  readonly journeys: HouseholdJourneys;
  index: number;
  step: Step;
}

/** The open diaries of all households, read in the order of their entries: a heap by the instant of the next entry. */
export class Agenda {
  private readonly heap: Open[] = [];

  /** Opens a diary. Its steps stand in the order of their instants; one without steps is not kept. */
  add(steps: readonly Step[], journeys: HouseholdJourneys): void {
    const [step] = steps;
    if (step === undefined) return;
    let at = this.heap.push({ steps, journeys, index: 0, step }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(this.heap[at]!, this.heap[parent]!)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  /** The entry that comes next, if there is one. */
  next(): Step | undefined {
    return this.heap[0]?.step;
  }

  /** Takes the entry that comes next off the agenda; a diary that was read to its end is put away. */
  take(): { readonly step: Step; readonly journeys: HouseholdJourneys } | undefined {
    const first = this.heap[0];
    if (first === undefined) return undefined;
    const { step, journeys } = first;
    const next = first.steps[++first.index];
    if (next !== undefined) first.step = next;
    else {
      const last = this.heap.pop()!;
      if (this.heap.length > 0) this.heap[0] = last;
    }
    this.sink();
    return { step, journeys };
  }

  private sink(): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left;
      if (right < heap.length && isBefore(heap[right]!, heap[least]!)) least = right;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    const one = this.heap[a]!;
    this.heap[a] = this.heap[b]!;
    this.heap[b] = one;
  }
}

/** Two entries of one instant keep a fixed order, that of their ids. */
const isBefore = ({ step: a }: Open, { step: b }: Open): boolean => (a.at === b.at ? a.id < b.id : a.at < b.at);
