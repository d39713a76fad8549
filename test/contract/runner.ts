import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';

type Work = () => unknown;
type Rows = readonly (readonly unknown[])[];

interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly beforeEach: Work[];
  readonly afterEach: Work[];
  readonly afterAll: Work[];
}

interface Test {
  readonly name: string;
  readonly suite: Suite;
  readonly work: Work;
  readonly patience: number;
}

const PATIENCE_MILLISECONDS = 60_000;
/** Of one failure: two long lists that differ would fill the screen. */
const MOST_LINES = 40;

const suiteOf = (name: string, parent?: Suite): Suite => ({
  name,
  parent,
  beforeEach: [],
  afterEach: [],
  afterAll: [],
});

/** Gathers what a suite declares by `describe`, `it` and the rest, and runs it without Jest: one test after the other. */
export class Runner {
  private readonly tests: Test[] = [];
  private suite = suiteOf('');

  /** Lends the words to a suite that uses them as globals. */
  lendWords(): void {
    const describe = (name: string, declare: Work) => {
      const outer = this.suite;
      this.suite = suiteOf(name, outer);
      declare();
      this.suite = outer;
    };
    const it = (name: string, work: Work, patience = PATIENCE_MILLISECONDS) =>
      void this.tests.push({ name, suite: this.suite, work, patience });
    const each = (rows: Rows) => (name: string, work: (...row: readonly unknown[]) => unknown, patience?: number) => {
      for (const row of rows) it(filledIn(name, row), () => work(...row), patience);
    };
    Object.assign(globalThis, {
      describe,
      it: Object.assign(it, { each }),
      test: it,
      expect,
      beforeEach: (work: Work) => void this.suite.beforeEach.push(work),
      afterEach: (work: Work) => void this.suite.afterEach.push(work),
      afterAll: (work: Work) => void this.suite.afterAll.push(work),
    });
  }

  /** Runs every test, says how each went, and answers how many failed. A run without tests is a failure. */
  async run(say: (line: string) => void): Promise<{ readonly tests: number; readonly failed: number }> {
    let failed = 0;
    for (const [i, test] of this.tests.entries()) {
      const started = performance.now();
      const failure = await failureOf(test);
      const sentence = [...pathOf(test.suite).map(({ name }) => name), test.name]
        .filter((name) => name !== '')
        .join(' > ');
      const took = `${Math.round(performance.now() - started)} ms`;
      say(`${failure === undefined ? 'ok' : 'not ok'} ${i + 1} - ${sentence} (${took})`);
      if (failure === undefined) continue;
      failed++;
      for (const line of failure.split('\n').slice(0, MOST_LINES)) say(`    ${line}`);
    }
    for (const suite of new Set(this.tests.flatMap(({ suite }) => pathOf(suite))))
      for (const work of suite.afterAll) await work();
    return { tests: this.tests.length, failed: this.tests.length === 0 ? 1 : failed };
  }
}

/** The name of a test that is asked for each row: `%s` stands for the row's values in turn. */
function filledIn(name: string, row: readonly unknown[]): string {
  const values = [...row];
  return name.replaceAll('%s', () => String(values.shift()));
}

/** From the outermost suite inwards. */
const pathOf = (suite: Suite): readonly Suite[] =>
  suite.parent === undefined ? [suite] : [...pathOf(suite.parent), suite];

/** What went wrong, in words: in the test itself, or in what comes before and after it. */
async function failureOf({ suite, work, patience }: Test): Promise<string | undefined> {
  const path = pathOf(suite);
  const before = path.flatMap((one) => one.beforeEach);
  const after = path.toReversed().flatMap((one) => one.afterEach);
  const failures: string[] = [];
  const attempt = async (steps: readonly Work[]) => {
    try {
      for (const step of steps) await inTime(step, patience);
    } catch (error) {
      failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  };
  await attempt([...before, work]);
  await attempt(after);
  return failures.length === 0 ? undefined : failures.join('\n');
}

async function inTime(step: Work, patience: number): Promise<void> {
  const ended = new AbortController();
  const tooLong = pause(patience, undefined, { signal: ended.signal }).then(
    () => {
      throw new Error(`It did not end within ${patience / 1000} seconds.`);
    },
    () => undefined,
  );
  try {
    await Promise.race([Promise.resolve(step()), tooLong]);
  } finally {
    ended.abort();
  }
}
