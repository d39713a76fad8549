import { benchAppend } from './append.ts';
import { Figures } from './figures.ts';
import { benchLag } from './lag.ts';
import { benchCatchUp, benchRebuild } from './rebuild.ts';
import { benchScorecards, fillAndRebuild } from './scorecards.ts';
import { onStage, type Stage } from './stage.ts';
import { refuse, wordsGiven } from './words.ts';

/**
 * Speeds beside peers and limits of the same run, on the same server with default durability. `--json` prints one object,
 * else a table grows; `--quick` ends within two minutes; `--only append,lag` runs some parts.
 */
const use = 'npm run bench -- [--quick] [--json] [--only append,rebuild,scorecard,memory,lag]';
const given = wordsGiven(use, { quick: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } });
const isQuick = given.quick ?? false;
const figures = new Figures(given.json ?? false);
type Part = (stage: (name: string) => Promise<Stage>) => Promise<void>;

const parts: Readonly<Record<string, Part>> = {
  append: async (stage) => benchAppend(await stage('append'), figures, isQuick),
  rebuild: async (stage) => {
    await benchRebuild(await stage('rebuild'), figures, isQuick);
    await benchCatchUp(await stage('catch_up'), figures, isQuick ? 3_000 : 20_000);
  },
  scorecard: (stage) => benchScorecards(stage, figures, isQuick),
  // The largest rebuild of the scorecard's part says it too.
  memory: async (stage) => {
    if (asked.includes('scorecard')) return;
    await fillAndRebuild(await stage('largest'), figures, isQuick ? 40_000 : 5_000_000, true);
  },
  lag: async (stage) => benchLag(await stage('lag'), figures, isQuick),
};

const asked = given.only?.split(',') ?? Object.keys(parts);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) refuse(`There is no part ${unknown.join(', ')}.`, use);

await onStage(async (stage) => {
  for (const name of asked) {
    figures.progress(`${name} ...`);
    await parts[name]!(stage);
  }
});
figures.end();
