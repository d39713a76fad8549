import jestSequencer from '@jest/test-sequencer';

const Sequencer = jestSequencer.default ?? jestSequencer;

/**
 * Whole programs and browsers first, then what needs a database, then pure specs; within each, what took longest last time.
 * A long suite that begins last keeps one core busy and the other waiting, and a fresh checkout knows no times yet.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => kind(one.path) - kind(other.path));
  }
}

const kind = (path) => (path.endsWith('.e2e.spec.ts') ? 0 : path.endsWith('.int.spec.ts') ? 1 : 2);
