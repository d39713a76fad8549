import { setTimeout as pause } from 'node:timers/promises';
import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import { tokensFor } from './accounts.ts';
import { checkLog, type LogEvent, type Violation } from './check-log.ts';
import { checkRest, type Rest } from './check-rest.ts';
import { send } from './client.ts';
import { faultKinds } from './fault-kinds.ts';
import { Importer } from './importer.ts';
import { planOf } from './plan.ts';
import type { Sent } from './sent.ts';
import { failedImports, settled, wholeLog } from './settled.ts';
import { openStage, type Stage } from './stage.ts';
import { inflictAll, type Inflicted } from './timetable.ts';

export interface FaultRunOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Pauses past time-outs, more clients; else everything is as short as it can be. */
  readonly isLong: boolean;
  readonly say?: (sentence: string) => void;
}

/** Everything that happened, and everything that is wrong. */
export interface FaultRun {
  readonly seed: number;
  readonly sent: readonly Sent[];
  readonly faults: readonly Inflicted[];
  readonly leftOut: readonly { readonly kind: string; readonly why: string }[];
  readonly log: readonly LogEvent[];
  readonly imports: number;
  /** Imports that gave up while everything was away, said so, and were asked for once more afterwards. */
  readonly triedAgain: number;
  readonly violations: readonly Violation[];
  readonly rest: Rest;
  readonly endedByThemselves: Readonly<Record<string, number>>;
}

/** Stopped in the middle it leaves nothing behind: no program, no server, no file system. */
const signals = ['SIGINT', 'SIGTERM'] as const;
const SETTLE_MILLISECONDS = 90_000;

/**
 * Drives commands on shared children through the real programs while it harms them, lets everything come up again, and holds
 * what is there against what was told. Throws only when the programs do not come to rest; what is wrong stands in the answer.
 */
export async function faultRun(options: FaultRunOptions): Promise<FaultRun> {
  const { say = () => undefined } = options;
  const stage = await openStage(options.isLong ? 4000 : 700);
  const stop = () => void stage.close().finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, stop);
  let isClean = false;
  try {
    const run = await onStage(stage, options, say);
    isClean = run.violations.length + run.rest.wrong.length === 0;
    return run;
  } finally {
    if (!isClean) say(`What the programs said is kept in ${stage.folder}.`);
    for (const signal of signals) process.off(signal, stop);
    await stage.close({ keepFolder: !isClean });
  }
}

async function onStage(stage: Stage, options: FaultRunOptions, say: (sentence: string) => void): Promise<FaultRun> {
  const { seed, isLong } = options;
  const today = londonDate(instantFromEpochMilliseconds(Date.now()));
  const clients = isLong ? 20 : 10;
  const tokens = await tokensFor(stage.postgres.url, clients);
  const token = tokens[0]!.get('SM')!;
  await settled(stage, token);
  say(`Everything runs, in ${stage.folder}.`);

  const until = performance.now() + options.seconds * 1000;
  let [isOver, givesUpAt] = [false, Infinity];
  const sent: Sent[] = [];
  const importer = new Importer(seed, today, stage.addresses, isLong ? 5000 : 1000);
  const working = [
    importer.work(
      () => isOver,
      () => givesUpAt,
    ),
    ...tokens.map((own, client) =>
      send(
        planOf(seed, client, today),
        {
          addresses: stage.addresses,
          tokens: own,
          patienceMilliseconds: isLong ? 5000 : 2000,
          walksAway: client % 5 === 4,
          givesUpAt: () => givesUpAt,
        },
        () => isOver,
        (one) => sent.push(one),
      ),
    ),
  ];
  const whyNot = (kind: (typeof faultKinds)[number]) => kind.whyNot?.(stage);
  const kinds = faultKinds.filter((kind) => whyNot(kind) === undefined);
  const leftOut = faultKinds
    .filter((kind) => whyNot(kind) !== undefined)
    .map((kind) => ({ kind: kind.name, why: whyNot(kind)! }));
  for (const { kind, why } of leftOut) say(`${kind} is left out. ${why}`);
  const faults = await inflictAll(stage, {
    seed,
    kinds,
    lanes: isLong ? 2 : 3,
    isLong,
    until,
    say,
    recovered: (within) => answeredAnew(sent, within),
  });
  isOver = true;
  givesUpAt = performance.now() + SETTLE_MILLISECONDS;
  await Promise.all(working);
  await pause(200);
  await settled(stage, token);
  const failed = await failedImports(stage);
  for (const { runId, failure } of failed) {
    say(`Tried again is the import ${runId}: ${failure}`);
    await importer.tryAgain(runId, givesUpAt);
  }
  if (failed.length > 0) await settled(stage, token);
  say('Everything has come to rest.');

  const log = await wholeLog(stage);
  const escalated = log.filter(({ type }) => type === 'QueueEscalated').map(({ eventId }) => eventId);
  const violations = checkLog(log, sent, new Set([...importer.eventIds, ...escalated]));
  const rest = await checkRest(stage, token, today, log, importer.imported);
  const programs = Object.values(stage.programs).flat();
  const endedByThemselves = Object.fromEntries(programs.map(({ name, endedByItself }) => [name, endedByItself]));
  return {
    seed,
    sent,
    faults,
    leftOut,
    log,
    imports: importer.imported.length,
    triedAgain: failed.length,
    violations,
    rest,
    endedByThemselves,
  };
}

/** Waits until a command that is sent from now on has been acknowledged. */
async function answeredAnew(sent: readonly Sent[], withinMilliseconds: number): Promise<void> {
  const [since, seen] = [performance.now(), sent.length];
  const isNew = ({ firstSentAt, outcome }: Sent) => firstSentAt > since && outcome.kind === 'acknowledged';
  while (!sent.slice(seen).some(isNew) && performance.now() < since + withinMilliseconds) await pause(30);
}
