import type { JobKind } from './job-kinds.ts';

const LONDON = 'Europe/London';

/** What comes round by itself, and when. At night nobody waits for it. */
export const timetable: readonly {
  readonly kind: JobKind;
  readonly times: { readonly every: number } | { readonly pattern: string; readonly tz: string };
}[] = [
  { kind: 'escalate', times: { every: 5 * 60_000 } },
  { kind: 'remind', times: { every: 30 * 60_000 } },
  { kind: 'monthly-pack', times: { pattern: '30 5 * * *', tz: LONDON } },
  { kind: 'verify', times: { pattern: '15 2 * * *', tz: LONDON } },
  { kind: 'check-audit', times: { pattern: '15 3 * * *', tz: LONDON } },
  { kind: 'clean-up', times: { pattern: '45 3 * * *', tz: LONDON } },
];
