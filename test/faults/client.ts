import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '#access/roles';
import type { Planned } from './plan.ts';
import type { Acknowledged, Outcome, Sent } from './sent.ts';

/** How a client sends: where to, as whom, and how long it waits for an answer before it sends the same again. */
export interface Sending {
  readonly addresses: readonly string[];
  readonly tokens: ReadonlyMap<Role, string>;
  readonly patienceMilliseconds: number;
  /** One that walks away sends once, and never learns what became of it when the answer is lost. */
  readonly walksAway: boolean;
  /** Until then everything is sent again; after that even the patient give up. */
  readonly givesUpAt: () => number;
}

const AGAIN_MILLISECONDS = 150;
const WALKED_AWAY_MILLISECONDS = 1000;

/** Sends one command after the other until told to stop; what has been begun is brought to its end. */
export async function send(
  plan: Iterable<Planned>,
  sending: Sending,
  isOver: () => boolean,
  remember: (sent: Sent) => void,
): Promise<void> {
  for (const planned of plan) {
    if (isOver()) return;
    const one = await sent(planned, sending);
    remember(one);
    // Who walks away comes back only after a while: nobody hammers on a closed door.
    await pause(one.outcome.kind === 'unknown' ? WALKED_AWAY_MILLISECONDS : planned.pauseMilliseconds);
  }
}

async function sent(planned: Planned, sending: Sending): Promise<Sent> {
  const { commandId, command, subjects, least } = planned;
  const expected = planned.looksFirst ? await versionSeen(planned, sending) : undefined;
  const firstSentAt = performance.now();
  const again: string[] = [];
  for (;;) {
    const answered = await once(planned, expected, sending, again.length);
    const isGivenUp = sending.walksAway || performance.now() > sending.givesUpAt();
    if ('again' in answered) again.push(answered.again);
    if (!('again' in answered) || isGivenUp) {
      const outcome: Outcome = 'again' in answered ? { kind: 'unknown' } : answered;
      return { commandId, command, subjects, least, firstSentAt, endedAt: performance.now(), again, outcome };
    }
    await pause(AGAIN_MILLISECONDS);
  }
}

/** What was answered, or why the same is to be sent again: there was no answer, or one that says so. */
async function once(
  planned: Planned,
  expected: number | undefined,
  sending: Sending,
  time: number,
): Promise<Outcome | { readonly again: string }> {
  const { command, commandId, body } = planned;
  const headers = {
    ...asking(planned, sending),
    'Content-Type': 'application/json',
    'Idempotency-Key': commandId,
    ...(expected === undefined ? {} : { 'Expected-Version': String(expected) }),
  };
  const url = `${address(planned, sending, time)}/api/v1/commands/${command}`;
  try {
    const signal = AbortSignal.timeout(sending.patienceMilliseconds);
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
    const told = (await answer.json()) as Acknowledged & { readonly type?: string };
    if (answer.ok) return { kind: 'acknowledged', answer: told };
    if (answer.status === 429 || answer.status >= 500) return { again: `answered with ${answer.status}` };
    return { kind: 'refused', status: answer.status, why: String(told.type) };
  } catch (error) {
    return { again: whyNoAnswer(error as Error) };
  }
}

function whyNoAnswer({ name, cause }: Error): string {
  if (name === 'TimeoutError') return 'no answer in time';
  return (cause as { readonly code?: string } | undefined)?.code === 'ECONNREFUSED'
    ? 'nobody there'
    : 'connection lost';
}

/** The version of the child on the page somebody has before them. */
async function versionSeen(planned: Planned, sending: Sending): Promise<number | undefined> {
  const url = `${address(planned, sending, 0)}/api/v1/children/${String(planned.body['childId'])}`;
  try {
    const headers = asking({ role: 'SM' }, sending);
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(sending.patienceMilliseconds) });
    await answer.arrayBuffer();
    return answer.ok ? Number(answer.headers.get('ETag')?.replaceAll('"', '')) : undefined;
  } catch {
    return undefined;
  }
}

const asking = ({ role }: Pick<Planned, 'role'>, { tokens }: Sending) => ({
  Authorization: `Bearer ${tokens.get(role)}`,
});

/** Where there are several web programs each sending goes to the next of them. */
const address = ({ commandId }: Planned, { addresses }: Sending, time: number): string =>
  addresses[(commandId.length + Number(commandId.split('-').at(-1)) + time) % addresses.length]!;
