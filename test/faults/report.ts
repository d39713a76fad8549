import type { FaultRun } from './fault-run.ts';
import { seconds } from './fault.ts';

/** After a fault's end for so long, a client that waits is taken to wait because of it. */
const AFTERMATH_MILLISECONDS = 5000;

/** The figures of a run: what `--json` prints, and what the text is made of. */
export interface FaultReport {
  readonly seed: number;
  readonly ok: boolean;
  readonly faults: Readonly<Record<string, number>>;
  readonly leftOut: FaultRun['leftOut'];
  readonly commands: Readonly<
    Record<'sent' | 'sentAgain' | 'acknowledged' | 'repeated' | 'refused' | 'unknown', number>
  >;
  /** Why something was sent again or given up, and how often. */
  readonly again: Readonly<Record<string, number>>;
  readonly events: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly half: number;
  readonly violations: readonly string[];
  readonly verify: string;
  readonly queue: number;
  readonly imports: number;
  readonly triedAgain: number;
  readonly jobs: Readonly<Record<string, number>>;
  readonly escalations: number;
  readonly auditLines: number;
  /** The longest that a client waited for an answer, by the kind of fault that it waited through, in milliseconds. Faults meet: a wait counts for each of them. */
  readonly longestOutage: Readonly<Record<string, number>>;
  readonly endedByThemselves: Readonly<Record<string, number>>;
  readonly lastFault: string;
}

export function reportOf(run: FaultRun): FaultReport {
  const { seed, sent, faults, leftOut, log, imports, triedAgain, violations, rest, endedByThemselves } = run;
  const came = (kind: string) => sent.filter(({ outcome }) => outcome.kind === kind).length;
  const found = (kind: string) => violations.filter((one) => one.kind === kind).length;
  const { position, events, rowVersions, balances, disagreements } = rest.verified;
  const verdict = disagreements.length === 0 ? 'balances = rows = replay' : `${disagreements.length} disagreements`;
  const last = faults.at(-1);
  return {
    seed,
    ok: violations.length + rest.wrong.length === 0,
    faults: counted(faults.map(({ kind }) => kind)),
    leftOut,
    commands: {
      sent: sent.length,
      sentAgain: sent.reduce((sum, { again }) => sum + again.length, 0),
      acknowledged: came('acknowledged'),
      repeated: sent.filter(({ outcome }) => outcome.kind === 'acknowledged' && outcome.answer.repeated).length,
      refused: came('refused'),
      unknown: came('unknown'),
    },
    again: counted(sent.flatMap(({ again }) => again)),
    events: log.length,
    ...{ lost: found('lost'), duplicated: found('duplicated'), half: found('half') },
    violations: [...violations.map(({ kind, sentence }) => `${kind}: ${sentence}`), ...rest.wrong],
    verify: `At position ${position}: ${events} events, ${rowVersions} row versions, ${balances} sums: ${verdict}.`,
    ...{
      queue: rest.queue,
      imports,
      triedAgain,
      jobs: rest.jobs,
      escalations: rest.escalations,
      auditLines: rest.auditLines,
    },
    longestOutage: outages(run),
    endedByThemselves,
    lastFault: last === undefined ? 'none' : `${last.kind}: ${last.what}`,
  };
}

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function outages({ sent, faults }: FaultRun): Record<string, number> {
  const longest: Record<string, number> = {};
  for (const { kind, from, to } of faults)
    for (const { firstSentAt, endedAt } of sent) {
      if (endedAt < from || firstSentAt > to + AFTERMATH_MILLISECONDS) continue;
      longest[kind] = Math.max(longest[kind] ?? 0, Math.round(endedAt - Math.max(firstSentAt, from)));
    }
  return longest;
}

/** The report as somebody reads it. */
export function printed(report: FaultReport): string {
  const { commands: c, faults, longestOutage, leftOut } = report;
  const total = Object.values(faults).reduce((sum, n) => sum + n, 0);
  const kinds = Object.entries(faults).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    'fault                      injected  longest a client waited',
    ...kinds.map(
      ([kind, n]) => `${kind.padEnd(25)}${String(n).padStart(10)}  ${seconds(longestOutage[kind] ?? 0).padStart(23)}`,
    ),
    `${'together'.padEnd(25)}${String(total).padStart(10)}`,
    ...leftOut.map(({ kind, why }) => `${kind} was left out. ${why}`),
    '',
    `commands  ${c.sent} sent (${c.sentAgain} times again), ${c.acknowledged} acknowledged (${c.repeated} of them as already so), ${c.refused} refused, ${c.unknown} unknown`,
    `          again because ${Object.entries(report.again)
      .map(([why, n]) => `${why} (${n})`)
      .join(', ')}`,
    `log       ${report.events} events: lost ${report.lost}, duplicated ${report.duplicated}, half ${report.half}`,
    `verify    ${report.verify}`,
    `queue     ${report.queue} listed, counted and measured`,
    `jobs      ${report.imports} imports asked for, ${report.triedAgain} once more after they had failed; runs ${JSON.stringify(report.jobs)}; ${report.escalations} escalations`,
    `audit     ${report.auditLines} lines`,
    `ended by themselves and started again: ${JSON.stringify(report.endedByThemselves)}`,
  ];
  if (report.ok) return lines.join('\n');
  const again = `WRONG: ${report.violations.length}. Seed ${report.seed}; the last fault was ${report.lastFault}.`;
  return [...lines, '', again, ...report.violations.slice(0, 50)].join('\n');
}
